"""When does the responsibility for a person move, and what may stop it? No queries, no wall clock."""

from datetime import date
from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import WIJKTEAM, Role

RETURN_REASONS = (
    "wrong_gemeente", "other_law", "already_with_provider", "incomplete", "other_team_same_gemeente",
    "client_withdraws", "moved", "admitted_or_detained", "deceased",
)  # fmt: skip
"""The closed list. Capacity is not in it, and never will be."""

CHECKLIST = (
    "reason_and_goal", "tried", "risks", "agreements", "network", "providers", "sharing", "communication",
    "legal_status", "people", "moment", "if_it_fails", "melder_feedback",
)  # fmt: skip
"""The thirteen parts of a package. Source: docs/lifecycles.md, handover."""

REQUIRED = ("reason_and_goal", "tried", "risks", "agreements", "sharing", "moment", "if_it_fails")
GROUNDS = ("L10", "L8", "L7", "L12")
"""The steps of sharing that fit a handover. Source: the table of legal bases in docs/privacy.md."""

CONTACT_KINDS = ("visit", "phone", "video", "office")


class State(States):
    """Source: docs/lifecycles.md, handover."""

    DRAFT = "draft", "CONCEPT", Owner.SENDER, "handover_draft"
    OFFERED = "offered", "AANGEBODEN", Owner.SENDER, "handover_open"
    RECEIVED = "received", "ONTVANGEN", Owner.SENDER, "handover_accept"
    ASKING = "asking", "VRAAG", Owner.SENDER, "handover_answer"
    ACCEPTED = "accepted", "GEACCEPTEERD", Owner.SENDER, "talk"
    TALK_PLANNED = "talk_planned", "GESPREK_GEPLAND", Owner.SENDER, "talk"
    TALK_HELD = "talk_held", "DRIEGESPREK_GEHOUDEN", Owner.SENDER, "own_contact"
    CONFIRMED = "confirmed", "BEVESTIGD", Owner.RECEIVER, "aftercare_check"
    COMPLETED = "completed", "AFGEROND", Owner.NONE, None, True
    RETURNED = "returned", "TERUGGELEGD", Owner.SENDER, "returned"
    EXPIRED = "expired", "VERLOPEN", Owner.SENDER, "ladder_manager"
    WITHDRAWN = "withdrawn", "INGETROKKEN", Owner.NONE, None, True
    WAITING_LIST = "waiting_list", "WACHTLIJST_MET_OVERBRUGGING", Owner.SENDER, "waiting_list_check"
    TOGETHER = "together", "SAMEN_VERDER", Owner.SENDER, "together_review"
    REOPENED = "reopened", "HEROPEND", Owner.SENDER, "reopened"


UNANSWERED = (State.RECEIVED, State.EXPIRED)
BEFORE_CONFIRMATION = tuple(s for s in State if not s.final and s not in (State.CONFIRMED, State.REOPENED))


class HandoverLifecycle(Lifecycle):
    """The sender stays owner until the receiver has accepted and has had contact of its own."""

    State = State
    state = FSMField(default=State.DRAFT.value, choices=State.choices(), protected=True)
    questions_asked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @step(
        source=State.DRAFT,
        target=State.OFFERED,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("receiver_team", refusals.ReceiverNeeded),
            rules.receiver_may_receive,
            rules.checklist_is_complete,
            rules.one_of("ground", GROUNDS, refusals.GroundNeeded),
            rules.sharing_has_a_ground,
            rules.no_second_offer,
            rules.case_can_be_handed_over,
        ],
    )
    def offer(self, *, receiver_team: Any, **_: Any) -> None:
        """The receiving team sees a card, nothing more, until it accepts."""
        self.receiver_team = receiver_team

    @step(source=State.OFFERED, target=State.RECEIVED, by=WIJKTEAM)
    def open(self) -> None:
        """Somebody at the receiving team has read the card."""

    @step(
        source=UNANSWERED,
        target=State.ASKING,
        by=WIJKTEAM,
        guards=[rules.filled("question", refusals.ReasonNeeded), rules.may_still_ask],
    )
    def ask(self, **_: Any) -> None:
        """A question to the sender. The receiver's clock waits; the sender answers within a working day."""
        self.questions_asked += 1

    @step(
        source=State.ASKING,
        target=State.RECEIVED,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("answer", refusals.ReasonNeeded)],
    )
    def answer(self, **_: Any) -> None:
        """The sender answered."""

    @step(
        source=UNANSWERED,
        target=State.ACCEPTED,
        by=WIJKTEAM,
        guards=[rules.filled("acceptor", refusals.AcceptorNeeded)],
    )
    def accept(self, *, acceptor: Any, start_date: date | None = None) -> None:
        """The receiving team will do it. The sender stays owner until own contact is confirmed."""
        self.receiver_person, self.start_date = acceptor, start_date

    @step(
        source=UNANSWERED,
        target=State.RETURNED,
        by=Role.WIJKTEAM_COORDINATOR,
        guards=[
            rules.reason_is_not_capacity,
            rules.one_of("reason", RETURN_REASONS, refusals.ReasonNotInList),
            rules.the_right_place_is_named,
        ],
    )
    def give_back(self, *, reason: str, **_: Any) -> None:
        """Not ours, for a reason in the list, with the place where it does belong."""
        self.reason = reason

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

    @step(source=State.WAITING_LIST, target=State.ACCEPTED, by=WIJKTEAM,
          guards=[rules.filled("acceptor", refusals.AcceptorNeeded)])  # fmt: skip
    def start(self, *, acceptor: Any) -> None:
        """The promised start."""
        self.receiver_person = acceptor

    @step(source=(State.OFFERED, State.RECEIVED, State.WAITING_LIST), target=State.EXPIRED, by=Role.SYSTEM)
    def expire(self) -> None:
        """Nobody answered in time. The offer stays open, and it climbs."""

    @step(
        source=(State.ACCEPTED, State.TALK_PLANNED),
        target=State.TALK_PLANNED,
        by=(Role.CARE_COORDINATOR, *WIJKTEAM),
        guards=[rules.filled("talk_at", refusals.DateNeeded)],
    )
    def plan_talk(self, *, talk_at: Any) -> None:
        """Client, sender and receiver have a date."""
        self.talk_at = talk_at

    @step(
        source=State.TALK_PLANNED,
        target=State.TALK_HELD,
        by=(Role.CARE_COORDINATOR, *WIJKTEAM),
        guards=[
            rules.filled("agreements", refusals.ReasonNeeded),
            rules.an_absent_client_is_explained,
            rules.one_of("supporter_offered", ("yes", "no", "later"), refusals.SupporterNotOffered),
        ],
    )
    def hold_talk(self, **_: Any) -> None:
        """They met. What was agreed is written down."""

    @step(
        source=State.TALK_HELD,
        target=State.CONFIRMED,
        by=WIJKTEAM,
        guards=[
            rules.one_of("kind", CONTACT_KINDS, refusals.OwnContactNeeded),
            rules.filled("contact_on", refusals.OwnContactNeeded),
            rules.filled("next_appointment", refusals.NextAppointmentNeeded),
        ],
    )
    def confirm(self, *, contact_on: Any, next_appointment: Any, **_: Any) -> None:
        """The receiver had contact of its own: at this moment the responsibility moves."""
        self.contact_on, self.next_appointment = contact_on, next_appointment

    @step(
        source=State.CONFIRMED,
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
        source=State.CONFIRMED,
        target=State.REOPENED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def lose(self, **_: Any) -> None:
        """Lost after the handover: the person comes back to the sender."""

    @step(source=(State.RETURNED, State.REOPENED), target=State.DRAFT, by=Role.CARE_COORDINATOR)
    def redraft(self) -> None:
        """Another receiver, or the same one with a better package."""
        self.questions_asked = 0

    @step(
        source=(*BEFORE_CONFIRMATION, State.REOPENED),
        target=State.WITHDRAWN,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def withdraw(self, **_: Any) -> None:
        """The sender takes the offer back, with the reason."""

    @step(
        source=(State.ACCEPTED, State.TALK_PLANNED, State.TALK_HELD),
        target=State.TOGETHER,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def go_together(self, **_: Any) -> None:
        """The client accepts only the sender: they visit together, and look again every four weeks."""

    @step(source=State.TOGETHER, target=State.TALK_HELD, by=(Role.CARE_COORDINATOR, *WIJKTEAM))
    def let_go(self) -> None:
        """The client knows the receiver now; the receiver can have contact of its own."""
