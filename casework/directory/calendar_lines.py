"""What is the next working day, the end of a term, the gap? One line of `calendar`, dict in, dict out.

In: `{id, op, from, calendar: STATUTAIR|ORGANISATIE, team?, n?}`; `from` is a local date (its midnight) or a
moment. ORGANISATIE without team is the region's office hours with 5 May and equated days worked; STATUTAIR is
the law and knows no team. Out: `{id, result}`: `next_working_day` and `add_working_days` a date, `add_hours`
a moment with Amsterdam's offset, `is_working_time` true or false (for a date: whether it is a working day),
`gap` `{end, hours: "58:15"}` in real time.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.directory.lines import BadLine, moment, require_id, whole_number
from casework.directory.pack import RegionPack
from workflows.calendars import AMSTERDAM, Calendar, add_hours, local_date

OPS = ("next_working_day", "add_hours", "add_working_days", "is_working_time", "gap")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_DAYS = 10_000
MOST_HOURS = 1_000_000


def calculate(given: Mapping[str, Any], pack: RegionPack) -> dict[str, Any]:
    """The answer to one line. Raises `BadLine` with the reason."""
    require_id(given)
    op = given.get("op")
    if op not in OPS:
        raise BadLine(f"op is not one of {', '.join(OPS)}")
    start = moment(given, "from")
    if op == "add_hours":
        n = _n(given, MOST_HOURS)
        return {"id": given["id"], "result": _shown(add_hours(start, n))}
    return {"id": given["id"], "result": _of_calendar(given, str(op), start, _calendar(given, pack))}


def _of_calendar(given: Mapping[str, Any], op: str, start: datetime, calendar: Calendar) -> Any:
    day = local_date(start)
    if op == "next_working_day":
        return calendar.next_working_day(day).isoformat()
    if op == "add_working_days":
        return calendar.add_working_days(day, _n(given, MOST_DAYS)).isoformat()
    if op == "is_working_time":
        return calendar.is_working_day(day) if _is_date(given) else calendar.is_working_time(start)
    gap = calendar.gap(start)
    return {"end": _shown(gap.end), "hours": f"{gap.minutes // 60}:{gap.minutes % 60:02}"}


def _is_date(given: Mapping[str, Any]) -> bool:
    return DATE.fullmatch(given["from"]) is not None


def _n(given: Mapping[str, Any], at_most: int) -> int:
    n = whole_number(given, "n", at_most=at_most)
    if n is None:
        raise BadLine("n is missing")
    return n


def _calendar(given: Mapping[str, Any], pack: RegionPack) -> Calendar:
    team, name = given.get("team"), given.get("calendar")
    if team is not None and (not isinstance(team, str) or team not in pack.teams):
        raise BadLine("team is not a team of this region")
    if name == "STATUTAIR":
        return pack.office_calendar.statutory
    if name == "ORGANISATIE":
        return pack.team_calendar(team) if team is not None else pack.office_calendar
    raise BadLine("calendar is not STATUTAIR or ORGANISATIE")


def _shown(at: datetime) -> str:
    return at.astimezone(AMSTERDAM).isoformat()
