"""How was a melding weighed? The answers are sealed with the melding; every settled version is kept."""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Owned, Record, desk_index, owned_constraints
from casework.models.melding import Melding
from privacy.classification import INT, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.triage import State as TriageState
from workflows.triage import TriageLifecycle


class Triage(TriageLifecycle, Owned):
    """One per melding. `proposal_*` is what the tree said; `outcome` and `urgency` are what a human decided."""

    REF_PREFIX: ClassVar[str] = "T"

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="triage")
    tree_version = models.CharField(max_length=10)
    proposal_outcome = models.CharField(max_length=30, blank=True)
    proposal_urgency = models.CharField(max_length=2, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    urgency = models.CharField(max_length=2, blank=True)
    answers = SealedJSONField(seal_name="triage.answers", blank=True)
    reason = SealedField(seal_name="triage.reason", blank=True)

    class Meta:
        constraints = owned_constraints("triage", TriageState)
        indexes = [desk_index("triage"), desk_index("triage", of_a_state=True)]

    class Privacy:
        scope = "melding"
        fields = {
            "melding": INT, "tree_version": INT, "decided_by": INT,
            "proposal_outcome": INT, "proposal_urgency": INT, "outcome": INT, "urgency": INT,
            "answers": SPC("triage"), "reason": SPC("triage"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the melding: they are destroyed together."""
        return ("melding", str(self.melding_id))

    def clock_kind(self) -> str | None:
        """Nobody has begun: the triage waits as long as its melding may, screened or not."""
        if self.state == TriageState.OPEN and self.melding.screening:
            return "first_look_screened"
        return self.state_info.clock

    def clock_urgency(self) -> str:
        return self.proposal_urgency or "U3"


class TriageVersion(Record):
    """What was settled, as it was then. Written once."""

    REF_PREFIX: ClassVar[str] = "V"

    triage = models.ForeignKey(Triage, on_delete=models.PROTECT, related_name="versions")
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    tree_version = models.CharField(max_length=10)
    outcome = models.CharField(max_length=30)
    urgency = models.CharField(max_length=2)
    answers = SealedJSONField(seal_name="triage_version.answers", blank=True)
    reason = SealedField(seal_name="triage_version.reason", blank=True)

    class Meta:
        ordering = ["settled_at"]

    class Privacy:
        scope = "melding"
        fields = {
            "triage": INT, "settled_at": INT, "settled_by": INT, "tree_version": INT,
            "outcome": INT, "urgency": INT, "answers": SPC("triage"), "reason": SPC("triage"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the melding it belongs to."""
        return ("melding", str(self.triage.melding_id))
