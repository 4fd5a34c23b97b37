"""What if the receiver cannot begin yet, or says nothing? A date with a name and a bridge, and a person who decides.

A start date moves once. What nobody answers climbs until the manager of the gemeente or the region decides, on the
reference, the days and the reason alone. The sender owns it all the time.
"""

from datetime import date, datetime, timedelta
from typing import Any

from workflows import handover_refusals, refusals, rules
from workflows.calendars import local_date
from workflows.handover_answering import NAMED
from workflows.handover_columns import Columns
from workflows.handover_states import UNANSWERED, State
from workflows.lifecycle import step
from workflows.roles import DECIDERS, WIJKTEAM, Role


@rules.guard(handover_refusals.StartMovedBefore)
def the_start_moves_once(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A promise that moves every week is none."""
    return not record.start_moved


@rules.guard(refusals.WaitingTooLong)
def moved_start_is_within_thirty_days(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Counted from the day it was put on the waiting list: moving wins no time beyond the longest wait."""
    start, since = given.get("start_date"), record.waiting_since or local_date(by.at)
    last = since + timedelta(days=rules.WAITING_LIST_DAYS)
    return isinstance(start, date) and local_date(by.at) <= start <= last


@rules.guard(refusals.DateNeeded)
def start_is_still_to_come(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A longer wait has an end as well."""
    start = given.get("start_date")
    return isinstance(start, date) and start >= local_date(by.at)


class Awaited(Columns):
    """A promised start, and the decision about what nobody answers."""

    class Meta:
        abstract = True

    @step(
        source=UNANSWERED,
        target=State.WAITING_LIST,
        by=Role.WIJKTEAM_COORDINATOR,
        guards=[
            rules.filled("contact", refusals.AcceptorNeeded),
            rules.filled("bridge", refusals.ReasonNeeded),
            rules.start_is_within_thirty_days,
        ],
    )
    def put_on_waiting_list(self, *, contact: Any, start_date: date, **_: Any) -> None:
        """Yes, but later: with a date, a name and a bridge. The sender stays owner and the days are counted."""
        self.receiver_person, self.start_date = contact, start_date

    @step(
        source=State.WAITING_LIST,
        target=None,
        by=Role.WIJKTEAM_COORDINATOR,
        guards=[
            rules.filled("reason", refusals.ReasonNeeded),
            the_start_moves_once,
            moved_start_is_within_thirty_days,
        ],
    )
    def move_start(self, *, start_date: date, **_: Any) -> None:
        """The promised start moves, once, and never beyond thirty days of waiting."""
        self.start_date, self.start_moved = start_date, True

    @step(source=State.WAITING_LIST, target=State.ACCEPTED, by=WIJKTEAM, guards=NAMED)
    def start(self, *, acceptor: Any) -> None:
        """The promised start."""
        self.receiver_person, self.interim_since = acceptor, None

    @step(source=(State.OFFERED, State.RECEIVED, State.WAITING_LIST), target=State.EXPIRED, by=Role.SYSTEM)
    def expire(self) -> None:
        """Nobody answered in time, or the start date was missed. The offer stays open, and it climbs."""

    @step(
        source=State.EXPIRED,
        target=State.ACCEPTED,
        by=DECIDERS,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def decide_acceptance(self, *, at: datetime, **_: Any) -> None:
        """The manager of the gemeente or the region decides: this team does it, and names who within a working day."""
        self.receiver_person, self.interim_since = None, at

    @step(
        source=(State.EXPIRED, State.WAITING_LIST),
        target=State.WAITING_LIST,
        by=Role.GEMEENTE_MANAGER,
        guards=[
            rules.filled("contact", refusals.AcceptorNeeded),
            rules.filled("reason", refusals.ReasonNeeded),
            rules.filled("bridge", refusals.ReasonNeeded),
            start_is_still_to_come,
        ],
    )
    def decide_waiting(self, *, contact: Any, start_date: date, **_: Any) -> None:
        """Longer than thirty days: only the manager of the gemeente, with a reason and help in the meantime."""
        self.receiver_person, self.start_date = contact, start_date

    @step(
        source=State.EXPIRED,
        target=State.RETURNED,
        by=DECIDERS,
        guards=[
            rules.filled("reason", refusals.ReasonNeeded),
            rules.reason_is_not_capacity,
            rules.filled("alternative", refusals.AlternativeNeeded),
        ],
    )
    def decide_elsewhere(self, **_: Any) -> None:
        """The manager of the gemeente or the region decides: not this team, and says who does it instead."""
        self.reason = "decided_elsewhere"
