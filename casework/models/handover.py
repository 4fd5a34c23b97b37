"""From whom to whom does a person go, with what in hand, and since when is it theirs?"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.base import Owned, Record, owned_constraints
from casework.models.case import Case
from casework.models.person import Person
from casework.models.region import Team
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.handover import HandoverLifecycle
from workflows.handover import State as HandoverState
from workflows.lifecycle import Owner


class Handover(HandoverLifecycle, Owned):
    """The bridge between a sender and a receiver. At the offer the package is frozen: its hash and parts are kept."""

    REF_PREFIX: ClassVar[str] = "H"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
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

    class Meta:
        constraints = [
            *owned_constraints("handover", HandoverState),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state__in=["draft", "completed", "withdrawn"]),
                name="one_running_handover_per_case",
            ),
        ]
        indexes = [
            models.Index(fields=["owner_team", "state"], name="handover_worklist"),
            models.Index(fields=["receiver_team", "state"], name="handover_inbox"),
        ]

    class Privacy:
        scope = "handover_package"
        fields = {
            "questions_asked": INT, "case": INT, "person": INT, "urgency": INT, "gemeente": INT,
            "origin": INT, "sender_team": INT, "sender_person": INT, "receiver_team": INT, "receiver_person": INT,
            "ground": INT, "consent": INT, "released": INT,
            "package_digest": INT, "offered_at": INT, "accepted_at": INT,
            "start_date": INT, "talk_at": INT, "talk_held_at": INT, "contact_on": INT, "next_appointment": INT,
            "confirmed_at": INT, "reason": INT,
            "package": SPC("package"), "requested_action": PER("card"), "held_back": SPC("sender_notes"),
            "agreements": SPC("package"),
        }  # fmt: skip

    def place_owner(self) -> None:
        """Sender until the receiver confirmed contact of its own; receiver from that moment."""
        if self.state_info.owner is Owner.SENDER:
            self.owner_team_id, self.owner_person_id = self.sender_team_id, self.sender_person_id
        elif self.state_info.owner is Owner.RECEIVER:
            self.owner_team_id, self.owner_person_id = str(self.receiver_team_id), self.receiver_person_id

    def clock_since(self) -> datetime | None:
        """Accepting counts from the offer, talking from the acceptance; everything else from the step itself."""
        counted_from = {"received": self.offered_at, "talk_planned": self.accepted_at}
        return counted_from.get(self.state)

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
