"""What can be done with a notice? Taking it off the list, once it is read."""

from uuid import UUID

from casework.actions.command import command
from notifications import notices
from privacy.context import Acting


@command
def read(*, by: Acting, ids: list[str]) -> int:
    """Take these notices off the list: a team's notice for the whole team. Returns how many were the reader's."""
    known = [UUID(one) for one in ids]
    return notices.mark_read(known, person=UUID(by.actor), team=by.unit, role=by.role, at=by.at)
