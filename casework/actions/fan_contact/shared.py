"""What do all actions of a contact at night share? Locking it, and whether the service comes to a gemeente."""

from datetime import datetime

from casework import access
from casework.directory.current import pack
from casework.models import FanContact
from privacy.context import Acting
from workflows.calendars import local_date

WITH_CLOCK = FanContact.objects.select_related("clock", "owner_person", "owner_team", "person")


def locked(fan_contact_ref: str, *, by: Acting, step: str, seen_version: int | None) -> FanContact:
    """The contact, locked, for this step. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, fan_contact_ref, by=by, action=f"fan_contact.{step}", seen_version=seen_version
    )


def is_uncovered(gemeente: str, at: datetime) -> bool:
    """Is it known that the service does not come there? Of a gemeente nobody named nothing is known."""
    return bool(gemeente) and not pack().region.fan_covers(gemeente, local_date(at))
