"""What does `expect` mean? Tables in, checked expectations out; a mistake is named by its key."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from casework.catalogue import refusals
from casework.play.moments import NoMoment, moment
from casework.play.scenario import Expected
from workflows.calendars import Calendar

RESERVED = ("refused", "told", "not_told", "asked", "ledger", "values")
NOBODY = "nobody"
"""Whom a page asks that does not run."""

ITEM_KEYS = {"state", "owner", "clock"}
TOLD_KEYS = {"to", "event", "level", "about"}
ASKED_KEYS = {"to", "about"}
LEDGER_KEYS = {"action", "about", "by", "outcome", "to_state"}
Wrong = Callable[[str, str], None]


def read(
    said: Mapping[str, Any], *, known: set[str], people: set[str], teams: set[str], start: datetime,
    calendar: Calendar, wrong: Wrong,
) -> Expected:  # fmt: skip
    """What must be true. known: names of records so far. people: names that can be told something."""
    items = {}
    for name, value in said.items():
        if name not in RESERVED:
            if name not in known:
                wrong(name, f"is not a record that was named before, nor one of {', '.join(RESERVED)}")
            items[name] = _item(name, value, start=start, calendar=calendar, wrong=wrong)
    if said.get("refused", "") and said["refused"] not in refusals():
        wrong("refused", f"{said['refused']!r} is no refusal; `manage.py actions` lists them")
    values = said.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(columns, dict) for columns in values.values()):
        wrong("values", "must hold tables: values.c1 = { outcome = ... }")
        values = {}
    for name in values.keys() - known:
        wrong(f"values.{name}", "is not a record that was named before")
    expected = Expected(
        refused=said.get("refused"),
        items=items,
        values=values,
        told=_tables(said, "told", TOLD_KEYS, "to", wrong),
        not_told=_tables(said, "not_told", TOLD_KEYS, "to", wrong),
        asked=_tables(said, "asked", ASKED_KEYS, "to", wrong),
        ledger=_tables(said, "ledger", LEDGER_KEYS, "action", wrong),
    )
    for key in ("told", "not_told"):
        for table in getattr(expected, key):
            receiver = table.get("to")
            if receiver not in people and str(receiver).removeprefix("duty:") not in teams:
                wrong(f"{key}.to", f"{receiver!r} is nobody in the cast and no duty:<team>")
    for table in expected.asked:
        if "about" not in table:
            wrong("asked", "each entry needs about")
        if table["to"] not in people | {NOBODY}:
            wrong("asked.to", f"{table['to']!r} is nobody in the cast, nor {NOBODY!r}")
    for table in (*expected.told, *expected.not_told, *expected.asked, *expected.ledger):
        about = str(table.get("about") or "")
        if about.startswith("$") and about[1:] not in known:
            wrong("about", f"{about!r} was not named by an earlier step")
    return expected


def _item(name: str, said: Any, *, start: datetime, calendar: Calendar, wrong: Wrong) -> dict[str, Any]:
    """`"verlopen"` alone is short for `{ state = "verlopen" }`."""
    if isinstance(said, str):
        return {"state": said}
    if not isinstance(said, dict):
        wrong(name, "must be a table with state, owner or clock")
        return {}
    for key in said.keys() - ITEM_KEYS:
        wrong(f"{name}.{key}", f"is not one of {', '.join(sorted(ITEM_KEYS))}")
    item = dict(said)
    clock = said.get("clock")
    if isinstance(clock, dict):
        item["clock"] = _clock(name, clock, start=start, calendar=calendar, wrong=wrong)
    elif clock not in (None, "none"):
        wrong(f"{name}.clock", 'must be a table with kind and due, or "none"')
    return item


def _clock(
    name: str, said: dict[str, Any], *, start: datetime, calendar: Calendar, wrong: Wrong
) -> dict[str, Any]:
    """`due` as a moment (compared to the minute) or as a date (any time on that day)."""
    for key in said.keys() - {"kind", "due"}:
        wrong(f"{name}.clock.{key}", "is not one of kind, due")
    clock = dict(said)
    if "due" in said:
        clock["due"] = _due(said["due"], start, calendar)
        if clock["due"] is None:
            wrong(f"{name}.clock.due", f"{said['due']!r} is not a moment or a date")
    return clock


def _due(value: Any, start: datetime, calendar: Calendar) -> datetime | date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) == len("2027-01-31"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    try:
        return moment(value, start=start, calendar=calendar)
    except NoMoment:
        return None


def _tables(
    said: Mapping[str, Any], key: str, allowed: set[str], short: str, wrong: Wrong
) -> tuple[Any, ...]:
    """A list of tables; a text is short for a table with only `short`."""
    given = said.get(key, [])
    if not isinstance(given, list):
        wrong(key, "must be a list")
        return ()
    tables = []
    for entry in given:
        table = {short: entry} if isinstance(entry, str) else entry
        if not isinstance(table, dict) or short not in table:
            wrong(key, f"each entry needs {short}")
            continue
        for extra in table.keys() - allowed:
            wrong(f"{key}.{extra}", f"is not one of {', '.join(sorted(allowed))}")
        tables.append(table)
    return tuple(tables)
