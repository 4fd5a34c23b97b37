"""What was reported, through which door, and by whom? The melder is kept apart, under a key of its own."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from casework.models.base import Owned, Record, owned_constraints
from casework.models.person import Person
from privacy.classification import INT, PER, REP, SPC
from privacy.sealed import SealedField
from workflows.melding import MeldingLifecycle
from workflows.melding import State as MeldingState


class Melding(MeldingLifecycle, Owned):
    """A report of concern. `person` may be an unknown person; `target` is a team id or an external destination."""

    REF_PREFIX: ClassVar[str] = "M"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="meldingen")
    door = models.CharField(max_length=20)
    channel = models.CharField(max_length=30)
    received_at = models.DateTimeField()
    # NULL for "no source": two of those are not the same melding.
    source_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    gemeente = models.CharField(max_length=4, blank=True)
    anonymity = models.CharField(max_length=20)
    urgency = models.CharField(max_length=2, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=60, blank=True)
    acceptor = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    narrative = SealedField(seal_name="melding.narrative", blank=True)
    location = SealedField(seal_name="melding.location", blank=True)
    link_evidence = SealedField(seal_name="melding.link_evidence", blank=True)
    remark = SealedField(seal_name="melding.remark", blank=True)

    class Meta:
        constraints = owned_constraints("melding", MeldingState)
        indexes = [models.Index(fields=["owner_team", "state"], name="melding_worklist")]

    class Privacy:
        scope = "melding"
        fields = {
            "feedback": INT, "person": INT, "door": INT, "channel": INT, "received_at": INT,
            "source_digest": INT, "gemeente": INT, "anonymity": INT, "urgency": INT, "outcome": INT,
            "target": INT, "acceptor": PER("staff"), "decided_at": INT,
            "narrative": SPC("concern"), "location": SPC("concern"), "link_evidence": SPC("concern"),
            "remark": SPC("triage"),
        }  # fmt: skip

    def clock_urgency(self) -> str:
        return self.urgency or "U3"

    def clock_since(self) -> datetime | None:
        """The time to tell the melder counts from the decision, not from the moment somebody took it."""
        return self.decided_at if self.state == MeldingState.IN_CARE else None


class Reporter(Record):
    """Who reported. Sealed under the reporter's key, which is destroyed earlier than the melding's."""

    REF_PREFIX: ClassVar[str] = "R"

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="reporter")
    kind_of_melder = models.CharField(max_length=20)
    name = SealedField(seal_name="reporter.name", blank=True)
    organisation = SealedField(seal_name="reporter.organisation", blank=True)
    relation = SealedField(seal_name="reporter.relation", blank=True)
    phone = SealedField(seal_name="reporter.phone", blank=True)
    email = SealedField(seal_name="reporter.email", blank=True)

    class Privacy:
        scope = "reporter"
        fields = {
            "melding": INT, "kind_of_melder": INT,
            "name": REP("reporter"), "organisation": REP("reporter"), "relation": REP("reporter"),
            "phone": REP("reporter"), "email": REP("reporter"),
        }  # fmt: skip
