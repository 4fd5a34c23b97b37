"""Which days are closed by law? The region's own table, and the rule of the law where the table ends.

Source: Algemene termijnenwet, art. 3, read as New Year's Day, Easter Monday, Koningsdag, 5 May, Ascension
Day, Whit Monday and both Christmas days; Good Friday is equated. Other equated days are decided per year
and stand only in the table, so a year outside the table lacks those. Pure; dates are local dates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

LIBERATION_DAY = "Bevrijdingsdag"


@dataclass(frozen=True)
class Holiday:
    """A statutory day (closed by law) or one equated to it (only the statutory calendar is closed)."""

    day: date
    name: str
    statutory: bool
    equated: bool

    @property
    def is_liberation_day(self) -> bool:
        """5 May, which teams may work; not when Ascension Day falls on it."""
        return self.name == LIBERATION_DAY


class Holidays:
    """The table of days of a region. `on` answers for any date."""

    def __init__(self, rows: Iterable[Holiday]) -> None:
        self.rows: Mapping[date, Holiday] = {row.day: row for row in rows}
        self.years = frozenset(day.year for day in self.rows)

    def on(self, day: date) -> Holiday | None:
        """The holiday on this local date, None on an ordinary day."""
        if day.year in self.years:
            return self.rows.get(day)
        return by_law(day.year).get(day)


@lru_cache(maxsize=64)
def by_law(year: int) -> Mapping[date, Holiday]:
    """The statutory days and Good Friday of a year, by the rule of the law."""
    easter = easter_sunday(year)
    statutory = {
        date(year, 1, 1): "Nieuwjaarsdag",
        easter + timedelta(days=1): "Tweede Paasdag",
        _kings_day(year): "Koningsdag",
        date(year, 5, 5): LIBERATION_DAY,
        easter + timedelta(days=39): "Hemelvaartsdag",
        easter + timedelta(days=50): "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }
    found = {day: Holiday(day, name, statutory=True, equated=False) for day, name in statutory.items()}
    friday = easter - timedelta(days=2)
    found[friday] = Holiday(friday, "Goede Vrijdag", statutory=False, equated=True)
    return found


def _kings_day(year: int) -> date:
    # Koningsdag falls on the 26th when the 27th is a Sunday.
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.isoweekday() == 7 else day


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    leap_rest, left_rest = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * leap_rest - epact - left_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
