"""Another service must act as well: who took it there, when do we ask again, and what came of it?"""

from typing import Any

from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import Role

CHAINS = ("vt", "wvggz", "zvh", "ggz", "addiction_care", "police", "gp", "youth", "housing", "other")
"""To whom something can be taken: Veilig Thuis, Wvggz, Zorg- en Veiligheidshuis (PGA), and the others."""

TERMS = {"vt": "escalation_vt", "wvggz": "escalation_wvggz"}
"""The clock of a chain that has a term of its own; every other follows "escalation"."""

RESULTS = ("they_act", "measure", "no_measure", "advice", "not_taken", "no_longer_needed")
"""What may come of it."""


class State(States):
    """Source: docs/lifecycles.md, escalation."""

    OPEN = "open", "LOOPT", Owner.PERSON, "escalation"
    ENDED = "ended", "AFGELOPEN", Owner.NONE, None, True


class EscalationLifecycle(Lifecycle):
    """A tracked outcome beside a case: the other service acts, the care coordinator follows it to its result."""

    State = State
    state = FSMField(default=State.OPEN.value, choices=State.choices(), protected=True)

    class Meta:
        abstract = True

    @step(
        source=State.OPEN,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("note", refusals.ReasonNeeded)],
    )
    def ask_again(self, **_: Any) -> None:
        """We asked how it stands. The term of this service begins again."""

    @step(
        source=State.OPEN,
        target=State.ENDED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[
            rules.one_of("result", RESULTS, refusals.ReasonNotInList),
            rules.filled("note", refusals.ReasonNeeded),
        ],
    )
    def end(self, *, result: str, **_: Any) -> None:
        """What came of it. Who waited for this goes on with outreach."""
        self.result = result
