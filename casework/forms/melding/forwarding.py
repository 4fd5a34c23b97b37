"""What is asked at the destination of a melding?"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.melding.parts import one_of
from casework.forms.typed import TypedText
from workflows.melding import RETURN_REASONS


class Accept(ActionForm):
    """Somebody with a name took it."""

    action = "melding.accept"
    title, submit = _("Who has taken it over?"), _("Record who took it")
    meaning = _("A team alone is not enough: write the name of the person who takes it.")
    refused_at: ClassVar = {"AcceptorNeeded": "acceptor"}
    conflict_texts = ("acceptor",)
    acceptor = TypedText(label=_("Name of the person who takes it"), required=True, max_length=120)


class ReturnToTriage(ActionForm):
    """Wrong place."""

    action = "melding.return_to_triage"
    title, submit = _("Send back to the triage"), _("Send back")
    meaning = _("A full team is not a reason. The sender stays owner and looks again.")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "CapacityIsNoReason": "reason",
                            "GemeenteDisputeNeeded": "reason"}  # fmt: skip
    reason = one_of("return to triage", RETURN_REASONS, _("Why does it not belong here?"))
