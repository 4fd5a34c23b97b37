"""What does each answer of the receiving team ask? Reading it, a question, what is missing, yes, and not ours."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, day, one_of, text
from casework.people import takers
from casework.reading.care_words import PARTS, RETURN_REASON


class Open(ActionForm):
    """Somebody of the receiving team reads the card."""

    action = "handover.open"
    title, submit = _("Take it up"), _("I have read the card")


class Ask(ActionForm):
    """A question to the sender."""

    action = "handover.ask"
    title, submit = _("Ask the sender"), _("Send the question")
    meaning = _("The sender answers within a working day. Your time to decide waits until then.")
    refused_at: ClassVar = {"ReasonNeeded": "question", "AskedTwiceAlready": "question"}
    conflict_texts = ("question",)
    question = text(_("What do you need to know before you can decide?"), rows=3)


class CallIncomplete(ActionForm):
    """Parts of the package are missing."""

    action = "handover.call_incomplete"
    title, submit = _("Something is missing"), _("Ask for these parts")
    meaning = _(
        "You can do this once. The sender has a working day, and your time to decide waits until then."
    )
    refused_at: ClassVar = {"PartsNeeded": "parts", "CalledIncompleteBefore": "parts"}
    parts = forms.MultipleChoiceField(
        choices=PARTS, label=_("Which parts do you miss?"), widget=forms.CheckboxSelectMultiple
    )


class Accept(ActionForm):
    """A named professional of the receiving team takes it on."""

    action = "handover.accept"
    title, submit = _("Accept"), _("Accept")
    meaning = _("The sender stays responsible until you have had contact of your own.")
    refused_at: ClassVar = {
        "AcceptorNeeded": "acceptor",
        "NoSuchColleague": "acceptor",
        "SteppedAside": "acceptor",
    }
    acceptor = colleague(_("Who of your team takes this on?"))
    start_date = day(_("When do you start?"), required=False)

    def colleagues(self) -> Colleagues:
        return {"acceptor": partial(colleague_choices, self.by.unit, takers(self.by.unit))}


class GiveBack(ActionForm):
    """Not ours, with the right place named."""

    action = "handover.give_back"
    title, submit = _("Give back"), _("Give back")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "CapacityIsNoReason": "reason", "NotAReturn": "reason",
                            "AlternativeNeeded": "alternative", "GemeenteDisputeNeeded": "reason"}  # fmt: skip
    conflict_texts = ("alternative",)
    reason = one_of(RETURN_REASON, _("Why is it not yours?"))
    alternative = text(
        _("Where does it belong?"), rows=3, required=False,
        help_text=_("Name the gemeente, law or provider. The sender has to know where to go."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None:
            self.meaning = format_html(
                '{} <a href="{}">{}</a>',
                gettext("Is your team full? Then you do not give back, but say when you can start:"),
                reverse("handover-step", args=[self.about.ref, "put_on_waiting_list"]), gettext("the waiting list"),
            )  # fmt: skip
