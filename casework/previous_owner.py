"""To whom does somebody come back? For twelve months after closing the previous owner is asked and told first."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from casework.models import Case
from workflows.outreach import State

TWELVE_MONTHS = timedelta(days=365)


def still_known(cases: QuerySet[Case], *, at: datetime) -> QuerySet[Case]:
    """Those that run or were closed within twelve months, with their owner. at: aware. No statement of its own.

    A closed case is changed by nothing but reopening, so that its last change is the closing.
    """
    recent = ~Q(state=State.CLOSED) | Q(changed_at__gt=at - TWELVE_MONTHS)
    return cases.filter(recent).select_related("owner_person")


def is_still_known(case: Case, *, at: datetime) -> bool:
    """The same of one case that is there already. at: aware."""
    return case.state != State.CLOSED or case.changed_at > at - TWELVE_MONTHS


def returning_owner(case: Case, *, at: datetime) -> str:
    """The username to fill in when a case is reopened; "" when it was closed over twelve months ago. at: aware."""
    owner = case.owner_person
    if case.state != State.CLOSED or owner is None or not is_still_known(case, at=at):
        return ""
    return owner.username
