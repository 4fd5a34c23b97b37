"""What is asked at the end of a melding?"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.feedback import Offer
from casework.forms.base import ActionForm
from casework.forms.melding.parts import long_text, one_of, words
from workflows.reporting import FEEDBACK_CHANNELS

HOW = ("given", "not_wanted", "not_possible")


class GiveFeedback(ActionForm):
    """What the melder heard: one of the fixed texts that fit this melder, or why nothing was said."""

    action = "melding.give_feedback"
    title, submit = _("Tell the melder"), _("Save")
    meaning = _("Say only the fixed words below. Never what came out of it.")
    refused_at: ClassVar = {
        "ReasonNotInList": "how", "MelderCannotBeReached": "how", "NotInTheList": "channel",
    }  # fmt: skip
    how = one_of("feedback", HOW, _("Did the melder hear from us?"))
    template = forms.ChoiceField(label=_("Which words?"), widget=forms.RadioSelect, required=False)
    channel = forms.ChoiceField(
        label=_("How did the melder hear it?"), choices=words("feedback channel", FEEDBACK_CHANNELS),
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers:
            del self.fields["template"], self.fields["channel"]
            self._choices("how", words("feedback", HOW[1:]), HOW[-1])
            return
        self._choices("how", words("feedback", HOW), HOW[0])
        self._choices("template", [(offer.template, offer.words) for offer in offers], offers[0].template)
        possible = [code for code in FEEDBACK_CHANNELS if any(code in offer.channels for offer in offers)]
        self._choices("channel", words("feedback channel", tuple(possible)), offers[0].channels[0])

    def _choices(self, name: str, listed: list[tuple[str, Any]], chosen: str) -> None:
        field: Any = self.fields[name]
        field.choices, field.initial = listed, chosen


class Close(ActionForm):
    """Every part has a taker."""

    action = "melding.close"
    title, submit = _("Close the melding"), _("Close the melding")
    meaning = _("Everything has a taker and the melder heard. A running case goes on by itself.")


class Reopen(ActionForm):
    """Something was missed."""

    action = "melding.reopen"
    title, submit = _("Open the melding again"), _("Open again")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("What was missed?"))
