"""Another service must act as well: who took it there, when do we ask again, and what came of it?"""

from typing import Any

from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import CRISIS, Role

CHAINS = ("vt", "wvggz", "zvh", "ggz", "addiction_care", "police", "gp", "youth", "housing", "other")
"""To whom something can be taken: Veilig Thuis, Wvggz, Zorg- en Veiligheidshuis (PGA), and the others."""

TERMS = {"vt": "escalation_vt", "wvggz": "escalation_wvggz", "crisismaatregel": "escalation_measure"}
"""The clock of a chain that has a term of its own; every other follows "escalation"."""

RESULTS = ("they_act", "measure", "no_measure", "advice", "not_taken", "no_longer_needed")
"""What may come of it."""


class State(States):
    """Source: docs/lifecycles.md, escalation."""

    CALLED = "called", "GEBELD", Owner.PERSON, "chain_accept"
    OPEN = "open", "LOOPT", Owner.PERSON, "escalation"
    ENDED = "ended", "AFGELOPEN", Owner.NONE, None, True


class EscalationLifecycle(Lifecycle):
    """A tracked outcome beside a case or a crisis: the other service acts, whoever has the person follows it.

    Of a case it begins with the name of who took it there. In a crisis somebody calls first, and it is ours alone until
    a name there has it.
    """

    State = State
    state = FSMField(default=State.CALLED.value, choices=State.choices(), protected=True)

    class Meta:
        abstract = True

    @step(
        source=State.CALLED,
        target=State.OPEN,
        by=CRISIS,
        guards=[
            rules.filled("acceptor", refusals.AcceptorNeeded),
            rules.fits("acceptor", 120, refusals.NameTooLong),
        ],
    )
    def name_acceptor(self, **_: Any) -> None:
        """Somebody there took it, by name."""

    @step(
        source=(State.CALLED, State.OPEN),
        target=None,
        by=(Role.CARE_COORDINATOR, *CRISIS),
        guards=[rules.filled("note", refusals.ReasonNeeded)],
    )
    def ask_again(self, **_: Any) -> None:
        """We asked how it stands. The term of this service begins again."""

    @step(
        source=(State.CALLED, State.OPEN),
        target=State.ENDED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD, *CRISIS),
        guards=[
            rules.one_of("result", RESULTS, refusals.ReasonNotInList),
            rules.filled("note", refusals.ReasonNeeded),
        ],
    )
    def end(self, *, result: str, **_: Any) -> None:
        """What came of it. Who waited for this goes on with outreach."""
        self.result = result
