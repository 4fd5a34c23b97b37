"""Has each value of a row the right shape? Takes values by key; a mistake is noted, an empty value given.

Shapes: texts, flags, numbers, dates (`YYYY-MM-DD`), telephone numbers, terms and opening windows.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from casework.directory.entries import Opening, Provenance
from workflows.calendars import DAY_MINUTES, OnHolidays, Window, weekdays
from workflows.clocks import BadTerm, parse

PHONE = re.compile(r"112|0[89]00-\d{4,7}|0\d{1,3}-?\d{6,8}")
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
UNKNOWN_DAY = date(1, 1, 1)


class Row:
    """The values of one row; taking one removes it, so that what is left was not expected."""

    def __init__(self, values: Mapping[str, Any], wrong: Callable[[str, str], None]) -> None:
        self.values = dict(values)
        self.wrong = wrong
        """Called with the key and the reason of each mistake."""

    def _take(self, key: str, kind: type, empty: Any, *, optional: bool) -> Any:
        if key not in self.values:
            if not optional:
                self.wrong(key, "is missing")
            return None if optional else empty
        value = self.values.pop(key)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.wrong(key, f"must be {kind.__name__}, not {type(value).__name__}")
        return empty

    def text(self, key: str) -> str:
        value: str = self._take(key, str, "", optional=False)
        return value

    def filled(self, key: str, pattern: str = r".+") -> str:
        """A text that is not empty and fits the whole pattern."""
        missing = key not in self.values
        value = self.text(key)
        if not missing and not re.fullmatch(pattern, value):
            self.wrong(key, "is empty" if not value else f"{value!r} has the wrong shape")
        return value

    def maybe(self, key: str) -> str | None:
        value: str | None = self._take(key, str, "", optional=True)
        return value or None

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        values = self._take(key, list, [], optional=optional) or []
        if not all(isinstance(value, str) for value in values):
            self.wrong(key, "must hold texts only")
            return ()
        return tuple(values)

    def tables(self, key: str) -> list[dict[str, Any]]:
        """A list of inline tables."""
        values = self._take(key, list, [], optional=False)
        if not values or not all(isinstance(value, dict) for value in values):
            self.wrong(key, "must hold tables")
            return []
        return list(values)

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self._take(key, bool, False, optional=default is not None)
        return bool(default) if value is None else bool(value)

    def number(self, key: str) -> int | None:
        value: int | None = self._take(key, int, 0, optional=True)
        if value is not None and value < 0:
            self.wrong(key, "is negative")
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self._take(key, str, choices[0], optional=default is not None) or default or choices[0]
        if value not in choices:
            self.wrong(key, f"{value!r} is not one of {', '.join(choices)}")
            return choices[0]
        return str(value)

    def day(self, key: str) -> date:
        missing = key not in self.values
        text = self.text(key)
        return UNKNOWN_DAY if missing else self._as_day(key, text)

    def maybe_day(self, key: str) -> date | None:
        return self.day(key) if key in self.values else None

    def days(self, key: str) -> frozenset[date]:
        return frozenset(self._as_day(key, text) for text in self.texts(key, optional=True))

    def _as_day(self, key: str, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.wrong(key, f"{text!r} is not a date")
            return UNKNOWN_DAY

    def phone(self, key: str, *, optional: bool = False) -> str:
        """A Dutch number or 112; ten digits, or eight and more after 0800 and 0900."""
        if optional and not self.values.get(key):
            self.values.pop(key, None)
            return ""
        value = self.filled(key)
        digits = len(re.sub(r"\D", "", value))
        ordinary = not value.startswith(("112", "0800-", "0900-"))
        if value and (not PHONE.fullmatch(value) or (ordinary and digits != 10)):
            self.wrong(key, f"{value!r} is not a telephone number")
        return value

    def term(self, key: str) -> str:
        """A term in the grammar of `workflows.clocks`."""
        value = self.filled(key)
        try:
            parse(value)
        except BadTerm:
            if value:
                self.wrong(key, f"{value!r} is not a term")
            return "0m"
        return value

    def windows(self, key: str) -> tuple[Window, ...]:
        """`[{days, from, to}]`; `to` earlier than `from` crosses midnight, 24:00 is the end of the day."""
        found = []
        for row in self._take(key, list, [], optional=False):
            window = _window(row)
            if window is None:
                self.wrong(key, f"{row!r} is not a window")
            else:
                found.append(window)
        return tuple(found)

    def opening(self) -> Opening:
        """The windows of this row with what holidays do to them."""
        return Opening(
            windows=self.windows("windows"),
            on_holidays=OnHolidays(self.choice("on_holidays", tuple(OnHolidays))),
            works_5_may=self.flag("works_5_may", True),
            works_equated_days=self.flag("works_equated_days", True),
            closed_extra=self.days("closed_extra"),
        )

    def provenance(self) -> Provenance:
        return Provenance(
            example=self.flag("example"), source=self.filled("source"), confirmed_on=self.day("confirmed_on")
        )


def _window(row: Any) -> Window | None:
    if not isinstance(row, dict) or set(row) != {"days", "from", "to"}:
        return None
    times = (row["from"], row["to"])
    if not all(isinstance(time, str) and CLOCK.fullmatch(time) for time in times):
        return None
    if not isinstance(row["days"], list) or not row["days"]:
        return None
    try:
        days = weekdays(row["days"])
    except ValueError:
        return None
    opens, closes = (int(time[:2]) * 60 + int(time[3:]) for time in times)
    if opens in (closes, DAY_MINUTES):
        return None
    return Window(days, opens, closes if closes > opens else closes + DAY_MINUTES)
