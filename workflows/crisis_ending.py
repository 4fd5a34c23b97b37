"""How does a crisis end? With a receiver who had contact, elsewhere by name, by phone, or because it was none."""

from typing import Any

from django.db import models

from workflows import crisis_refusals, refusals, rules
from workflows.crisis_states import BEFORE_A_VISIT, FIRST_DAY, OURS, State
from workflows.lifecycle import Lifecycle, step
from workflows.roles import CRISIS, Role

CLOSE_REASONS = ("deceased", "left_the_region", "own_team_goes_on", "client_needs_nothing")
"""Why the lead of the service may close one without a receiver."""


@rules.guard(crisis_refusals.TakenThereFirst)
def it_was_taken_there(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A service that was called has it by name."""
    return bool(given.get("taken_there"))


@rules.guard(crisis_refusals.NotTakenThereYet)
def nobody_is_awaited(record: Any, given: dict[str, Any], by: Any) -> bool:
    """No service that was called is without a name."""
    return not given.get("awaited")


class Ended(Lifecycle):
    """Every way out. `ending`: a code; the words stand in the log of the crisis."""

    ending = models.CharField(max_length=30, blank=True)

    class Meta:
        abstract = True

    @step(source=State.ANNOUNCED, target=State.NO_CRISIS, by=Role.SYSTEM)
    def fall_away(self) -> None:
        """The melding went another way before anybody took the crisis."""
        self.ending = "fell_away"

    @step(
        source=(State.ANNOUNCED, *FIRST_DAY, State.UNBRIDGED),
        target=State.NO_CRISIS,
        by=CRISIS,
        guards=[
            rules.filled("reason", refusals.ReasonNeeded),
            rules.filled("advice", crisis_refusals.AdviceNeeded),
            nobody_is_awaited,
        ],
    )
    def find_none(self, **_: Any) -> None:
        """It turned out to be no crisis: the melding goes back to triage with advice, when it is still the one sent."""
        self.ending = "no_crisis"

    @step(
        source=BEFORE_A_VISIT,
        target=State.BY_PHONE,
        by=CRISIS,
        guards=[
            rules.filled("reason", refusals.ReasonNeeded),
            rules.filled("goes_on", refusals.AcceptorNeeded),
            nobody_is_awaited,
        ],
    )
    def settle_by_phone(self, **_: Any) -> None:
        """Settled on the phone, with the name of whoever goes on."""
        self.ending = "by_phone"

    @step(
        source=OURS,
        target=State.CLOSED,
        by=CRISIS,
        guards=[
            it_was_taken_there,
            nobody_is_awaited,
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def end_elsewhere(self, *, chain: str, **_: Any) -> None:
        """Another service has the person, by name: an admission, the police, a crisismaatregel."""
        self.ending = chain

    @step(
        source=OURS,
        target=State.CLOSED,
        by=Role.CRISIS_LEAD,
        guards=[
            rules.one_of("reason", CLOSE_REASONS, refusals.ReasonNotInList),
            rules.filled("note", refusals.ReasonNeeded),
            nobody_is_awaited,
        ],
    )
    def close(self, *, reason: str, **_: Any) -> None:
        """Nobody has to take it: the lead of the service says why."""
        self.ending = reason

    @step(source=(State.HANDING_OVER, State.HANDED_OVER), target=State.CLOSED, by=Role.SYSTEM)
    def land(self) -> None:
        """The receiver had contact of its own."""
        self.ending = "landed"

    @step(source=State.CLOSED, target=State.HANDING_OVER, by=Role.SYSTEM)
    def reopen(self, *, owner: Any) -> None:
        """Lost after the handover: the crisis team has it again and looks for whoever goes on."""
        self.owner_person, self.ending = owner, ""
