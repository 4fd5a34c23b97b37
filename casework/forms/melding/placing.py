"""What is asked when it does not belong here, or there is too little?"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.melding.parts import long_text, one_of
from casework.forms.typed import TypedText
from workflows.melding import NOT_TAKEN_UP_REASONS


class ReferOutOfArea(ActionForm):
    """Not our region."""

    action = "melding.refer_out_of_area"
    title, submit = _("Refer outside the region"), _("I have told them")
    meaning = _("Tell somebody there by voice, today. Write down who that was.")
    refused_at: ClassVar = {"AcceptorNeeded": "told"}
    conflict_texts = ("told",)
    told = TypedText(
        label=_("Whom did you tell?"), required=True, max_length=120, help_text=_("Name and organisation.")
    )


class MarkInsufficient(ActionForm):
    """Too little to find anyone."""

    action = "melding.mark_insufficient"
    title, submit = _("Too little to go on"), _("Record that it is too little")
    meaning = _("Within five working days it is answered or closed.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("What did you try?"))


class TakeUpAgain(ActionForm):
    """More became known."""

    action = "melding.take_up_again"
    title, submit = _("Take it up again"), _("Take it up again")
    meaning = _("More became known: the triage goes on.")


class NotTakeUp(ActionForm):
    """The team lead decides that we do nothing."""

    action = "melding.not_take_up"
    title, submit = _("Decide that we do nothing"), _("We do nothing")
    refused_at: ClassVar = {"ReasonNotInList": "reason"}
    reason = one_of("not taken up", NOT_TAKEN_UP_REASONS, _("Why?"))
