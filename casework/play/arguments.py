"""What does `with` mean for an action? Text becomes what the action asks for; "$name" is a record named before."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from casework.actions.command import Action
from casework.catalogue import kinds_of, type_word
from casework.play.moments import NoMoment, day, moment
from casework.play.scenario import Named
from workflows.calendars import Calendar

Wrong = Callable[[str, str], None]
EMPTY: dict[Any, Any] = {str: "", bool: False, int: 0}


def read(
    action: Action,
    said: Mapping[str, Any],
    *,
    start: datetime,
    calendar: Calendar,
    known: set[str],
    wrong: Wrong,
) -> dict[str, Any]:
    """Argument -> value for `action`. `x` may be written for `x_ref`; what is left out is an empty field of a form.

    wrong: called with key and reason of each mistake. known: names given by earlier steps.
    """
    given: dict[str, Any] = {}
    names = [name for name in action.arguments if name != "by"]
    for key, value in said.items():
        name = f"{key}_ref" if f"{key}_ref" in names else key
        if name not in names:
            wrong(key, f"{action.name} has no such argument; it has {', '.join(names)}")
        elif name.endswith("_ref"):
            given[name] = _record(key, value, known, wrong)
        else:
            given[name] = _value(action, name, value, start=start, calendar=calendar, wrong=wrong)
    for name in names:
        if name not in given and action.arguments[name].default is action.arguments[name].empty:
            if name.endswith("_ref"):
                wrong(name.removesuffix("_ref"), "is missing: which one, as $name")
            given[name] = EMPTY.get(next(iter(kinds_of(action, name)), None))
    return given


def _record(key: str, value: Any, known: set[str], wrong: Wrong) -> Any:
    if not isinstance(value, str):
        wrong(key, "must be a text: $name, or a reference")
    elif value.startswith("$"):
        if value[1:] not in known:
            wrong(key, f"{value!r} was not named by an earlier step")
        return Named(value[1:])
    return value


def _value(
    action: Action, name: str, value: Any, *, start: datetime, calendar: Calendar, wrong: Wrong
) -> Any:
    kinds = kinds_of(action, name)
    if bytes in kinds and isinstance(value, str):
        return value.encode()
    try:
        if datetime in kinds:
            return moment(value, start=start, calendar=calendar) if value != "" else None
        if date in kinds:
            return day(value, start=start, calendar=calendar) if value != "" else None
    except NoMoment as error:
        wrong(name, f"{error} is not a moment")
        return None
    if kinds and not isinstance(value, tuple(kind for kind in kinds if isinstance(kind, type))):
        wrong(name, f"must be a {type_word(action, name)}")
    return value
