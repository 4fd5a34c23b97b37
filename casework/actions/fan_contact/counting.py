"""What happens when somebody calls more often than the service is for? Its coordinator weighs it."""

from casework import access
from casework.fan_use import is_repeated, profile_of
from casework.models import FanContact, FanProfile, Person
from casework.telling import tell_role
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

WITH_CLOCK = FanProfile.objects.select_related("clock", "owner_team", "owner_person")


def weigh_use(contact: FanContact, *, by: Acting) -> None:
    """Part of picking up: with this contact it may be so often that it is weighed. Who has no profile gets one."""
    person = contact.person
    if person is None or contact.planned_at is not None:
        return
    profile = profile_of(person.pk)
    if not is_repeated(person.pk, profile, at=by.at, now_too=1):
        return
    if profile is None:
        # Whoever picks up another contact with this person waits here, and finds the profile that was made.
        access.locked_together(Person.objects.all(), pk=person.pk)
        if profile_of(person.pk) is not None:
            return
        profile = FanProfile(gemeente=contact.gemeente, owner_team_id=by.unit, plan={}, person=person)
        current_work().add(profile)
    else:
        profile = access.locked_together(WITH_CLOCK, pk=profile.pk)
        if profile.state not in map(str, FanProfile.steps()["weigh"].sources):
            # A colleague picked up another contact at the same moment: this one is no reason to refuse who calls.
            return
    profile.weigh(by=by)
    profile.weighed_at = by.at
    tell_role(str(profile.owner_team_id), Role.FAN_COORDINATOR, "fan.weigh", about=profile)
