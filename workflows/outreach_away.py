"""What may happen while the person is not there: admitted, detained, abroad, moved, or dead?"""

from typing import Any

from workflows import refusals, rules
from workflows.calendars import local_date
from workflows.lifecycle import Lifecycle, step
from workflows.outreach_states import TRYING, State
from workflows.roles import Role

PAUSES = ("admitted", "detained", "abroad")
"""Why a case may be paused."""

PAUSE_YEARS = 10
"""How many years ahead the end of a pause may lie; a detention may be long, and a year that is further is a slip."""

LEFT_FROM = (State.ASSIGNED, *TRYING, State.REFUSES, State.PAUSED)


@rules.guard(refusals.EndIsPast)
def end_lies_ahead(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Somebody who should be back already is not away: then it is time to go and look."""
    return bool(given["expected_end"] >= local_date(by.at))


@rules.guard(refusals.EndTooFar)
def end_is_in_sight(record: Any, given: dict[str, Any], by: Any) -> bool:
    """An end nobody lives to see is a mistyped year."""
    return bool(given["expected_end"].year <= by.at.year + PAUSE_YEARS)


class Away(Lifecycle):
    """A pause has an end that is expected, and somebody looks at it on the way there."""

    class Meta:
        abstract = True

    @step(
        source=(State.ASSIGNED, *TRYING),
        target=State.PAUSED,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.one_of("reason", PAUSES, refusals.ReasonNotInList),
            rules.filled("expected_end", refusals.DateNeeded),
            end_lies_ahead,
            end_is_in_sight,
        ],
    )
    def pause(self, *, expected_end: Any, **_: Any) -> None:
        """Admitted, detained or abroad. Every four weeks somebody looks, and at the expected end at the latest."""
        self.expected_end = expected_end

    @step(
        source=State.PAUSED,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("note", refusals.ReasonNeeded),
            rules.filled("expected_end", refusals.DateNeeded),
            end_lies_ahead,
            end_is_in_sight,
        ],
    )
    def look_at_pause(self, *, expected_end: Any, **_: Any) -> None:
        """Does it still hold? The end may move; four weeks later somebody looks again."""
        self.expected_end = expected_end

    @step(source=State.PAUSED, target=State.CONTACT_PHASE, by=Role.CARE_COORDINATOR)
    def resume(self) -> None:
        """Back: contact is made again."""
        self.expected_end = None

    @step(
        source=LEFT_FROM,
        target=State.MOVED,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("where", refusals.AlternativeNeeded)],
    )
    def record_move(self, **_: Any) -> None:
        """Moved out of reach: told to the new place within five working days."""
        self.expected_end = None

    @step(source=LEFT_FROM, target=State.DECEASED, by=Role.CARE_COORDINATOR)
    def record_death(self) -> None:
        """The person died. What is left to tell is told within five working days."""
        self.expected_end = None
