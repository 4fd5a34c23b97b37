"""Somebody is reported again and again: who looks at the whole, and what is the answer?"""

from typing import Any

from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import Role

ANSWERS = ("zvh_pga", "mdo", "in_hand", "no")
"""What a team lead may answer to a pattern."""


class State(States):
    """Source: docs/lifecycles.md, pattern."""

    OPEN = "open", "OPEN", Owner.DUTY, "pattern_answer"
    TAKEN = "taken", "IN_BEHANDELING", Owner.PERSON, "pattern_answer"
    ANSWERED = "answered", "BEANTWOORD", Owner.NONE, None, True
    LAPSED = "lapsed", "VERVALLEN", Owner.NONE, None, True


class PatternLifecycle(Lifecycle):
    """Several reports about one person ask one question, and a team lead answers it."""

    State = State
    state = FSMField(default=State.OPEN.value, choices=State.choices(), protected=True)

    class Meta:
        abstract = True

    @step(source=State.OPEN, target=State.TAKEN, by=Role.TEAM_LEAD)
    def take(self, *, owner: Any) -> None:
        """One team lead looks at it."""
        self.owner_person = owner

    @step(
        source=(State.OPEN, State.TAKEN),
        target=State.ANSWERED,
        by=Role.TEAM_LEAD,
        guards=[
            rules.one_of("answer", ANSWERS, refusals.ReasonNotInList),
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def answer(self, *, answer: str, **_: Any) -> None:
        """A plan, a meeting, already in hand, or no: with the reason. Then it is silent for ninety days."""
        self.answer_given = answer

    @step(source=(State.OPEN, State.TAKEN), target=State.LAPSED, by=Role.SYSTEM)
    def lapse(self) -> None:
        """A report turned out to be about somebody else: there is no pattern any more."""
