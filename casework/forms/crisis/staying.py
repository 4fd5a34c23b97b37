"""What is asked while the pair is there? The five questions, a line, and whom else is called."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.fields import line, one_of, text
from casework.reading.crisis_words import CRISIS_CHAIN, MOMENT, question_word
from workflows.crisis import SHEET
from workflows.roles import Role


class FillSheet(ActionForm):
    """The crisis sheet, as far as it is known."""

    action = "crisis.fill_sheet"
    title, submit = _("Crisis sheet"), _("Keep the sheet")
    meaning = _("Keep what you know. All five questions are asked before the first visit ends.")
    says_what_is_enough = True
    conflict_texts = ("summary",)
    summary = text(_("In a few words: what is going on?"), rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by.role != Role.CRISIS_WORKER:
            # The lead does not read it, and would write over what a worker wrote without seeing that.
            del self.fields["summary"]
        for question in SHEET:
            self.fields[question] = forms.ChoiceField(
                label=question_word(question),
                choices=YES_NO_UNKNOWN,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"seen_{question}"] = line(_("What did you see or hear?"), required=False)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        sheet = {question: given.pop(question) for question in SHEET}
        details = {question: given.pop(f"seen_{question}") for question in SHEET}
        return given | {"sheet": sheet, "details": details}


class Stabilise(ActionForm):
    """The first danger is over."""

    action = "crisis.stabilise"
    title, submit = _("The first danger is over"), _("This visit ends")


class Note(ActionForm):
    """A line in the log."""

    action = "crisis.note"
    title, submit = _("Write a line"), _("Save the line")
    refused_at: ClassVar = {"ReasonNeeded": "text"}
    conflict_texts = ("text",)
    what = one_of(MOMENT, _("What was it?"), initial="note")
    text = text(_("What happened?"), rows=3)


class CallService(ActionForm):
    """Another service must act too."""

    action = "crisis.call_service"
    title, submit = _("Another service must act too"), _("Record this")
    meaning = _("You stay, and it stays yours, until somebody there took it by name.")
    refused_at: ClassVar = {"ChainNeeded": "chain"}
    conflict_texts = ("note",)
    chain = one_of(CRISIS_CHAIN, _("Which service?"))
    acceptor = line(_("Who took it on there? Leave this empty as long as nobody did."), required=False)
    note = text(_("What did you ask of them?"), rows=2, required=False)
