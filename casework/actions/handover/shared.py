"""What do all handover actions share? Locking the item, its case, a line in its thread, and telling both sides."""

from casework import access
from casework.models import Case, Handover, HandoverMessage
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

WITH_CLOCK = Handover.objects.select_related(
    "clock", "owner_person", "sender_person", "sender_team", "receiver_team", "receiver_person"
)


def locked(handover_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Handover:
    """The handover, locked, with both sides in the same statement. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, handover_ref, by=by, action=f"handover.{step}", seen_version=seen_version
    )


def case_of(handover: Handover) -> Case:
    """The sender's case, locked: it changes along with its handover."""
    return access.locked_together(Case.objects.select_related("clock"), pk=handover.case_id)


def add_line(handover: Handover, what: str, *, by: Acting, text: str) -> None:
    """A line in the thread both sides read. Nothing typed, or nobody acting: no line."""
    actor = None if by.role == Role.SYSTEM else by.actor
    if text and actor:
        current_work().add(HandoverMessage(handover=handover, at=by.at, by_id=actor, what=what, text=text))


def accepted(handover: Handover, *, by: Acting) -> None:
    handover.accepted_at = by.at
    tell_person(handover.sender_person, "handover.accepted", about=handover)
    tell_person(handover.receiver_person, "handover.accepted", about=handover)


def tell_both(handover: Handover, event: str) -> None:
    tell_person(handover.sender_person, event, about=handover)
    tell_person(handover.receiver_person, event, about=handover)
