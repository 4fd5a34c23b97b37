"""How does the demonstration get to a later moment? Through every term that ends on the way, in order."""

import re
from datetime import UTC, datetime, timedelta
from math import ceil

from casework.models import Clock
from casework.tasks import call_due, ring_due
from privacy.context import now, set_offset, wall_clock
from workflows.calendars import AMSTERDAM

_PART = re.compile(r"(\d{1,5})([wdhm])")


class NotAnAmount(ValueError):
    """This is not an amount of time, such as 42d, 3h or 15m."""


class BackInTime(ValueError):
    """Time only goes forward: what has rung has rung."""


def later(moment: datetime, amount: str) -> datetime:
    """`moment` (aware) and an amount such as 42d, 6w, 3h, 15m or 1d12h later; aware, UTC.

    Days and weeks keep the time on the wall in Amsterdam, hours and minutes are absolute. Raises NotAnAmount.
    """
    parts = _PART.findall(amount)
    if not parts or "".join(n + unit for n, unit in parts) != amount:
        raise NotAnAmount(amount)
    total = {unit: sum(int(n) for n, u in parts if u == unit) for unit in "wdhm"}
    local = moment.astimezone(AMSTERDAM) + timedelta(weeks=total["w"], days=total["d"])
    return local.astimezone(UTC) + timedelta(hours=total["h"], minutes=total["m"])


def advance_to(target: datetime, *, begin: datetime | None = None) -> int:
    """Move the demonstration's clock to `target` (aware); how many clocks rang on the way, each at its own time.

    begin: the moment the journey starts (default: now). What was overdue then rings then. Raises BackInTime, and
    privacy.errors.ClockIsFixed outside the demonstration.
    """
    moment = begin or now()
    if target < moment:
        raise BackInTime(target.isoformat())
    _go_to(moment)
    rang = _ring_all(moment)
    call_due(moment)
    while (due := _next_due(after=moment, until=target)) is not None:
        moment = due
        _go_to(moment)
        rang += _ring_all(moment)
        # Who does not answer is asked anew at the end alone: in weeks that would be thousands of times.
        call_due(moment, since=moment)
    _go_to(target)
    call_due(target)
    return rang


def _go_to(moment: datetime) -> None:
    """The offset is kept in whole seconds; rounded up, so that what was due stays due."""
    set_offset(timedelta(seconds=ceil((moment - wall_clock()).total_seconds())))


def _next_due(*, after: datetime, until: datetime) -> datetime | None:
    """When the next clock rings. What could not ring at its own time is left to the sweep: it stays due."""
    waiting = Clock.objects.filter(rings_at__gt=after, rings_at__lte=until)
    return waiting.order_by("rings_at").values_list("rings_at", flat=True).first()


def _ring_all(moment: datetime) -> int:
    """A clock may ring more than once at one moment: two rungs of a ladder without a pause."""
    rang = 0
    while just_now := ring_due(moment):
        rang += just_now
    return rang
