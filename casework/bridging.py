"""What stands in the plan of a crisis, and whom does each block mean? Typed blocks in, checked blocks out.

What is checked and kept in the clear are moments, duties and accounts; names that were typed are sealed.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.digests import digest_over
from casework.directory.current import pack
from casework.models import BridgingPlan, Crisis
from casework.people import colleague
from workflows.bridging import COLLEAGUE, DUTY, NAMED, TEXTS, WHO, Block, Stretch, holes, span
from workflows.calendars import AMSTERDAM, aware
from workflows.crisis_refusals import BlockNotUnderstood, DutyNotStaffed
from workflows.roles import CRISIS

MOST = 60
"""Blocks in one plan: a long weekend in hours. More is a slip."""


def blocks_from(
    typed: Iterable[dict[str, Any]], crisis: Crisis
) -> tuple[list[Block], dict[str, dict[str, str]]]:
    """The blocks of a plan, and number -> {name, phone} as typed.

    typed: `{begins, ends, who, team, colleague, name, phone}`; moments as text, without an offset on the wall in
    Amsterdam. Raises BlockNotUnderstood, DutyNotStaffed, NoSuchColleague.
    """
    blocks: list[Block] = []
    names: dict[str, dict[str, str]] = {}
    for number, one in enumerate(typed):
        if number >= MOST or not isinstance(one, dict):
            raise BlockNotUnderstood
        block = _block(one, crisis)
        named = {"name": str(one.get("name") or "").strip(), "phone": str(one.get("phone") or "").strip()}
        if block.who == NAMED and not all(named.values()):
            raise BlockNotUnderstood
        if any(named.values()):
            names[str(number)] = named
        blocks.append(block)
    return blocks, names


def _block(one: dict[str, Any], crisis: Crisis) -> Block:
    begins, ends, who = moment(one.get("begins")), moment(one.get("ends")), str(one.get("who") or "")
    if begins is None or ends is None or ends <= begins or who not in WHO:
        raise BlockNotUnderstood
    if who == DUTY:
        team = str(one.get("team") or "")
        if not is_staffed(team, crisis.stays_gemeente or crisis.gemeente, begins, ends):
            raise DutyNotStaffed
        return Block(begins, ends, who, team=team)
    if who == COLLEAGUE:
        found = colleague(str(one.get("colleague") or ""), team=str(crisis.owner_team_id), roles=CRISIS)
        if found is None:
            raise BlockNotUnderstood
        return Block(begins, ends, who, account=str(found.pk))
    return Block(begins, ends, who)


def moment(said: Any) -> datetime | None:
    """A moment that was typed, in UTC; None when it is none."""
    try:
        found = said if isinstance(said, datetime) else datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)).astimezone(UTC)


def is_staffed(team: str, gemeente: str, begins: datetime, ends: datetime) -> bool:
    """Is the duty of this team on during the whole block, in this gemeente?"""
    region = pack().region
    if team not in region.teams or not _comes_to(team, gemeente):
        return False
    for duty in region.duties:
        if duty.team == team:
            hours = region.duty_calendar(duty)
            if hours.open_minutes(begins, ends) >= (ends - begins) // timedelta(minutes=1):
                return True
    return False


def _comes_to(team: str, gemeente: str) -> bool:
    gemeenten = pack().region.teams[team].gemeenten
    return not gemeente or not gemeenten or gemeente in gemeenten


def whole_of(crisis: Crisis, plan: BridgingPlan | None, *, at: datetime) -> Stretch | None:
    """What a plan made at `at` has to cover; None as long as nobody chose who goes on."""
    if plan is None or plan.receiver_team_id is None or crisis.day_ends is None:
        return None
    return span(crisis.day_ends, pack().region.team_calendar(str(plan.receiver_team_id)), at=at)


def holes_of(crisis: Crisis, plan: BridgingPlan | None, *, at: datetime) -> list[Stretch]:
    """The stretches in which nobody answers."""
    whole = whole_of(crisis, plan, at=at)
    return holes(whole, kept_blocks(plan)) if whole is not None and plan is not None else []


def kept_blocks(plan: BridgingPlan) -> list[Block]:
    """The blocks as they are kept."""
    return [
        Block(datetime.fromisoformat(one["begins"]), datetime.fromisoformat(one["ends"]), one["who"], one["team"],
              one["account"])
        for one in plan.blocks
    ]  # fmt: skip


def as_columns(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """The same for the column."""
    return [
        asdict(one) | {"begins": aware(one.begins).isoformat(), "ends": aware(one.ends).isoformat()}
        for one in blocks
    ]


def filled_with(team: str, crisis: Crisis, plan: BridgingPlan, *, at: datetime) -> list[Block]:
    """The blocks of the plan, with the duty of this team in every hole."""
    kept = kept_blocks(plan)
    return sorted(
        [*kept, *(Block(hole.begins, hole.ends, DUTY, team=team) for hole in holes_of(crisis, plan, at=at))],
        key=lambda one: (one.begins, one.ends),
    )


def missing_texts(texts: dict[str, str]) -> list[str]:
    """Which of the texts of a plan are empty."""
    return [name for name in TEXTS if not str(texts.get(name) or "").strip()]


def digest_of(plan: BridgingPlan, texts: dict[str, str], names: dict[str, Any]) -> str:
    """SHA-256 (hex) over what two people signed."""
    return digest_over(plan.blocks, plan.receiver_team_id, texts, names)
