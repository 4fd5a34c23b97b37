"""What may happen to a melding while the day team is closed?"""

from typing import Any

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, step
from workflows.melding_states import State
from workflows.roles import CRISIS, SCREENERS, Role

SCREENED_AS = ("contact_by_day", "wait")
"""Outcomes of screening that leave the rest to the day team: call first thing, or wait with a reason."""

FOR_CRISIS = {"crisis_now": "U1", "crisis_calls_today": "U3"}
"""Outcomes of screening for which the crisis team acts, with the urgency its term follows."""

SCREENINGS = (*FOR_CRISIS, *SCREENED_AS)
"""Every outcome of screening, the most worrying first."""


class Screened(Lifecycle):
    """The duty looks at safety at once; what cannot wait lies with the crisis team by name."""

    class Meta:
        abstract = True

    @step(
        source=State.RECEIVED,
        target=State.SCREENED,
        by=SCREENERS,
        guards=[
            rules.day_team_is_closed,
            rules.safety_is_answered,
            rules.household_is_asked,
            rules.one_of("outcome", SCREENINGS, refusals.OutcomeNeeded),
            rules.waiting_is_explained,
        ],
    )
    def screen(self, *, outcome: str, **_: Any) -> None:
        """Outside the day team's hours the duty looks at safety. The rest waits for the day team."""
        self.screening = outcome

    @step(
        source=State.SCREENED,
        target=State.AT_CRISIS,
        by=Role.SYSTEM,
        guards=[rules.filled("target", refusals.ReceiverNeeded)],
    )
    def send_to_crisis(self, *, owner: Any, target: str, urgency: str) -> None:
        """It cannot wait: it lies with the crisis team at once. Who screened it owns it until a name takes it."""
        self.owner_person, self.target, self.urgency = owner, target, urgency

    @step(source=(State.AT_CRISIS, State.IN_CRISIS), target=State.SCREENED, by=Role.SYSTEM)
    def wait_after_crisis(self) -> None:
        """The crisis team found no crisis: it waits for the day team like whatever else was screened."""

    @step(source=State.AT_CRISIS, target=State.IN_CRISIS, by=CRISIS)
    def take_crisis(self, *, owner: Any) -> None:
        """A named crisis worker takes it, and is owner until the day team weighs the rest."""
        self.owner_person = owner
