"""How does a person go over? They meet, the receiver has contact of its own, and after six weeks it held or not.

When the client accepts the sender alone they go on together: joint visits, a review every four weeks, after three of
those an MDO. The sender owns it until the receiver has had contact of its own.
"""

from datetime import timedelta
from typing import Any

from workflows import handover_refusals, refusals, rules
from workflows.calendars import local_date
from workflows.handover_columns import Columns
from workflows.handover_states import LANDED, State
from workflows.lifecycle import step
from workflows.roles import WIJKTEAM, Role

CONTACT_KINDS = ("visit", "phone", "video", "office")
MOST_REVIEWS = 3
"""Reviews of going on together; after these several disciplines look. Source: docs/lifecycles.md, handover."""

RECYCLED_WEEKS = 8
"""Handed over and back within this many weeks is counted, and told to both coordinators."""

BOTH = (Role.CARE_COORDINATOR, *WIJKTEAM)


@rules.guard(handover_refusals.ContactNotSince)
def contact_took_place(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Not before it was taken, or else offered; and what is still to come is no contact."""
    since, on = record.accepted_at or record.offered_at, given["contact_on"]
    return (since is None or local_date(since) <= on) and on <= local_date(by.at)


CONTACT = [
    rules.one_of("kind", CONTACT_KINDS, refusals.OwnContactNeeded),
    rules.filled("contact_on", refusals.OwnContactNeeded),
    contact_took_place,
]
"""How and when there was contact."""


@rules.guard(refusals.NextAppointmentNeeded)
def they_meet_again(record: Any, given: dict[str, Any], by: Any) -> bool:
    """An appointment lies ahead, and within a year."""
    today = local_date(by.at)
    return today <= given["next_appointment"] <= today + timedelta(days=366)


@rules.guard(handover_refusals.TogetherTooLong)
def reviews_are_left(record: Any, given: dict[str, Any], by: Any) -> bool:
    """After three reviews two people do not decide alone any more."""
    return record.together_reviews < MOST_REVIEWS


@rules.guard(handover_refusals.AfterContactsOutOfRange)
def after_contacts_are_a_few(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Agreed contacts end; more than twenty is no handover."""
    return 0 <= given.get("after_contacts", 0) <= 20


@rules.guard(refusals.AcceptorNeeded)
def a_professional_is_named(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Responsibility moves to somebody by name, not to whoever stands in."""
    return record.receiver_person_id is not None and record.interim_since is None


@rules.guard(handover_refusals.StillTheirCase)
def nobody_has_a_case(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever has an open case at the receiver is not lost: two owners of one person is as bad as none."""
    return not given.get("receiver_has_case")


class Met(Columns):
    """What sender and receiver did with the person, counted."""

    class Meta:
        abstract = True

    @step(
        source=(State.ACCEPTED, State.TALK_PLANNED),
        target=State.TALK_PLANNED,
        by=BOTH,
        guards=[rules.filled("talk_at", refusals.DateNeeded)],
    )
    def plan_talk(self, *, talk_at: Any) -> None:
        """Client, sender and receiver have a date."""
        self.talk_at = talk_at

    @step(
        source=State.TALK_PLANNED,
        target=State.TALK_HELD,
        by=BOTH,
        guards=[
            rules.filled("agreements", refusals.ReasonNeeded),
            rules.an_absent_client_is_explained,
            rules.one_of("supporter_offered", ("yes", "no", "later"), refusals.SupporterNotOffered),
            after_contacts_are_a_few,
        ],
    )
    def hold_talk(self, **_: Any) -> None:
        """They met. What was agreed is written down."""

    @step(source=(State.TALK_HELD, State.TOGETHER), target=None, by=BOTH, guards=CONTACT)
    def log_joint_contact(self, **_: Any) -> None:
        """Sender and receiver went together, once more. Counted; the responsibility stays where it is."""
        self.joint_contacts += 1

    @step(
        source=State.TALK_HELD,
        target=State.CONFIRMED,
        by=WIJKTEAM,
        guards=[
            *CONTACT,
            rules.filled("next_appointment", refusals.NextAppointmentNeeded),
            they_meet_again,
            a_professional_is_named,
        ],
    )
    def confirm(self, *, contact_on: Any, next_appointment: Any, **_: Any) -> None:
        """The receiver had contact of its own: at this moment the responsibility moves."""
        self.contact_on, self.next_appointment = contact_on, next_appointment

    @step(source=LANDED, target=State.COMPLETED, by=Role.SYSTEM)
    def hand_on(self) -> None:
        """The receiver handed the person on to a team that had contact of its own: this handover is over."""
        self.times_back += 1

    @step(source=LANDED, target=None, by=Role.CARE_COORDINATOR, guards=CONTACT)
    def log_after_contact(self, **_: Any) -> None:
        """The sender kept an agreed contact after the handover. The receiver stays responsible."""
        self.after_contacts += 1

    @step(
        source=LANDED,
        target=State.COMPLETED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[
            rules.person_is_still_in_care,
            rules.one_of("source", ("client", "second_source"), refusals.SourceNeeded),
        ],
    )
    def complete(self, **_: Any) -> None:
        """Six weeks later the person is still being helped, and somebody other than the receiver says so."""

    @step(
        source=LANDED,
        target=State.REOPENED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[rules.filled("reason", refusals.ReasonNeeded), nobody_has_a_case],
    )
    def lose(self, **_: Any) -> None:
        """Lost after the handover: the person comes back to the sender."""
        self.times_back += 1

    @step(
        source=(State.ACCEPTED, State.TALK_PLANNED, State.TALK_HELD),
        target=State.TOGETHER,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded), reviews_are_left],
    )
    def go_together(self, **_: Any) -> None:
        """The client accepts only the sender: they visit together, and look again every four weeks."""

    @step(
        source=State.TOGETHER,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded), reviews_are_left],
    )
    def review_together(self, **_: Any) -> None:
        """Four weeks later: still together, with the reason. After the third time an MDO decides."""
        self.together_reviews += 1

    @step(source=State.TOGETHER, target=State.TALK_HELD, by=BOTH)
    def let_go(self) -> None:
        """The client knows the receiver now; the receiver can have contact of its own."""
