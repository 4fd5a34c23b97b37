"""What does the crisiswijzer propose for one line of answers, and whom to call now? Dict in, dict out.

In: `{id, answers: {Q0: yes|no|onbekend, ...}, gemeente, at, age?, meldingen_12m?, chains_stuck?,
police_and_care?}`; `gemeente` is the four-digit code or null, other fields are ignored. Out: `{id, primary,
parallel, urgency, urgency_range, asked, stopped_at, destination, warnings, check_tasks, hard_stops}`.
A gemeente outside the region or not recognised is a warning, never a refusal: a person decides.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.directory.entries import Destination
from casework.directory.lines import BadLine, moment, require_id, whole_number
from casework.directory.pack import RegionPack
from workflows.calendars import local_date
from workflows.tree import ANSWERS, Proposal, Tree, UnknownAnswer

OUTSIDE = "outside_region"
OLDEST = 130
MOST = 100_000


def propose(given: Mapping[str, Any], pack: RegionPack) -> dict[str, Any]:
    """The proposal for one line. Raises `BadLine` with the reason."""
    require_id(given)
    at = moment(given, "at")
    tree = pack.tree(local_date(at))
    gemeente, outside = _gemeente(given.get("gemeente"), pack)
    proposal = _walk(given, tree, pack, gemeente=gemeente, at=at)
    order = list(tree.definition.outcomes)
    return {
        "id": given["id"],
        "primary": proposal.primary,
        "parallel": sorted(proposal.parallel, key=order.index),
        "urgency": proposal.urgency,
        "urgency_range": list(proposal.urgency_range),
        "asked": list(proposal.asked),
        "stopped_at": proposal.stopped_at,
        "destination": described(pack.destination(proposal.primary, gemeente, at)),
        "warnings": [
            OUTSIDE if outside and code == "gemeente_unknown" else code for code in proposal.warnings
        ],
        "check_tasks": list(proposal.check_tasks),
        "hard_stops": [stop.sentence for stop in proposal.hard_stops],
    }


def facts(pack: RegionPack, gemeente: str | None, at: datetime) -> dict[str, bool]:
    """What a walk must know about place and moment: office hours of the meldpunt, and whether FAN comes."""
    return {
        "office_hours": pack.team_calendar(pack.about.meldpunt).is_working_time(at),
        "covered_by_fan": pack.fan_covers(gemeente, local_date(at)),
    }


def described(destination: Destination) -> dict[str, Any]:
    """A destination as plain data: `{kind, id, name, phone, open_now, answering: {name, team, phone}}`."""
    duty = destination.answering
    return {
        "kind": destination.kind,
        "id": destination.ref,
        "name": destination.name,
        "phone": destination.phone,
        "open_now": destination.open_now,
        "answering": {"name": duty.name, "team": duty.team, "phone": duty.phone} if duty else None,
    }


def _walk(
    given: Mapping[str, Any], tree: Tree, pack: RegionPack, *, gemeente: str | None, at: datetime
) -> Proposal:
    answers = given.get("answers")
    if not isinstance(answers, dict):
        raise BadLine("answers is missing")
    if not isinstance(given.get("police_and_care", False), bool):
        raise BadLine("police_and_care is not true or false")
    try:
        return tree.walk(
            answers,
            gemeente=gemeente,
            at=at,
            age=whole_number(given, "age", at_most=OLDEST),
            meldingen_12m=whole_number(given, "meldingen_12m", at_most=MOST) or 0,
            chains_stuck=whole_number(given, "chains_stuck", at_most=MOST) or 0,
            police_and_care=given.get("police_and_care", False),
            **facts(pack, gemeente, at),
        )
    except UnknownAnswer as error:
        raise BadLine(f"{error} is not an answer ({', '.join(ANSWERS)}) to a question") from error


def _gemeente(value: Any, pack: RegionPack) -> tuple[str | None, bool]:
    """(code of a gemeente of this region or None, whether another gemeente was named)."""
    if value is not None and not isinstance(value, str):
        raise BadLine("gemeente is not a four-digit code")
    if not value or not (value.isascii() and value.isdigit() and len(value) == 4):
        return None, False
    return (value, False) if value in pack.gemeenten else (None, True)
