"""Does somebody call the night service more often than it is for? Counted at each contact with a name.

Planned calls do not count: the service asked for those itself. Source: domain dossier 4E, use counter.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from casework.models import FanContact, FanProfile
from workflows.fan_profile import REPEATED, State


def profile_of(person: Any) -> FanProfile | None:
    """The running profile of this person (an id), with what a step of it needs."""
    return FanProfile.unfinished().select_related("clock", "owner_team").filter(person_id=person).first()


def is_repeated(person: Any, profile: FanProfile | None, *, at: datetime, now_too: int) -> bool:
    """Did this person (an id) call so often that it is weighed, and was it not weighed for these contacts before?

    now_too: contacts of this moment that are not kept yet.
    """
    if profile is not None and profile.state == State.WEIGHED:
        return False
    since = profile.weighed_at if profile is not None else None
    counted = FanContact.objects.filter(
        person_id=person, planned_at=None, answered_at__isnull=False
    ).aggregate(**{str(days): Count("pk", filter=_within(days, since, at)) for _, days in REPEATED})
    return any(counted[str(days)] + now_too >= often for often, days in REPEATED)


def _within(days: int, since: datetime | None, at: datetime) -> Q:
    begin = at - timedelta(days=days)
    return Q(called_at__gt=max(begin, since) if since else begin)
