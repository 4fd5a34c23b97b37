"""In which order is a melding weighed, and who may settle it?"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import Role
from workflows.tree.definition import LEVELS


class State(States):
    """Source: docs/lifecycles.md, triage."""

    OPEN = "open", "OPEN", Owner.DUTY, "first_look"
    SAFETY = "safety", "VEILIGHEID", Owner.PERSON, "triage_step"
    IDENTIFICATION = "identification", "IDENTIFICATIE", Owner.PERSON, "triage_step"
    QUESTIONS = "questions", "VRAGENBOOM", Owner.PERSON, "triage_step"
    PROPOSAL = "proposal", "VOORSTEL", Owner.PERSON, "triage_step"
    REVIEW = "review", "TOETS", Owner.PERSON, "second_look"
    REVISED = "revised", "HERZIEN", Owner.PERSON, "revise"
    SETTLED = "settled", "VASTGESTELD", Owner.NONE, None, True


class TriageLifecycle(Lifecycle):
    """One record per melding. The tree proposes, a human decides, lowering takes two."""

    State = State
    state = FSMField(default=State.OPEN.value, choices=State.choices(), protected=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        abstract = True

    @step(source=State.OPEN, target=State.SAFETY, by=Role.TRIAGIST)
    def begin(self) -> None:
        """Danger comes before identity."""

    @step(
        source=State.SAFETY,
        target=State.IDENTIFICATION,
        by=Role.TRIAGIST,
        guards=[rules.safety_is_answered],
    )
    def answer_safety(self, *, answers: dict[str, str]) -> None:
        """Q1, Q1b, Q2 and Q3 have an answer. Unknown is one."""
        self.answers = answers

    @step(source=State.IDENTIFICATION, target=State.QUESTIONS, by=Role.TRIAGIST)
    def identify(self) -> None:
        """We know who it is about, or that we do not know."""

    @step(source=State.QUESTIONS, target=None, by=Role.TRIAGIST)
    def answer(self, *, answers: dict[str, str]) -> None:
        """One more question of the tree."""
        self.answers = answers

    @step(source=State.QUESTIONS, target=State.PROPOSAL, by=Role.TRIAGIST, guards=[rules.safety_is_answered])
    def propose(self, *, answers: dict[str, str]) -> None:
        """The tree has enough for a proposal."""
        self.answers = answers

    @step(source=(State.PROPOSAL, State.IDENTIFICATION), target=State.QUESTIONS, by=Role.TRIAGIST)
    def reconsider(self) -> None:
        """Back to the questions: an answer changes."""

    @step(
        source=State.PROPOSAL,
        target=State.SETTLED,
        by=Role.TRIAGIST,
        guards=[
            rules.filled("outcome", refusals.OutcomeNeeded),
            rules.outcome_is_in_the_tree,
            rules.one_of("urgency", LEVELS, refusals.UnknownUrgency),
            rules.advice_is_allowed,
            rules.no_downgrade_alone,
            rules.deviation_has_a_reason,
        ],
    )
    def settle(self, *, outcome: str, urgency: str, by_actor: Any, **_: Any) -> None:
        """A human decides, with or without the tree."""
        self.outcome, self.urgency, self.decided_by = outcome, urgency, by_actor

    @step(
        source=State.PROPOSAL,
        target=State.REVIEW,
        by=Role.TRIAGIST,
        guards=[
            rules.filled("outcome", refusals.OutcomeNeeded),
            rules.outcome_is_in_the_tree,
            rules.one_of("urgency", LEVELS, refusals.UnknownUrgency),
            rules.advice_is_allowed,
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def ask_second(self, *, outcome: str, urgency: str, by_actor: Any, **_: Any) -> None:
        """Lowering U0, U1 or U2: a second professional looks within 15 minutes."""
        self.outcome, self.urgency, self.decided_by = outcome, urgency, by_actor

    @step(
        source=State.REVIEW,
        target=State.SETTLED,
        by=(Role.TRIAGIST, Role.TEAM_LEAD),
        guards=[rules.second_is_somebody_else],
    )
    def agree(self) -> None:
        """The second person agrees with the lower urgency."""

    @step(
        source=State.REVIEW,
        target=State.SETTLED,
        by=(Role.TRIAGIST, Role.TEAM_LEAD),
        guards=[rules.second_is_somebody_else, rules.filled("reason", refusals.ReasonNeeded)],
    )
    def disagree(self, *, outcome: str, urgency: str, **_: Any) -> None:
        """The second person does not agree: the proposal of the tree stands."""
        self.outcome, self.urgency = outcome, urgency

    @step(source=State.REVIEW, target=State.SETTLED, by=Role.SYSTEM)
    def keep_higher(self, *, outcome: str, urgency: str) -> None:
        """Nobody reached in time: the higher urgency stands."""
        self.outcome, self.urgency = outcome, urgency

    @step(
        source=(
            State.OPEN,
            State.SAFETY,
            State.IDENTIFICATION,
            State.QUESTIONS,
            State.PROPOSAL,
            State.REVIEW,
            State.REVISED,
        ),
        target=State.SETTLED,
        by=Role.SYSTEM,
    )
    def join(self, *, outcome: str, urgency: str) -> None:
        """The melding joins a running case: there is no second track, so nothing is left to weigh."""
        self.outcome, self.urgency = outcome, urgency

    @step(
        source=State.SETTLED,
        target=State.REVISED,
        by=(Role.TRIAGIST, Role.CARE_COORDINATOR),
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def revise(self, *, owner: Any, **_: Any) -> None:
        """A new fact. The old version is kept."""
        self.owner_person = owner

    @step(source=State.REVISED, target=State.QUESTIONS, by=(Role.TRIAGIST, Role.CARE_COORDINATOR))
    def resume(self) -> None:
        """The questions are walked again with the new fact."""
