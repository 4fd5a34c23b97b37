"""What is asked before a handover is prepared? Nothing: it only begins."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm


class DraftHandover(ActionForm):
    """Begin a handover of one's own case."""

    action = "handover.draft"
    title, submit = _("Prepare a handover"), _("Prepare the handover")
    meaning = _("You first write what goes over. Nothing leaves before you offer it.")

    def arguments(self) -> dict[str, Any]:
        """A new record has no version to compare with."""
        return {}
