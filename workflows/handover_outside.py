"""What if the receiver has no login? The sender writes down who said yes, how and when, and asks after six weeks.

The sender stays owner all the way: nobody outside the house is reached by a clock.
"""

from typing import Any

from workflows import handover_refusals, refusals, rules
from workflows.handover_answering import RETURNING
from workflows.handover_columns import Columns
from workflows.handover_meeting import CONTACT, they_meet_again
from workflows.handover_offering import SHARED_RIGHTLY
from workflows.handover_states import State
from workflows.lifecycle import step
from workflows.roles import Role

OUTSIDE_KINDS = ("ggz", "addiction_care", "gp", "wlz_or_sheltered", "shelter", "other_care")
"""What sort of receiver without a login it is; the outcome of the case has the same word."""

ACCEPTED_BY = ("phone", "mail", "letter", "in_person")
"""How the receiver said yes."""


@rules.guard(handover_refusals.ReceiverHasLogin)
def receiver_is_outside(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A team with a login confirms its own contact itself."""
    return bool(record.outside_kind)


class Outside(Columns):
    """A receiver without a login."""

    class Meta:
        abstract = True

    @step(
        source=State.DRAFT,
        target=State.OFFERED_OUTSIDE,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.one_of("outside_kind", OUTSIDE_KINDS, refusals.ReceiverNeeded),
            rules.filled("outside_receiver", refusals.ReceiverNeeded),
            rules.receiver_may_receive,
            *SHARED_RIGHTLY,
        ],
    )
    def offer_outside(self, *, outside_kind: str, **_: Any) -> None:
        """To a receiver without a login: the sender brings it there and asks for a name."""
        self.outside_kind, self.receiver_team, self.receiver_person = outside_kind, None, None

    @step(
        source=State.OFFERED_OUTSIDE,
        target=State.ACCEPTED,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("acceptor", refusals.AcceptorNeeded),
            rules.one_of("channel", ACCEPTED_BY, refusals.NotInTheList),
            rules.filled("accepted_on", refusals.DateNeeded),
        ],
    )
    def record_acceptance(self, *, channel: str, accepted_on: Any, **_: Any) -> None:
        """Somebody there said yes, by name. Written down with how and when."""
        self.outside_channel, self.outside_accepted_on = channel, accepted_on

    @step(source=State.OFFERED_OUTSIDE, target=State.RETURNED, by=Role.CARE_COORDINATOR, guards=RETURNING)
    def record_return(self, *, reason: str, **_: Any) -> None:
        """They said no, for a reason in the list. Full is no reason there either."""
        self.reason = reason

    @step(
        source=State.TALK_HELD,
        target=State.CONFIRMED_OUTSIDE,
        by=Role.CARE_COORDINATOR,
        guards=[
            receiver_is_outside,
            *CONTACT,
            rules.filled("next_appointment", refusals.NextAppointmentNeeded),
            they_meet_again,
            rules.one_of("source", ("client", "second_source"), refusals.SourceNeeded),
        ],
    )
    def confirm_outside(self, *, contact_on: Any, next_appointment: Any, **_: Any) -> None:
        """The receiver had contact without us, as somebody other than the receiver says. Six weeks later we ask."""
        self.contact_on, self.next_appointment = contact_on, next_appointment
