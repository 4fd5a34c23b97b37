"""How does somebody say why they need to look? In words, before anything opens."""

from casework import reasons
from casework.actions.command import command
from casework.models import StatedReason
from casework.work import current_work
from privacy.context import Acting
from workflows.refusals import ReasonNeeded


@command
def state(*, by: Acting, item_ref: str, text: str) -> StatedReason:
    """The reason for one look at one item, for who may look with one. Raises NotYours, ReasonNeeded."""
    record = reasons.find(item_ref, by=by, action="reason.state")
    if not text.strip():
        raise ReasonNeeded
    stated = StatedReason(item_kind=record.kind(), item_ref=record.ref, at=by.at, by_id=by.actor, text=text)
    current_work().add(stated)
    current_work().concerns(record)
    return stated
