"""Who is acting, for what, and what time is it? The one clock and the one carrier from the edge to a reveal.

Actions take their `Acting` as an argument; the context variable only brings it to the place where sealed
values open. It does not cross threads that are started by hand, tasks or socket messages by itself: each of
those enters `acting()` anew. Nothing here decides what somebody may do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings

from privacy.errors import ClockIsFixed, NoContext
from privacy.rows import the_one

HOUR = timedelta(hours=1)


def hour_of(moment: datetime) -> datetime:
    """The beginning of the hour (UTC) in which an aware moment falls."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """One person or process doing one thing for one purpose, at one moment (`at`: aware).

    actor: reference of the account. role: R-code. unit: id of the organisational unit. purpose: code of
    the goal. relation: code of the tie to the record, "" when none is claimed. request_id: ties together
    what belongs to one request, message or run. stands_in: the accounts whose deputy this person is at this moment.
    by_the_hour: whatever this act writes tells the hour and nothing more exact, because its moment would tell who
    acted; `at` then is the beginning of that hour.
    """

    actor: str
    role: str
    purpose: str
    at: datetime
    unit: str = ""
    relation: str = ""
    request_id: str = ""
    stands_in: tuple[str, ...] = ()
    by_the_hour: bool = False

    def __post_init__(self) -> None:
        if not (self.actor and self.role and self.purpose):
            raise NoContext("actor, role and purpose must all be known")
        if self.at.tzinfo is None:
            raise NoContext("the moment of acting must carry its time zone")
        if self.by_the_hour and self.at != hour_of(self.at):
            raise NoContext("an act kept by the hour begins at a whole hour")

    @property
    def counts_from(self) -> datetime:
        """The moment a term counts from: now, or when the hour is over for an act kept by the hour."""
        return self.at + HOUR if self.by_the_hour else self.at

    def acts_for(self, account: object) -> bool:
        """Is this account (its id) the one acting, or one the actor stands in for now?"""
        return account is not None and (str(account) == self.actor or str(account) in self.stands_in)

    def on_behalf_of(self, account: object) -> str:
        """The relation code for the ledger: `deputy:<id>` when the actor stands in for this account, else ""."""
        stands_in = str(account) != self.actor and str(account) in self.stands_in
        return f"deputy:{account}" if stands_in else ""


@dataclass(frozen=True, slots=True)
class _Frame:
    by: Acting
    kept: dict[str, Any] = field(default_factory=dict, repr=False)


_frame: ContextVar[_Frame | None] = ContextVar("privacy_acting", default=None)


@contextmanager
def acting(by: Acting) -> Iterator[Acting]:
    """Everything inside happens as `by`. Opened keys live no longer than the innermost block."""
    token = _frame.set(_Frame(by))
    try:
        yield by
    finally:
        _frame.reset(token)


def current() -> Acting:
    """Who is acting now. Raises NoContext outside every `acting()`, in shells and tests as well."""
    frame = _frame.get()
    if frame is None:
        raise NoContext("no acting() around this")
    return frame.by


def kept(name: str) -> dict[Any, Any]:
    """A dictionary that lives as long as the innermost `acting()`; outside one, a fresh one each time."""
    frame = _frame.get()
    if frame is None:
        return {}
    return frame.kept.setdefault(name, {})


def wall_clock() -> datetime:
    """Real time (UTC), for `recorded_at`, leases and seals only. Decisions use `now()` or `by.at`."""
    return datetime.now(UTC)


def written_at() -> datetime:
    """What a row may tell of the moment it is written (UTC): real time, or when the hour is over."""
    return hour_of(wall_clock()) + HOUR if keeps_the_hour() else wall_clock()


def keeps_the_hour() -> bool:
    """Is the current act one of which only the hour may be known? False outside every `acting()`."""
    frame = _frame.get()
    return frame is not None and frame.by.by_the_hour


def now() -> datetime:
    """The one clock (aware, UTC): real time plus, in the demonstration, the stored offset (one SELECT)."""
    return wall_clock() + _offset() if settings.DEMO else wall_clock()


def now_cached() -> datetime:
    """The moment at which the current person started to act, without a query; `now()` outside `acting()`."""
    frame = _frame.get()
    return frame.by.at if frame else now()


def set_offset(offset: timedelta) -> datetime:
    """Put the demonstration's clock `offset` away from real time and return the new now.

    Raises ClockIsFixed outside the demonstration.
    """
    if not settings.DEMO:
        raise ClockIsFixed("settings.DEMO is off")
    _demo_clock().objects.update_or_create(pk=1, defaults={"offset_seconds": int(offset.total_seconds())})
    return wall_clock() + offset


def advance(delta: timedelta) -> datetime:
    """Move the demonstration's clock by `delta` (whole seconds count) and return the new now."""
    if not settings.DEMO:
        raise ClockIsFixed("settings.DEMO is off")
    return set_offset(_offset() + delta)


def _offset() -> timedelta:
    seconds = the_one(_demo_clock().objects.filter(pk=1).values_list("offset_seconds", flat=True))
    return timedelta(seconds=seconds or 0)


def _demo_clock() -> Any:
    # By name, because models import this module before the app registry is complete.
    return apps.get_model("privacy", "DemoClock")
