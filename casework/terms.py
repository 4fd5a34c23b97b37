"""When is the next thing due for this item? Sets its one leading clock from the region's dated terms."""

from datetime import datetime
from typing import Any

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


def arm(record: Owned, *, at: datetime, since: datetime | None = None, kind: str | None = None) -> None:
    """Re-arm the leading clock for the present state, or stop it when the item is finished."""
    kind = kind or record.clock_kind()
    clock = record.clock
    if kind is None:
        stop(record)
        return
    start = since or record.clock_since() or at
    values: dict[str, Any] = {
        "kind": kind, "team_id": record.clock_team_id(), "started_at": start, "rung": 0,
        "due_at": due_at(kind=kind, record=record, since=start),
    }  # fmt: skip
    values["rings_at"] = values["due_at"]
    if clock is None:
        record.clock = Clock.objects.create(item_kind=record.kind(), item_id=record.pk, **values)
        return
    for name, value in values.items():
        setattr(clock, name, value)
    clock.save(update_fields=list(values))


def stop(record: Owned) -> None:
    """The item is finished: its clock rings no more and is kept as history."""
    clock = record.clock
    if clock is not None:
        clock.rings_at, clock.leading = None, False
        clock.save(update_fields=["rings_at", "leading"])
        record.clock = None
