"""What can be done with a notice? Taking it off the list once it is read, and saying once a day that some wait."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from casework.actions.command import command
from casework.models import Account
from notifications import notices
from privacy.context import Acting
from workflows.calendars import AMSTERDAM, local_date


@command
def read(*, by: Acting, ids: list[str]) -> int:
    """Take these notices off the list: a team's notice for the whole team. Returns how many were the reader's."""
    known = [UUID(one) for one in ids]
    return notices.mark_read(known, person=UUID(by.actor), team=by.unit, role=by.role, at=by.at)


def without_digest(at: datetime) -> list[str]:
    """The usernames of those who work today, whose day has begun at `at` (aware), and whom nobody told yet."""
    today, clock = local_date(at), at.astimezone(AMSTERDAM).time()
    begun = Account.objects.filter(is_active=True, starts_at__lte=clock)
    untold = begun.filter(Q(digest_on__isnull=True) | Q(digest_on__lt=today))
    return [one.username for one in untold.order_by("username") if not one.is_away(at)]


@command
def digest(*, by: Acting, username: str) -> bool:
    """One mail without content at the start of somebody's day, when anything waits. Once a day, whatever restarts."""
    today = local_date(by.at)
    account = Account.objects.select_for_update().filter(username=username, is_active=True).first()
    if account is None or account.digest_on == today:
        return False
    account.digest_on = today
    account.save(update_fields=["digest_on"])
    waiting = notices.for_reader(
        person=account.pk, team=str(account.team_id), role=account.role, limit=1, level="today"
    )
    if not waiting:
        return False
    notices.put_digest(person=account.pk, address=account.email, on=today, at=by.at)
    return True
