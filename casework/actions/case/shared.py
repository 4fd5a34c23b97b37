"""What do all actions of a case share? Locking it, and a line in its timeline."""

from typing import Any

from casework import access
from casework.models import Case, ContactAttempt
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

WITH_CLOCK = Case.objects.select_related(
    "clock", "side_clock", "inform_clock", "card_clock", "owner_person", "owner_team"
)


def locked(case_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Case:
    """The case, locked, for this step. Raises as access.for_change does."""
    return access.for_change(WITH_CLOCK, case_ref, by=by, action=f"case.{step}", seen_version=seen_version)


def add_line(case: Case, what: str, *, by: Acting, text: str = "", **fields: Any) -> None:
    """A line in the timeline of the case. Written once."""
    if by.role == Role.SYSTEM:
        # What a clock does stands in the ledger; a line is what a colleague did.
        return
    current_work().add(ContactAttempt(case=case, at=by.at, by_id=by.actor, what=what, text=text, **fields))


def step_with_line(
    step: str, *, by: Acting, case_ref: str, seen_version: int | None, text: str = "", **arguments: Any
) -> Case:
    """Take a step of the lifecycle that asks for nothing else, and write its line."""
    case = locked(case_ref, by=by, step=step, seen_version=seen_version)
    getattr(case, step)(by=by, **arguments)
    add_line(case, step, by=by, text=text)
    return case
