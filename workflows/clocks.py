"""How long may each state last? A term in words and a start in, a due time out. No database, no wall clock.

Durations are dated policy of the region (`ClockTable`), by kind x urgency x origin. The grammar of a term:

    15m  2h            absolute minutes and hours: 24h is 86,400 seconds
    15om  2oh          minutes and hours in which the acting team is open, from its next opening
    3wd                working days of the team (ORGANISATIE), until its closing time on the last day;
                       0wd: closing time today, or of the next working day when that has passed
    5swd               working days of the law (STATUTAIR), until the closing time of the meldpunt
    14d  6w  1mo       calendar days, weeks, months, until the team's closing time on that day, or on its
                       next working day when it is closed
    nwd@10:30          the first 10:30 on a working day of the team after the start
    latest(a, b)       the later of two terms

Absolute for U0-U2, open hours for U3, working days for U4 and U5 (settled readings, "Owner and clock").
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows.calendars import Calendar, add_hours, at_local, aware, local_date

_LATEST = re.compile(r"latest\(\s*([^,]+?)\s*,\s*([^,]+?)\s*\)")
_MOMENT = re.compile(r"nwd@([01]\d|2[0-3]):([0-5]\d)")
_AMOUNT = re.compile(r"(\d{1,4})(om|oh|swd|wd|mo|m|h|d|w)")
_ABSOLUTE = ("m", "h")


class BadTerm(ValueError):
    """This is not a term."""


class NoTerm(LookupError):
    """The region has no term for this clock."""


@dataclass(frozen=True)
class Amount:
    """A number of units: m, h, om, oh, wd, swd, d, w or mo."""

    n: int
    unit: str

    def due(self, start: datetime, calendar: Calendar) -> datetime:
        if self.unit in _ABSOLUTE:
            return add_hours(start, self.n if self.unit == "h" else self.n / 60)
        if self.unit in ("om", "oh"):
            return calendar.add_open_minutes(start, self.n * (60 if self.unit == "oh" else 1))
        if self.unit in ("wd", "swd"):
            return _working_days(start, self.n, calendar.statutory if self.unit == "swd" else calendar)
        return calendar.closing_time(calendar.add_working_days(self._calendar_day(local_date(start)), 0))

    def _calendar_day(self, day: date) -> date:
        if self.unit == "mo":
            return _months_later(day, self.n)
        return day + timedelta(days=self.n * (7 if self.unit == "w" else 1))


@dataclass(frozen=True)
class Moment:
    """A time on the wall (minutes after midnight) on a working day."""

    minutes: int

    def due(self, start: datetime, calendar: Calendar) -> datetime:
        day = calendar.add_working_days(local_date(start), 0)
        while at_local(day, self.minutes) <= aware(start):
            day = calendar.next_working_day(day)
        return at_local(day, self.minutes)


@dataclass(frozen=True)
class Latest:
    """The later of two terms."""

    first: "Term"
    second: "Term"

    def due(self, start: datetime, calendar: Calendar) -> datetime:
        return max(self.first.due(start, calendar), self.second.due(start, calendar))


Term = Amount | Moment | Latest


def parse(text: str) -> Term:
    """The term written as `text`. Raises `BadTerm`."""
    if match := _LATEST.fullmatch(text):
        return Latest(parse(match[1]), parse(match[2]))
    if match := _MOMENT.fullmatch(text):
        return Moment(int(match[1]) * 60 + int(match[2]))
    if match := _AMOUNT.fullmatch(text):
        return Amount(int(match[1]), match[2])
    raise BadTerm(text)


def due(term: str, start: datetime, calendar: Calendar) -> datetime:
    """When `term`, begun at the aware moment `start`, is over for the team of `calendar`; aware, UTC.

    Raises `BadTerm`, `NaiveMoment` for a start without zone, `NeverOpen` for a calendar without openings.
    """
    return parse(term).due(aware(start), calendar)


def is_absolute(term: str) -> bool:
    """Whether the term runs on at night and in the weekend. Raises `BadTerm`."""
    parsed = parse(term)
    return isinstance(parsed, Amount) and parsed.unit in _ABSOLUTE


def length(term: str) -> timedelta:
    """How long an absolute term is. Raises `BadTerm`, also for a term that follows a calendar."""
    parsed = parse(term)
    if not (isinstance(parsed, Amount) and parsed.unit in _ABSOLUTE):
        raise BadTerm(term)
    return timedelta(**{"hours" if parsed.unit == "h" else "minutes": parsed.n})


def _working_days(start: datetime, n: int, calendar: Calendar) -> datetime:
    if n > 0:
        return calendar.closing_time(calendar.add_working_days(local_date(start), n))
    first = calendar.add_working_days(local_date(start), 0)
    if calendar.closing_time(first) > start:
        return calendar.closing_time(first)
    return calendar.closing_time(calendar.next_working_day(first))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day when that month is shorter (AVG art. 12(3) month)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class ClockRule:
    """One row of the region's policy.

    Empty `urgency` or None `origin` ("ordinary", "crisis") means any. `then` is the kind that follows when
    this clock is over, `rings` the ladder that climbs. In force from the local date `valid_from`.
    """

    kind: str
    term: str
    rings: str
    valid_from: date
    urgency: tuple[str, ...] = ()
    origin: str | None = None
    then: str | None = None


class ClockTable:
    """The terms of a region. The most specific row in force wins, the newest of equals."""

    def __init__(self, rows: Iterable[ClockRule]) -> None:
        self.rows = tuple(rows)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(row.kind for row in self.rows)

    def term_for(
        self, kind: str, *, urgency: str | None = None, origin: str | None = None, on_date: date
    ) -> ClockRule:
        """The row for this clock on the local date `on_date`. Raises `NoTerm`."""
        fitting = [
            (bool(row.urgency), row.origin is not None, row.valid_from, place)
            for place, row in enumerate(self.rows)
            if row.kind == kind
            and row.valid_from <= on_date
            and (not row.urgency or urgency in row.urgency)
            and row.origin in (None, origin)
        ]
        if not fitting:
            raise NoTerm(f"{kind} {urgency or '-'} {origin or '-'} {on_date}")
        return self.rows[max(fitting)[3]]


MOST_PAUSE = timedelta(minutes=10)
CLIMBING = ("ladder_manager", "ladder_region", "ladder_decision", "gemeente_ruling")
"""Kinds that follow a term that is over, and ask a decision again and again: late as long as they run."""


def acknowledged_until(started_at: datetime, due_at: datetime, at: datetime) -> datetime:
    """Until when a ladder is quiet after somebody acknowledged it at `at`: half its term, at most ten minutes.

    The term itself stays: a clock moves only with an attempt, a contact or a decision. All aware.
    """
    return at + min((due_at - started_at) / 2, MOST_PAUSE)
