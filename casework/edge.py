"""Who is at the door? Makes an Acting from a request, a task or a command. The only place that does."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest

from casework.models import Account
from privacy.context import Acting, hour_of, now
from workflows.roles import Role

SYSTEM_ACTOR = str(UUID(int=0))
"""The actor of what the system does by itself: a clock that rings, an import."""


def acting_for(account: Account, *, purpose: str = "coordination", request_id: str = "") -> Acting:
    """This colleague, now, in their one role for their one team."""
    moment = now()
    return Acting(
        actor=str(account.pk), role=account.role, unit=str(account.team_id), purpose=purpose, relation="",
        request_id=request_id or str(uuid4()), at=moment, stands_in=account.away_now(moment),
    )  # fmt: skip


PUBLIC_ACTOR = str(UUID(int=1))
"""The actor of everybody who has no account: what they do cannot be told apart."""


def acting_at(request: HttpRequest) -> Acting:
    """Who acts in this request of somebody signed in, as CaseworkMiddleware set it."""
    by: Acting = request.by  # type: ignore[attr-defined]  # a request of Django has no such attribute
    return by


def public(at: datetime) -> Acting:
    """Somebody outside, in the hour of `at` (aware). Nothing that is written tells who, from where, or which minute."""
    return Acting(
        actor=PUBLIC_ACTOR, role=Role.REPORTER_CITIZEN, unit="public", purpose="reporting", at=hour_of(at),
        by_the_hour=True,
    )  # fmt: skip


def system(*, purpose: str = "clocks", at: datetime | None = None) -> Acting:
    """The system itself, now or at the moment it acts for (aware)."""
    return Acting(
        actor=SYSTEM_ACTOR, role=Role.SYSTEM, unit="system", purpose=purpose, relation="", request_id=str(uuid4()),
        at=at or now(),
    )  # fmt: skip
