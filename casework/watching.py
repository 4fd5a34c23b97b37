"""When does the watch look at a roster again? One clock beside each, rung by the sweep that rings every clock."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from casework.directory.current import pack
from casework.models import Clock, Roster, Shift
from casework.work import current_work
from privacy.context import Acting

WATCH = "roster_watch"
"""The kind of that clock."""

WHILE_PLANNING = timedelta(minutes=15)
"""Whoever plans a week does it shift by shift: of what is still open afterwards the watch tells then."""


def begin_watch(roster: Roster, *, by: Acting) -> None:
    """The first shift of a roster: from now on its gaps are looked at."""
    clock = Clock(item_kind=roster.kind(), item_id=roster.pk, leading=False, kind=WATCH, team_id=roster.team_id,
                  started_at=by.at, due_at=by.at, rings_at=by.at + WHILE_PLANNING)  # fmt: skip
    current_work().also_write(clock)


def look_again(team: str, *, by: Acting, after: timedelta = timedelta()) -> None:
    """The watch over the roster of this team (its id) looks again, now or a little later; never later than it would.

    No statement for a team without a roster.
    """
    if pack().region.rostered_duty(team) is None:
        return
    # Locked: a watch that looks at this moment would write over it when to look again.
    for clock in Clock.objects.select_for_update().filter(team_id=team, kind=WATCH):
        ring = by.at + after
        clock.rings_at = min(clock.rings_at or ring, ring)
        current_work().also_write(clock)


def faults() -> Iterator[tuple[Roster | Shift, str]]:
    """Two colleagues with one duty at once, and a roster whose gaps nobody looks at: each with why."""
    watched = set(Clock.objects.filter(kind=WATCH, rings_at__isnull=False).values_list("item_id", flat=True))
    for roster in Roster.objects.order_by("pk"):
        if roster.pk not in watched:
            yield roster, "no clock watches it"
        for one, other in pairwise(roster.shifts.order_by("starts_at", "pk")):
            if other.starts_at < one.ends_at:
                yield other, f"it begins before {one.ref} of the same duty is over"
