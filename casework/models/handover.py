"""From whom to whom does a person go, with what in hand, and since when is it theirs?"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.base import DISPUTE, Owned, Record, desk_index, owned_constraints
from casework.models.case import Case
from casework.models.crisis import Crisis
from casework.models.person import Person
from casework.models.region import Team
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.handover import MOST_REVIEWS, UNTIL_CONTACT, HandoverLifecycle
from workflows.handover import State as HandoverState
from workflows.lifecycle import Owner

COUNTED = dict.fromkeys(
    (
        "questions_asked", "called_incomplete", "missing_parts", "left_minutes", "resumes_until", "stepped_aside",
        "been_with", "interim_since", "start_moved", "waiting_since", "starts_before", "joint_contacts",
        "together_reviews", "after_contacts", "after_contacts_agreed", "times_back", "recycled_at", "outside_kind",
        "outside_channel", "outside_accepted_on",
    ),
    INT,
)  # fmt: skip
"""How the columns of the lifecycle itself are classified: codes, counts, moments and accounts."""


class Handover(HandoverLifecycle, Owned):
    """The bridge between a sender and a receiver, of a case or of a crisis.

    At the offer the package is frozen: its hash and parts are kept.

    told_by: who tells the person what is kept and shared, sender or receiver (from the acceptance on). sharing_stopped:
    the person said no after the receiver could open it.
    """

    REF_PREFIX: ClassVar[str] = "H"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="handovers")
    crisis = models.ForeignKey(Crisis, on_delete=models.PROTECT, null=True, related_name="handovers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="handovers")
    urgency = models.CharField(max_length=2)
    gemeente = models.CharField(max_length=4, blank=True)
    origin = models.CharField(max_length=10, default="ordinary")
    sender_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    sender_person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    receiver_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    receiver_person = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=5, blank=True)
    consent = models.CharField(max_length=10, blank=True)
    sharing_stopped = models.BooleanField(default=False)
    told_by = models.CharField(max_length=10, default="sender")
    released = models.JSONField(default=list)
    package_digest = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    start_date = models.DateField(null=True)
    talk_at = models.DateTimeField(null=True)
    talk_held_at = models.DateTimeField(null=True)
    contact_on = models.DateField(null=True)
    next_appointment = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    package = SealedJSONField(seal_name="handover.package", blank=True)
    requested_action = SealedField(seal_name="handover.requested_action", blank=True)
    held_back = SealedField(seal_name="handover.held_back", blank=True)
    agreements = SealedField(seal_name="handover.agreements", blank=True)
    card_text = SealedField(seal_name="handover.card_text", blank=True, null=True)
    outside_receiver = SealedField(seal_name="handover.outside_receiver", blank=True, null=True)
    outside_acceptor = SealedField(seal_name="handover.outside_acceptor", blank=True, null=True)

    class Meta:
        constraints = [
            *owned_constraints("handover", HandoverState),
            models.UniqueConstraint(
                fields=["case", "sender_team"],
                condition=~Q(state__in=["draft", "completed", "withdrawn"]),
                name="one_running_handover_per_case_and_sender",
            ),
            models.UniqueConstraint(
                fields=["crisis", "sender_team"],
                condition=~Q(state__in=["draft", "completed", "withdrawn"]),
                name="one_running_handover_per_crisis_and_sender",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(crisis__isnull=False), name="a_handover_is_of_something"
            ),
        ]
        indexes = [
            models.Index(fields=["owner_team", "state"], name="handover_worklist"),
            desk_index("handover"),
            models.Index(fields=["receiver_team", "state"], name="handover_inbox"),
        ]

    class Privacy:
        scope = "handover_package"
        fields = {
            **DISPUTE, **COUNTED, "case": INT, "crisis": INT, "person": INT, "urgency": INT, "gemeente": INT,
            "origin": INT, "sender_team": INT, "sender_person": INT, "receiver_team": INT, "receiver_person": INT,
            "ground": INT, "consent": INT, "sharing_stopped": INT, "told_by": INT, "released": INT,
            "package_digest": INT, "offered_at": INT, "accepted_at": INT,
            "start_date": INT, "talk_at": INT, "talk_held_at": INT, "contact_on": INT, "next_appointment": INT,
            "confirmed_at": INT, "reason": INT,
            "package": SPC("package"), "requested_action": PER("card"), "held_back": SPC("sender_notes"),
            "agreements": SPC("package"), "card_text": SPC("card_paragraph"),
            "outside_receiver": PER("card"), "outside_acceptor": PER("card"),
        }  # fmt: skip

    def place_owner(self) -> None:
        """Sender until the receiver confirmed contact of its own; receiver from that moment."""
        if self.state_info.owner is Owner.SENDER:
            self.owner_team_id, self.owner_person_id = self.sender_team_id, self.sender_person_id
        elif self.state_info.owner is Owner.RECEIVER:
            self.owner_team_id, self.owner_person_id = str(self.receiver_team_id), self.receiver_person_id

    def clock_kind(self) -> str | None:
        """While a professional must still be named that comes first; after three reviews of "together" an MDO."""
        if self.interim_since is not None and self.state in UNTIL_CONTACT:
            return "name_professional"
        if self.state == HandoverState.TOGETHER and self.together_reviews >= MOST_REVIEWS:
            return "together_mdo"
        return super().clock_kind()

    def clock_since(self) -> datetime | None:
        """Accepting counts from the offer, talking from the acceptance; everything else from the step itself."""
        if self.clock_kind() == "name_professional":
            return self.interim_since
        counted_from = {
            "received": self.offered_at, "accepted": self.accepted_at, "talk_planned": self.accepted_at,
            "disputed": self.disputed_at,
        }  # fmt: skip
        return counted_from.get(self.state)

    def clock_ends(self, kind: str, due: datetime) -> datetime:
        """What was left of a paused term; and no weekly look later than the promised start."""
        if kind == "handover_accept" and self.resumes_until is not None:
            return self.resumes_until
        if kind == "waiting_list_check" and self.starts_before is not None:
            return min(due, self.starts_before)
        if kind == "handover_draft" and self.crisis is not None and self.origin == "crisis":
            # Preparing wins no time: the crisis asks for it when its own term is over.
            return min(due, self.crisis.nothing_runs_longer())
        return due

    def clock_since_for(self, kind: str) -> datetime | None:
        """The time to accept counts from the offer, also when nobody opened it."""
        return self.offered_at if kind == "handover_accept" else None

    def clock_origin(self) -> str:
        return self.origin

    def clock_urgency(self) -> str:
        return self.urgency

    def clock_team_id(self) -> str:
        """While the receiver has to answer, its opening hours count; otherwise the sender's."""
        waits_for_receiver = (
            "offered",
            "received",
            "expired",
            "disputed",
            "accepted",
            "talk_planned",
            "talk_held",
            "waiting_list",
        )
        if self.state in waits_for_receiver and self.receiver_team_id:
            return str(self.receiver_team_id)
        return str(self.sender_team_id)


class HandoverMessage(Record):
    """One line in the thread between sender and receiver. Written once."""

    REF_PREFIX: ClassVar[str] = "Q"

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    text = SealedField(seal_name="handover_message.text", blank=True)

    class Meta:
        ordering = ["at", "id"]

    class Privacy:
        scope = "handover_package"
        fields = {
            "handover": INT, "at": INT, "by": INT, "what": INT, "text": SPC("thread"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the package."""
        return ("handover_package", str(self.handover_id))
