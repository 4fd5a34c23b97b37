"""How does a ladder become quiet? Who decides says that they have seen it; the term itself does not move."""

from casework import cards
from casework.actions.command import command
from casework.calling import end_of_item, quiet
from casework.errors import NotYours
from casework.telling import tell_owner
from casework.work import current_work
from privacy.context import Acting
from workflows.clock_refusals import AcknowledgedBefore, NotLate
from workflows.clocks import CLIMBING
from workflows.roles import DECIDERS


@command
def acknowledge(*, by: Acting, item_ref: str) -> bool:
    """Who decides has seen that this is late: its ladder is quiet for half its term, at most ten minutes.

    The term does not move, and nobody else becomes owner. Raises NotYours, NotLate, AcknowledgedBefore.
    """
    record = cards.find(item_ref, by=by, action="clock.acknowledge", locked=True)
    clock = record.clock
    if by.role not in DECIDERS or clock is None or clock.rings_at is None:
        raise NotYours
    if clock.due_at > by.at and clock.kind not in CLIMBING:
        raise NotLate
    if clock.acknowledged_at is not None:
        raise AcknowledgedBefore
    quiet(clock, by=by)
    end_of_item(record.ref, by=by)
    current_work().concerns(record)
    tell_owner(record, "clock.acknowledged")
    return True
