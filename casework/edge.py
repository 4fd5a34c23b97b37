"""Who is at the door? Makes an Acting from a request, a task or a command. The only place that does."""

from datetime import datetime
from uuid import UUID, uuid4

from casework.models import Account
from privacy.context import Acting, now
from workflows.roles import Role

SYSTEM_ACTOR = str(UUID(int=0))
"""The actor of what the system does by itself: a clock that rings, an import."""


def acting_for(account: Account, *, purpose: str = "coordination", request_id: str = "") -> Acting:
    """This colleague, now, in their one role for their one team."""
    return Acting(
        actor=str(account.pk), role=account.role, unit=str(account.team_id), purpose=purpose, relation="",
        request_id=request_id or str(uuid4()), at=now(),
    )  # fmt: skip


def system(*, purpose: str = "clocks", at: datetime | None = None) -> Acting:
    """The system itself, now or at the moment it acts for (aware)."""
    return Acting(
        actor=SYSTEM_ACTOR, role=Role.SYSTEM, unit="system", purpose=purpose, relation="", request_id=str(uuid4()),
        at=at or now(),
    )  # fmt: skip
