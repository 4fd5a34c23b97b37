"""Why may a shift not be planned, changed or signed? Each docstring is the sentence the person reads."""

from workflows.refusals import Refusal


class CoordinatorArranges(Refusal):
    """The coordinator of this service arranges the roster ahead. Is it now? Then you can take over yourself."""


class NoRosterHere(Refusal):
    """This service has a standing duty and no roster. The region decides which services have a roster."""


class ShiftIsPast(Refusal):
    """This shift is over. Who had the duty then stays as it is."""


class ShiftTooLong(Refusal):
    """A shift ends after it begins, and lasts at most seven days."""


class ClosedThen(Refusal):
    """This service has no duty in part of that time. Choose hours in which it has one."""


class HeldAlready(Refusal):
    """A colleague has the duty in part of that time: one person at a time. Swap that shift, or choose other hours."""


class HasItAlready(Refusal):
    """This colleague has this shift already. Choose somebody else."""


class NotYourShift(Refusal):
    """Only the colleague whose shift it is signs for it."""


class TooEarlyToSign(Refusal):
    """You can sign from one hour before the change of shift."""


class SignedBefore(Refusal):
    """You signed for this already."""
