"""What does each step of a triage ask? Answers, and a decision with its reason when it differs from the tree."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.directory.current import pack
from casework.errors import Situation
from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.melding.parts import SafetyForm, long_text
from casework.forms.typed import TypedText
from casework.reading.words import outcome_word
from casework.templatetags.sluitend import URGENCY_WORDS
from workflows.refusals import Refusal, SecondPersonNeeded
from workflows.tree import LEVELS


class AnswerSafety(SafetyForm):
    """Safety before identity."""

    action = "triage.answer_safety"
    title, submit = _("Safety first"), _("Save and go on")
    meaning = _("Ask these four before anything else. Nobody has to give a name for it.")


class Identify(ActionForm):
    """Known or not known."""

    action = "triage.identify"
    title, submit = _("Who is it about?"), _("Go on to the questions")


class Answer(ActionForm):
    """One answer to one question."""

    action = "triage.answer"
    title, submit = _("Answer the question"), _("Save the answer")
    question = forms.ChoiceField()
    answer = forms.ChoiceField(choices=YES_NO_UNKNOWN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = pack().tree(self.by.at).questions
        self.fields["question"].choices = [(key, key) for key in questions]  # type: ignore[attr-defined]  # a ChoiceField

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"answers": {given.pop("question"): given.pop("answer")}} | given


class Propose(ActionForm):
    """Ask the tree now."""

    action = "triage.propose"
    title, submit = _("See the proposal"), _("See the proposal")


class Reconsider(ActionForm):
    """An answer changes."""

    action = "triage.reconsider"
    title, submit = _("Change an answer"), _("Change an answer")


class Settle(ActionForm):
    """What a human decides. `needs_second`: the decision lowers U0-U2, so a colleague has to look as well."""

    action = "triage.settle"
    title, submit = _("Decide otherwise"), _("Decide")
    meaning = _("The tree proposes, you decide. Say why, so that the next person understands it.")
    refused_at: ClassVar = {
        "AdviceBlocked": "outcome", "OutcomeNeeded": "outcome", "ReasonNeeded": "reason",
        "SecondPersonNeeded": "urgency",
    }  # fmt: skip
    conflict_texts = ("reason",)
    needs_second = False

    outcome = forms.ChoiceField(label=_("Outcome"))
    urgency = forms.ChoiceField(
        label=_("Urgency"), choices=[(level, f"{level} {URGENCY_WORDS[level]}") for level in LEVELS]
    )
    reason = TypedText(label=_("Why otherwise than proposed?"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, blocked: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = pack().tree(self.by.at).definition.outcomes
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            (code, outcome_word(code))
            for code, outcome in outcomes.items()
            if outcome.urgency is not None and code not in blocked
        ]

    def refuse(self, error: Refusal | Situation) -> None:
        self.needs_second = isinstance(error, SecondPersonNeeded)
        super().refuse(error)


class AskSecond(Settle):
    """The same decision, for a colleague to look at."""

    action = "triage.ask_second"
    title, submit = _("Ask a colleague to look with you"), _("Ask a colleague")


class Agree(ActionForm):
    """The second person agrees."""

    action = "triage.agree"
    title, submit = _("Agree with the lower urgency"), _("I agree")


class Disagree(ActionForm):
    """The second person does not agree."""

    action = "triage.disagree"
    title, submit = _("Do not agree"), _("I do not agree")
    meaning = _("The proposal of the tree stands then.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("Why?"))


class Revise(ActionForm):
    """A new fact."""

    action = "triage.revise"
    title, submit = _("A new fact"), _("Weigh it again")
    meaning = _("What was settled before stays readable.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("What is new?"))


class Resume(ActionForm):
    """Walk the questions again."""

    action = "triage.resume"
    title, submit = _("Walk the questions again"), _("To the questions")


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        AnswerSafety, Identify, Answer, Propose, Reconsider, Settle, AskSecond, Agree, Disagree, Revise, Resume,
    )
}  # fmt: skip
"""Step of a triage -> its form."""
