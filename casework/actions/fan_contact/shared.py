"""What do all actions of a contact at night share? Locking it, the file of who calls, and where the service comes."""

from datetime import datetime

from casework import access, intake
from casework.directory.current import pack
from casework.errors import NotYours
from casework.models import FanContact, FanProfile, Person
from casework.place import gemeente_codes
from casework.work import current_work
from privacy.context import Acting
from privacy.tokens import write_tokens
from workflows.calendars import local_date
from workflows.refusals import NotInTheList

WITH_CLOCK = FanContact.objects.select_related("clock", "owner_person", "owner_team", "person")


def locked(fan_contact_ref: str, *, by: Acting, step: str, seen_version: int | None) -> FanContact:
    """The contact, locked, for this step. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, fan_contact_ref, by=by, action=f"fan_contact.{step}", seen_version=seen_version
    )


def is_uncovered(gemeente: str, at: datetime) -> bool:
    """Is it known that the service does not come there? Of a gemeente nobody named nothing is known."""
    return bool(gemeente) and not pack().region.fan_covers(gemeente, local_date(at))


def find_profile(ref: str, *, by: Acting) -> FanProfile | None:
    """The profile of whoever calls; None for nobody's. Raises NotYours."""
    if not ref:
        return None
    profiles = FanProfile.objects.select_related("person")
    profile, _decision = access.find(profiles, ref, by=by, action="fan_profile.read")
    return profile


def person_of(contact_ref: str, *, by: Acting, action: str) -> Person | None:
    """The person of a contact of one's own service, as far as known; None without a reference. Raises NotYours."""
    if not contact_ref:
        return None
    contact, _decision = access.find(WITH_CLOCK, contact_ref, by=by, action=action)
    if contact.owner_team_id != by.unit:
        raise NotYours
    return contact.person


def new_person(given: str, surname: str, *, gemeente: str) -> Person:
    """A file for whoever said who they are; a later melding about them can be recognised by it."""
    facts = {"given": given, "surname": surname}
    person = intake.person_from(facts, gemeente=gemeente)
    current_work().add(person)
    write_tokens(str(person.pk), intake.facts_of(facts))
    return person


def listed(gemeente: str) -> str:
    """This code of a gemeente of the region; "" when nobody knows. Raises NotInTheList."""
    if gemeente not in ("", *gemeente_codes()):
        raise NotInTheList
    return gemeente
