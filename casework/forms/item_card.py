"""What does acknowledging ask of who decides? Nothing: one button."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm


class Acknowledge(ActionForm):
    """I have seen that this is late."""

    action = "clock.acknowledge"
    title, submit = _("I have seen that this is late"), _("I have seen this")
    meaning = _("The owner hears it. The term does not move: only acting or deciding does that.")

    def arguments(self) -> dict[str, Any]:
        """A card has no version to compare with."""
        return {}
