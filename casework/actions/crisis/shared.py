"""What do all actions of a crisis share? Locking it, a line in its log, and the colleague who goes along."""

from typing import Any

from casework import access
from casework.models import Account, Crisis, CrisisLine
from casework.people import colleague
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import CRISIS, Role

WITH_CLOCK = Crisis.objects.select_related(
    "clock", "side_clock", "owner_person", "owner_team", "companion", "melding", "person"
)


def locked(crisis_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Crisis:
    """The crisis, locked, for this step. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, crisis_ref, by=by, action=f"crisis.{step}", seen_version=seen_version
    )


def add_line(crisis: Crisis, what: str, *, by: Acting, text: str = "") -> None:
    """A line in the log of the crisis. Written once; what a clock does stands in the ledger."""
    if by.role != Role.SYSTEM:
        current_work().add(CrisisLine(crisis=crisis, at=by.at, by_id=by.actor, what=what, text=text))


def companion_of(username: str, *, by: Acting) -> Account | None:
    """The colleague who goes along, of the same team. Raises NoSuchColleague."""
    return colleague(username, team=by.unit, roles=CRISIS)


def logged_step(
    step: str, *, by: Acting, crisis_ref: str, seen_version: int | None, text: str = "", **arguments: Any
) -> Crisis:
    """Take a step that asks for nothing else, and write its line."""
    crisis = locked(crisis_ref, by=by, step=step, seen_version=seen_version)
    getattr(crisis, step)(by=by, **arguments)
    add_line(crisis, step, by=by, text=text)
    return crisis
