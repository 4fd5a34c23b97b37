"""What does each step of a melding ask? One form per action; most are one button and one sentence."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.report import question_label
from casework.forms.typed import TypedText
from casework.intake import SAFETY
from workflows.melding import NOT_TAKEN_UP_REASONS, RETURN_REASONS


def words(context: str, codes: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Code and word, for a list of which one is chosen."""
    return [(code, pgettext_lazy(context, code.replace("_", " "))) for code in codes]


def one_of(context: str, codes: tuple[str, ...], label: Any) -> forms.ChoiceField:
    """A list of which exactly one is chosen, all of it in sight."""
    return forms.ChoiceField(choices=words(context, codes), label=label, widget=forms.RadioSelect)


def long_text(label: Any, **more: Any) -> TypedText:
    """A text that may be long and may not be left out."""
    return TypedText(label=label, required=True, widget=forms.Textarea(attrs={"rows": 5}), **more)


class SafetyForm(ActionForm):
    """The four safety questions together."""

    answers_to: ClassVar[tuple[str, ...]] = SAFETY

    def __init__(self, *args: Any, answered: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in self.answers_to:
            self.fields[question] = forms.ChoiceField(
                label=question_label(question), choices=YES_NO_UNKNOWN, widget=forms.RadioSelect,
                initial=(answered or {}).get(question),
                error_messages={"required": _("Choose one. 'Unknown' is fine.")},
            )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"answers": {question: given.pop(question) for question in self.answers_to}} | given


class Claim(ActionForm):
    """One triagist takes it."""

    action = "melding.claim"
    title, submit = _("Take this melding"), _("I take this melding")
    meaning = _("You become the owner. Nobody else weighs it at the same time.")


class Release(ActionForm):
    """Back to the duty."""

    action = "melding.release"
    title, submit = _("Give the melding back to the duty"), _("Give back to the duty")
    meaning = _("A colleague of the duty takes it from here. Your answers are kept.")


class Screen(SafetyForm):
    """Safety, outside the hours of the day team."""

    action = "melding.screen"
    title, submit = _("Screen for safety"), _("Save the screening")
    meaning = _("Only safety now. The day team weighs the rest.")


class AskInformation(ActionForm):
    """A question to a named source."""

    action = "melding.ask_information"
    title, submit = _("Ask somebody for information"), _("I have asked it")
    meaning = _(
        "Asking tells something too: name the source and why you may ask. After two working days we decide."
    )
    refused_at: ClassVar = {"SourceNeeded": "source", "GroundNeeded": "ground"}
    conflict_texts = ("question",)
    source = TypedText(label=_("Whom do you ask?"), required=True, help_text=_("Name and organisation."))
    ground = TypedText(
        label=_("Why may you ask this?"), required=True, help_text=_("The legal ground, in a few words.")
    )
    question = TypedText(label=_("What do you ask?"), widget=forms.Textarea(attrs={"rows": 4}))


class ResumeTriage(ActionForm):
    """The answer came, or not."""

    action = "melding.resume_triage"
    title, submit = _("Go on with the triage"), _("Go on with the triage")
    meaning = _("The answer came, or we decide without it.")


class Link(ActionForm):
    """Reported before, says a human."""

    action = "melding.link"
    title, submit = _("Possibly reported before"), _("Link as reported before")
    meaning = _("Only a person links. Write down why you think it is the same person.")
    refused_at: ClassVar = {"ReasonNeeded": "evidence"}
    conflict_texts = ("evidence",)
    evidence = long_text(_("Why do you think so?"))


class AddToCase(SafetyForm):
    """It joins a running case."""

    action = "melding.add_to_case"
    title, submit = _("Add to a running case"), _("Add to the case")
    meaning = _("The owner of the case reads it within one working day.")
    case_ref = TypedText(label=_("Reference of the case"), required=True, help_text=_("Such as C-7K3QX9P2."))

    def clean_case_ref(self) -> str:
        """A reference is the same in small letters."""
        return str(self.cleaned_data["case_ref"]).strip().upper()


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
    refused_at: ClassVar = {"ReasonNotInList": "reason", "CapacityIsNoReason": "reason"}
    reason = one_of("return to triage", RETURN_REASONS, _("Why does it not belong here?"))


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


class GiveFeedback(ActionForm):
    """What the melder heard."""

    action = "melding.give_feedback"
    title, submit = _("Tell the melder"), _("Save")
    meaning = _("Say only: our work is done. Never what came out of it.")
    refused_at: ClassVar = {"ReasonNotInList": "how"}
    how = one_of("feedback", ("given", "not_wanted", "not_possible"), _("Did the melder hear from us?"))


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


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        Claim, Release, Screen, AskInformation, ResumeTriage, Link, AddToCase, Accept, ReturnToTriage, ReferOutOfArea,
        MarkInsufficient, TakeUpAgain, NotTakeUp, GiveFeedback, Close, Reopen,
    )
}  # fmt: skip
"""Step of a melding -> its form."""
