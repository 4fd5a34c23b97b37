"""When does a team work, and when is a term of working time over? Pure calendar arithmetic, DST-safe.

Two calendars exist: STATUTAIR (weekends, statutory and equated days closed) and ORGANISATIE (the opening
windows of a team, which usually works on 5 May and on equated days). Instants come in aware and go out in
UTC; dates are local dates in Europe/Amsterdam. Source: domain dossier 9.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from workflows.holidays import Holiday, Holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY_MINUTES = 24 * 60
LONGEST_SEARCH = 366
SUNDAY = 6


class NeverOpen(ValueError):
    """This calendar has no opening within a year."""


class NaiveMoment(ValueError):
    """A moment needs a time zone."""


class OnHolidays(StrEnum):
    """What a holiday does to a team: closed, an ordinary day, or worked as if it were a Sunday."""

    CLOSED = "closed"
    ORDINARY = "ordinary"
    SUNDAY = "sunday"


class Window(NamedTuple):
    """Open on `weekdays` (0 = Monday) from `opens` to `closes`, in minutes after local midnight.

    `closes` above 1440 runs into the next day: 17:00-08:30 is 1020-1950.
    """

    weekdays: frozenset[int]
    opens: int
    closes: int


class Gap(NamedTuple):
    """From a start to `end` (UTC), in real elapsed `minutes`."""

    end: datetime
    minutes: int


@dataclass(frozen=True)
class Calendar:
    """The working time of one team, or the statutory calendar. `office` are the meldpunt's windows."""

    holidays: Holidays
    windows: tuple[Window, ...]
    office: tuple[Window, ...]
    works_5_may: bool = True
    works_equated_days: bool = True
    closed_extra: frozenset[date] = field(default_factory=frozenset)
    on_holidays: OnHolidays = OnHolidays.CLOSED

    @property
    def statutory(self) -> "Calendar":
        """The calendar of the law, with the meldpunt's office hours as opening and closing times."""
        closed = replace(self, windows=self.office, closed_extra=frozenset(), on_holidays=OnHolidays.CLOSED)
        return replace(closed, works_5_may=False, works_equated_days=False)

    # -- days ------------------------------------------------------------------------------------------

    def is_working_day(self, day: date) -> bool:
        """Whether a window opens on this local date."""
        return bool(self._windows_on(day))

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after `day`."""
        return next(self._working_days_from(day + timedelta(days=1)))

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`; for 0 the day itself, or the first working day after it."""
        if n < 0:
            raise ValueError("A term is not negative.")
        if n == 0:
            return next(self._working_days_from(day))
        for _ in range(n):
            day = self.next_working_day(day)
        return day

    def opening_time(self, day: date) -> datetime:
        """The first opening on a working day, in UTC."""
        return self._intervals_on(day)[0][0]

    def closing_time(self, day: date) -> datetime:
        """The last closing on a working day, in UTC; a night window closes on the next morning."""
        return max(end for _, end in self._intervals_on(day))

    # -- moments ---------------------------------------------------------------------------------------

    def is_working_time(self, at: datetime) -> bool:
        """Whether the team is open at this instant; at closing time it is closed."""
        return any(start <= aware(at) < end for start, end in self._intervals_from(at, days=2))

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself when open, else the next moment at which the team opens (UTC)."""
        at = aware(at)
        for start, end in self._intervals_from(at):
            if end > at:
                return max(start, at)
        raise NeverOpen

    def add_open_minutes(self, at: datetime, minutes: int) -> datetime:
        """The moment at which the team has been open for `minutes` since `at` (UTC)."""
        at, left = aware(at), timedelta(minutes=minutes)
        for start, end in self._intervals_from(at):
            start = max(start, at)
            if end <= start:
                continue
            if left <= end - start:
                return start + left
            left -= end - start
            at = end
        raise NeverOpen

    def open_minutes(self, start: datetime, end: datetime) -> int:
        """For how many whole minutes the team is open between two moments; none when `end` is not later."""
        start, end, open_for = aware(start), aware(end), timedelta()
        for opens, closes in self._intervals_from(start):
            if opens >= end:
                break
            open_for += max(min(closes, end) - max(opens, start), timedelta())
        return int(open_for.total_seconds() // 60)

    def open_between(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Every open interval (UTC) that lies partly between two moments, in order, cut off at neither."""
        days = (local_date(end) - local_date(start)).days + 2
        found = self._intervals_from(start, days)
        return [(opens, closes) for opens, closes in found if opens < aware(end) and closes > aware(start)]

    def gap(self, at: datetime) -> Gap:
        """The time that must be bridged: from `at` to the first opening of a working day after it."""
        at = aware(at)
        for day in self._working_days_from(local_date(at)):
            if self.opening_time(day) > at:
                end = self.opening_time(day)
                return Gap(end=end, minutes=int((end - at).total_seconds() // 60))
        raise NeverOpen

    # -- windows ---------------------------------------------------------------------------------------

    def _windows_on(self, day: date) -> list[Window]:
        weekday = day.weekday()
        holiday = None if self.on_holidays is OnHolidays.ORDINARY else self.holidays.on(day)
        if holiday is not None and self.on_holidays is OnHolidays.SUNDAY:
            weekday = SUNDAY
        elif (holiday is not None and not self._is_worked(holiday)) or day in self.closed_extra:
            return []
        return [window for window in self.windows if weekday in window.weekdays]

    def _is_worked(self, holiday: Holiday) -> bool:
        return self.works_5_may if holiday.is_liberation_day else holiday.equated and self.works_equated_days

    def _intervals_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """Open intervals that begin on this local date, in UTC, in order."""
        found = [(at_local(day, w.opens), at_local(day, w.closes)) for w in self._windows_on(day)]
        return sorted(found)

    def _intervals_from(
        self, at: datetime, days: int = LONGEST_SEARCH
    ) -> Iterator[tuple[datetime, datetime]]:
        """Open intervals from the local day before `at` (a night window may still run), in order."""
        first = local_date(aware(at)) - timedelta(days=1)
        for offset in range(days):
            yield from self._intervals_on(first + timedelta(days=offset))

    def _working_days_from(self, day: date) -> Iterator[date]:
        empty = 0
        while empty <= LONGEST_SEARCH:
            if self.is_working_day(day):
                empty = 0
                yield day
            else:
                empty += 1
            day += timedelta(days=1)
        raise NeverOpen


def add_hours(at: datetime, hours: float) -> datetime:
    """Absolute hours later in UTC: 24 hours are 86,400 seconds, on the nights the clock changes too."""
    return aware(at) + timedelta(hours=hours)


def aware(at: datetime) -> datetime:
    """The same instant in UTC. Raises `NaiveMoment` for a moment without a zone."""
    if at.tzinfo is None:
        raise NaiveMoment
    return at.astimezone(UTC)


def local_date(at: datetime) -> date:
    """The date on the wall in Amsterdam at this instant."""
    return aware(at).astimezone(AMSTERDAM).date()


def at_local(day: date, minutes: int) -> datetime:
    """The instant (UTC) when Amsterdam's clock shows `minutes` after midnight of `day`; may pass 1440."""
    extra, rest = divmod(minutes, DAY_MINUTES)
    on = day + timedelta(days=extra)
    wall = datetime(on.year, on.month, on.day, rest // 60, rest % 60, tzinfo=AMSTERDAM)
    return wall.astimezone(UTC)


def weekdays(names: Iterable[str]) -> frozenset[int]:
    """Weekday numbers (0 = Monday) of the Dutch abbreviations ma, di, wo, do, vr, za, zo."""
    order = ("ma", "di", "wo", "do", "vr", "za", "zo")
    return frozenset(order.index(name) for name in names)
