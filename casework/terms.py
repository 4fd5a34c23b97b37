"""When is the next thing due for this item? Sets its one leading clock from the region's dated terms."""

from datetime import datetime

from casework.directory.current import pack
from casework.models.base import Owned
from casework.models.clock import Clock


def due_at(*, kind: str, record: Owned, since: datetime) -> datetime:
    """The end of a term of this kind that counts from `since`. Aware UTC. Raises workflows.clocks.NoSuchTerm."""
    return pack().due(
        kind=kind,
        urgency=record.clock_urgency(),
        origin=record.clock_origin(),
        team=record.clock_team_id(),
        since=since,
    )


def arm(
    record: Owned, *, at: datetime, since: datetime | None = None, kind: str | None = None
) -> list[Clock]:
    """Re-arm the leading clock for the present state, or stop it when the item is finished.

    Returns the clocks that `write` has to store: one, or none when a finished item had no clock left.
    """
    kind = kind or record.clock_kind()
    if kind is None:
        return _stop(record)
    start = since or record.clock_since() or at
    due = due_at(kind=kind, record=record, since=start)
    if record.clock is None:
        record.clock = Clock(item_kind=record.kind(), item_id=record.pk)
    clock = record.clock
    clock.kind, clock.team_id, clock.started_at, clock.rung = kind, record.clock_team_id(), start, 0
    clock.due_at = clock.rings_at = due
    return [clock]


def _stop(record: Owned) -> list[Clock]:
    """The item is finished: its clock rings no more and is kept as history."""
    clock, record.clock = record.clock, None
    if clock is None:
        return []
    clock.rings_at, clock.leading = None, False
    return [clock]


def write(clocks: list[Clock]) -> None:
    """Store these clocks: one statement for the new ones, one for the others."""
    fresh = [clock for clock in clocks if clock._state.adding]
    known = [clock for clock in clocks if not clock._state.adding]
    if fresh:
        Clock.objects.bulk_create(fresh)
    if known:
        Clock.objects.bulk_update(known, MOVING)


MOVING = ("kind", "team", "started_at", "due_at", "rings_at", "rung", "leading")
"""What changes in a clock that is re-armed or stopped."""
