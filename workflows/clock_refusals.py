"""How is acknowledging a clock refused? See workflows/refusals.py."""

from workflows.refusals import Refusal


class NotLate(Refusal):
    """This is not late: there is nothing to acknowledge yet."""


class AcknowledgedBefore(Refusal):
    """Somebody has acknowledged this already. It stays late until somebody acts or decides."""
