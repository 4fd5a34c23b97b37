"""Which moment does a scenario mean? A date and time, or one counted from the start in working days, days or hours."""

import re
from datetime import date, datetime, time, timedelta

from workflows.calendars import AMSTERDAM, Calendar, local_date

_COUNTED = re.compile(r"([+-])(\d{1,4})(wd|d|h|m)(?: ([01]\d|2[0-3]):([0-5]\d))?")


class NoMoment(ValueError):
    """This is not a moment: write 2027-01-11T10:12:00+01:00, or counted from the start, such as +3wd 09:30 or +2h."""


def moment(value: object, *, start: datetime, calendar: Calendar) -> datetime:
    """The aware moment meant by `value`: text or a TOML date and time. Without an offset it is Amsterdam's wall clock.

    "+3wd 09:30" is 09:30 on the third working day after the start, "-2d 21:00" two days before it; without a time the
    hour of the start. "+40m" and "+2h" are counted from the start itself. Raises NoMoment.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)
    if not isinstance(value, str):
        raise NoMoment(str(value))
    if counted := _COUNTED.fullmatch(value):
        return _counted(*counted.groups(), start=start, calendar=calendar)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise NoMoment(value) from None
    return found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)


def day(value: object, *, start: datetime, calendar: Calendar) -> date:
    """The date meant by `value`, in the same words. Raises NoMoment."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return local_date(moment(value, start=start, calendar=calendar))


def _counted(
    sign: str,
    amount: str,
    unit: str,
    hour: str | None,
    minute: str | None,
    *,
    start: datetime,
    calendar: Calendar,
) -> datetime:
    n = int(amount) * (1 if sign == "+" else -1)
    local = start.astimezone(AMSTERDAM)
    if unit in "hm":
        if hour is not None:
            raise NoMoment(f"{sign}{amount}{unit} {hour}:{minute}")
        return start + (timedelta(hours=n) if unit == "h" else timedelta(minutes=n))
    target = _working_day(local.date(), n, calendar) if unit == "wd" else local.date() + timedelta(days=n)
    at = local.time() if hour is None or minute is None else time(int(hour), int(minute))
    return datetime.combine(target, at.replace(tzinfo=None), tzinfo=AMSTERDAM)


def _working_day(start: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after `start`, or before it; 0 is the day itself, or the first working day after it."""
    if n >= 0:
        return calendar.add_working_days(start, n)
    found = start
    while n:
        found -= timedelta(days=1)
        n += calendar.is_working_day(found)
    return found
