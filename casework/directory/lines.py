"""How does a command answer JSON lines? One line in, one line out; a bad line gives `{id, error}`.

The rest goes on after a bad line. Pure: bytes in, text out. The moments in a line are ISO 8601; a moment
without offset is read as Amsterdam's wall clock, the earlier of two in the night the clock goes back.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from workflows.calendars import AMSTERDAM

FIRST_YEAR, LAST_YEAR = 1900, 2999
Answer = Callable[[Mapping[str, Any]], dict[str, Any]]


class BadLine(ValueError):
    """This line cannot be answered."""


def answer_lines(lines: Iterable[bytes], answer: Answer) -> Iterator[dict[str, Any]]:
    """The answer to each line that is not blank; `{id, error}` where `answer` raised `BadLine`."""
    for line in lines:
        if not line.strip():
            continue
        given: Any = None
        try:
            given = _object(line)
            yield answer(given)
        except BadLine as error:
            yield {"id": given.get("id") if isinstance(given, dict) else None, "error": str(error)}


def is_bad(answered: Mapping[str, Any]) -> bool:
    return "error" in answered


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("this is not JSON") from None
    if not isinstance(given, dict):
        raise BadLine("this is not a JSON object")
    return given


def require_id(given: Mapping[str, Any]) -> None:
    """Raises `BadLine` unless the line has an id: a text or a number."""
    if isinstance(given.get("id"), bool) or not isinstance(given.get("id"), str | int) or given["id"] == "":
        raise BadLine("id is missing")


def moment(given: Mapping[str, Any], key: str) -> datetime:
    """The aware moment under `key`. Raises `BadLine`."""
    try:
        at = datetime.fromisoformat(given[key])
    except (KeyError, TypeError, ValueError):
        raise BadLine(f"{key} is not a moment (ISO 8601)") from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise BadLine(f"{key} is not a moment between {FIRST_YEAR} and {LAST_YEAR}")
    return at if at.tzinfo else at.replace(tzinfo=AMSTERDAM)


def whole_number(given: Mapping[str, Any], key: str, *, at_most: int, at_least: int = 0) -> int | None:
    """The whole number under `key`, None when left out. Raises `BadLine` outside the bounds."""
    value = given.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not at_least <= value <= at_most:
        raise BadLine(f"{key} is not a whole number from {at_least} to {at_most}")
    return value
