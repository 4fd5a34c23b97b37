"""How does somebody go to a door at night and come back? The alarm calls who waits for them, never who went."""

from datetime import datetime, timedelta
from uuid import UUID

from casework import access, intake
from casework.actions.command import command
from casework.actions.fan_contact.shared import locked
from casework.dangers import files_behind, flags_in
from casework.directory.current import pack
from casework.errors import NoSuchColleague
from casework.flags import forbid_going_alone
from casework.models import Account, FanContact
from casework.people import colleague
from casework.telling import tell_answering, tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.fan_contact_states import VISITING
from workflows.roles import CRISIS, FAN


@command
def set_out(
    *,
    by: Acting,
    fan_contact_ref: str,
    where: str,
    lookout: str,
    minutes: int | None = None,
    safe_alone: str = "",
    companion: str = "",
    seen_version: int | None = None,
) -> FanContact:
    """Go there. `where`: the address; `lookout`: username of a colleague of the service who waits and can be reached.

    `minutes`: back within so many, None for what the region says. `safe_alone`: yes, no or onbekend, for who goes
    without a `companion` (username, of the service or the crisis team). Raises NoSuchColleague.
    """
    contact = locked(fan_contact_ref, by=by, step="set_out", seen_version=seen_version)
    waits = colleague(lookout, team=str(contact.owner_team_id), roles=FAN)
    out, counted_on = _at_doors()
    back = minutes if minutes is not None else int(pack().region.about.visit.total_seconds() // 60)
    contact.set_out(
        by=by, where=where, minutes=back, until=by.at + timedelta(minutes=min(max(back, 0), 1_440)),
        visitor=intake.account(by), companion=_companion(companion, contact), lookout=waits,
        reachable=waits is not None and not waits.is_away(by.at) and waits.pk not in out,
        waits_for_others=UUID(by.actor) in counted_on,
        not_alone=_not_alone(contact, by=by), safe_alone=safe_alone,
    )  # fmt: skip
    contact.owner_person = contact.visitor
    contact.where, contact.arrived_at, contact.visit_ended_at = where, None, None
    tell_person(waits, "fan.looks_out", about=contact)
    return contact


@command
def arrive(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """At the door. The clock of the visit runs on."""
    contact = locked(fan_contact_ref, by=by, step="arrive", seen_version=seen_version)
    contact.arrive(by=by)
    contact.arrived_at = by.at
    return contact


@command
def extend(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """It takes longer, by what the region says, counted from now when the time is over already."""
    contact = locked(fan_contact_ref, by=by, step="extend", seen_version=seen_version)
    contact.extend(by=by, until=_later(contact, by=by))
    current_work().restart_clock(contact, since=contact.visit_until)
    return contact


@command
def go_on(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """The alarm was not needed, and the visit goes on."""
    contact = locked(fan_contact_ref, by=by, step="go_on", seen_version=seen_version)
    contact.go_on(by=by, until=_later(contact, by=by))
    _calm(contact)
    return contact


@command
def check_out(
    *, by: Acting, fan_contact_ref: str, how: str = "", seen_version: int | None = None
) -> FanContact:
    """Safely away. `how`: for somebody else than who went, how they know it."""
    contact = locked(fan_contact_ref, by=by, step="check_out", seen_version=seen_version)
    alarmed = contact.state == contact.State.ALARM
    contact.check_out(by=by, how=how)
    _away(contact, how, by=by)
    if alarmed:
        _calm(contact)
    else:
        tell_person(contact.lookout, "fan.visit_safe", about=contact, level="silent")
    return contact


@command
def call_for_help(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """Something is wrong at the door: whoever waits and the crisis team are called at once, whatever the clock says."""
    contact = locked(fan_contact_ref, by=by, step="call_for_help", seen_version=seen_version)
    contact.call_for_help(by=by)
    _alarmed(contact)
    tell_answering(contact.target, "fan.visit_alarm", about=contact, level="page")
    return contact


@command
def raise_alarm(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """Nobody heard of them in time: whoever waits is called. The ladder goes on to the duty and the crisis team."""
    contact = locked(fan_contact_ref, by=by, step="raise_alarm", seen_version=seen_version)
    contact.raise_alarm(by=by)
    _alarmed(contact)
    return contact


@command
def report_safe(*, by: Acting, fan_contact_ref: str, how: str, seen_version: int | None = None) -> FanContact:
    """The crisis team found out that they are safe. `how`: whom it spoke, and how."""
    contact = locked(fan_contact_ref, by=by, step="report_safe", seen_version=seen_version)
    contact.report_safe(by=by, how=how)
    _away(contact, how, by=by)
    tell_person(contact.visitor, "fan.visit_safe", about=contact)
    _calm(contact)
    return contact


def _alarmed(contact: FanContact) -> None:
    """From now on who comes to help may know where, with whom, and what stands at this person."""
    contact.target = pack().region.about.crisis
    tell_person(contact.lookout, "fan.visit_alarm", about=contact, level="page")


def _calm(contact: FanContact) -> None:
    """Whoever was alarmed hears that all is well; what they could read for it is closed again."""
    tell_person(contact.lookout, "fan.visit_safe", about=contact)
    tell_answering(contact.target, "fan.visit_safe", about=contact)
    contact.target = ""


def _away(contact: FanContact, how: str, *, by: Acting) -> None:
    contact.visit_ended_at, contact.checked_out = by.at, how


def _later(contact: FanContact, *, by: Acting) -> datetime:
    return max(contact.visit_until or by.at, by.at) + pack().region.about.visit_more


def _at_doors() -> tuple[set[UUID | None], set[UUID | None]]:
    """The ids of the accounts that are out on a visit now, and of those that wait for somebody."""
    running = FanContact.objects.filter(state__in=VISITING).values_list("visitor", "companion", "lookout")
    visits = list(running)
    return {one for visitor, companion, _ in visits for one in (visitor, companion)}, {
        row[2] for row in visits
    }


def _companion(username: str, contact: FanContact) -> Account | None:
    """Who goes along: a colleague of the service, or somebody of the crisis team. Raises NoSuchColleague."""
    if not username.strip():
        return None
    teams = (contact.owner_team_id, pack().region.about.crisis)
    who = Account.objects.filter(team_id__in=teams, role__in=(*FAN, *CRISIS), is_active=True)
    found = who.filter(username=username).first()
    if found is None:
        raise NoSuchColleague
    return found


def _not_alone(contact: FanContact, *, by: Acting) -> bool:
    """Does a flag say that nobody goes alone, at this person or in what else is known about them?"""
    wanted = [(file, ["flags"]) for file in files_behind(contact)]
    opened = access.open_fields(wanted, by=by, about=contact.ref, action="fan_contact.set_out")
    return forbid_going_alone(flags_in(opened), on=local_date(by.at))
