"""How is a call agreed, and what when nobody answers? Tries with a clock, then somebody goes or two people decide."""

from datetime import datetime
from typing import Any

from casework import access, intake
from casework.actions.command import command
from casework.actions.fan_contact.shared import listed, locked, new_person, person_of
from casework.dangers import files_behind, flags_in
from casework.flags import any_in_force
from casework.models import FanContact
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.fan_contact_planned import RETRIES


@command
def plan_call(
    *,
    by: Acting,
    planned_at: datetime | None,
    said: str = "",
    given: str = "",
    surname: str = "",
    gemeente: str = "",
    caller: str = "",
    after_ref: str = "",
) -> FanContact:
    """Agree on a call. `planned_at` (aware): when the service calls; `said`: what it is for; `caller`: the number.

    `after_ref`: the reference of a contact of the service with the same person, whose file it then is.
    Raises MomentNeeded, PlaceOrPersonNeeded, NotInTheList, NotYours.
    """
    person = person_of(after_ref, by=by, action="fan_contact.plan_call")
    contact = FanContact(
        called_at=by.at, gemeente=listed(gemeente), caller=caller, said=said, owner_team_id=by.unit, safety={},
        outside={}, channel="phone",
    )  # fmt: skip
    contact.plan_call(by=by, planned_at=planned_at, findable=bool(person or given.strip() or surname.strip()))
    contact.person = person or new_person(given, surname, gemeente=gemeente)
    current_work().add(contact)
    return contact


@command
def reach(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """They answered. From now on it is a contact like any other, of whoever acts."""
    contact = locked(fan_contact_ref, by=by, step="reach", seen_version=seen_version)
    contact.reach(by=by, owner=intake.account(by))
    contact.answered_at = by.at
    return contact


@command
def miss(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """Nobody answered. The clock runs to the next try, after the last one to a decision."""
    contact = locked(fan_contact_ref, by=by, step="miss", seen_version=seen_version)
    again = contact.tries < len(RETRIES)
    (contact.miss if again else contact.fall_silent)(by=by, owner=intake.account(by), at=by.at)
    current_work().restart_clock(contact, since=by.at)
    return contact


@command
def let_rest(*, by: Acting, fan_contact_ref: str, reason: str, seen_version: int | None = None) -> FanContact:
    """A colleague of whoever called finds that it can wait, and why. The day gets a note of it.

    Raises FlagsSayGo, ColleagueDecides.
    """
    contact = locked(fan_contact_ref, by=by, step="let_rest", seen_version=seen_version)
    flags, said = _known(contact, by=by)
    contact.let_rest(by=by, reason=reason, flagged=any_in_force(flags, on=local_date(by.at)))
    contact.agreement_open, contact.ended_at = True, by.at
    contact.said = "\n".join(one for one in (said, reason) if one)
    return contact


@command
def cancel(*, by: Acting, fan_contact_ref: str, reason: str, seen_version: int | None = None) -> FanContact:
    """The call is not needed any more. `reason`: why."""
    contact = locked(fan_contact_ref, by=by, step="cancel", seen_version=seen_version)
    contact.cancel(by=by, reason=reason)
    contact.said, contact.ended_at = reason, by.at
    return contact


def _known(contact: FanContact, *, by: Acting) -> tuple[list[Any], str]:
    """The safety flags of the person, wherever they stand, and what the call was for."""
    wanted: list[tuple[Any, list[str]]] = [(contact, ["said"])]
    wanted += [(file, ["flags"]) for file in files_behind(contact)]
    own, *files = access.open_fields(wanted, by=by, about=contact.ref, action="fan_contact.let_rest")
    return flags_in(files), own.text("said")
