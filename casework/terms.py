"""When is the next thing due for this item? Sets its one leading clock from the region's dated terms."""

from datetime import datetime

from casework.directory.current import pack
from casework.models.base import Owned, OwnedWithSideClock
from casework.models.clock import Clock


def due_at(*, kind: str, record: Owned, since: datetime) -> datetime:
    """The end of a term of this kind that counts from `since`. Aware UTC. Raises workflows.clocks.NoSuchTerm."""
    agreed = pack().due(
        kind=kind,
        urgency=record.clock_urgency(),
        origin=record.clock_origin(),
        team=record.clock_team_id(),
        since=since,
    )
    return max(record.clock_ends(kind, agreed), since)


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
    clock.kind, clock.team_id, clock.started_at, clock.due_at = kind, record.clock_team_id(), start, due
    clock.rung, clock.rings_at = pack().first_ring(
        kind, urgency=record.clock_urgency(), origin=record.clock_origin(), due_at=due, at=at
    )
    clock.acknowledged_at = None
    record.due_at = due
    return [clock]


def side(record: OwnedWithSideClock, *, at: datetime, new: bool) -> list[Clock]:
    """Begin the side term of the present state, and stop the one of the state before. Returns what `write` stores.

    A side term runs beside the leading clock and is not moved by what moves that one.
    """
    before = None if new else record.side_kind_of(str(record.seen.get("state") or ""))
    kind = record.side_kind_of(str(record.state))
    stopped = _ended(record) if record.state_info.final else []
    if before == kind:
        return stopped
    stopped += [record.side_clock] if record.side_clock else []
    for clock in stopped:
        clock.rings_at = None
    record.side_clock = beside(record, kind, since=at) if kind else None
    return [*stopped, record.side_clock] if record.side_clock else stopped


def _ended(record: OwnedWithSideClock) -> list[Clock]:
    """The further terms of an item that is finished ring no more."""
    return [clock for name in record.other_terms for clock in stopped(record, name)]


def stopped(record: OwnedWithSideClock, name: str) -> list[Clock]:
    """The further term in this column rings no more. Returns what `write` stores: one clock, or none."""
    clock: Clock | None = getattr(record, name)
    if clock is None:
        return []
    clock.rings_at = None
    setattr(record, name, None)
    return [clock]


def running(record: OwnedWithSideClock, name: str, kind: str, *, since: datetime) -> Clock:
    """The further term in this column is of this kind now and counts from `since`, in the place of what ran there."""
    fresh = beside(record, kind, since=since)
    clock: Clock | None = getattr(record, name)
    if clock is None:
        setattr(record, name, fresh)
        return fresh
    clock.kind, clock.team_id, clock.rung = kind, fresh.team_id, 0
    clock.started_at, clock.due_at, clock.rings_at = fresh.started_at, fresh.due_at, fresh.rings_at
    return clock


def beside(record: OwnedWithSideClock, kind: str, *, since: datetime) -> Clock:
    """A side clock of this kind that counts from `since`, not stored yet."""
    due = due_at(kind=kind, record=record, since=since)
    return Clock(
        item_kind=record.kind(), item_id=record.pk, leading=False, kind=kind, team_id=record.clock_team_id(),
        started_at=since, due_at=due, rings_at=due,
    )  # fmt: skip


def _stop(record: Owned) -> list[Clock]:
    """The item is finished: its clock rings no more and is kept as history."""
    clock, record.clock, record.due_at = record.clock, None, None
    if clock is None:
        return []
    clock.rings_at, clock.leading = None, False
    return [clock]


def write(clocks: list[Clock]) -> None:
    """Store these clocks in one statement, new ones and others alike."""
    if len(clocks) == 1 and not clocks[0]._state.adding:
        # Most changes move one clock, and a plain update costs a third of this.
        clocks[0].save(force_update=True, update_fields=MOVING)
    elif clocks:
        Clock.objects.bulk_create(clocks, update_conflicts=True, unique_fields=["id"], update_fields=MOVING)


MOVING = ("kind", "team", "started_at", "due_at", "rings_at", "rung", "leading", "acknowledged_at")
"""What changes in a clock that is re-armed or stopped."""
