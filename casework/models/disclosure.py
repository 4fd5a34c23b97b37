"""What was told about a person, to whom, on which ground, and did the person agree?

A note of a call, a weighed package and the package of a handover are all disclosures. What was told is kept under a key
of its own; the kinds of information, the kind of receiver and the ground stand in the clear, so that somebody who may
not read the content can still see what went where.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.base import Owned, Record, desk_index, owned_constraints
from casework.models.case import Case
from casework.models.handover import Handover
from casework.models.melding import Melding
from casework.models.person import Person
from casework.models.region import Team
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField
from workflows.disclosure import DisclosureLifecycle
from workflows.disclosure import State as DisclosureState


class Disclosure(DisclosureLifecycle, Owned):
    """One sharing with one receiver, of a case or of a melding in triage.

    way: call, package or handover. kinds: codes of workflows.disclosure_rules; for a handover the parts of its
    package, which is kept there. package: {"text": words, "values": kind -> what it was at that moment}.
    valid_until: the last local day on which a released package may go.
    """

    REF_PREFIX: ClassVar[str] = "G"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="disclosures")
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, null=True, related_name="disclosures")
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, null=True, related_name="disclosures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="disclosures")
    urgency = models.CharField(max_length=2, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10)
    recipient_kind = models.CharField(max_length=20)
    recipient_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    kinds = models.JSONField(default=list)
    valid_until = models.DateField(null=True)
    package_digest = models.CharField(max_length=64, blank=True)
    delivered_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    judgement = models.CharField(max_length=10, blank=True)
    recipient = SealedField(seal_name="disclosure.recipient", blank=True)
    package = SealedJSONField(seal_name="disclosure.package", blank=True)
    held_back = SealedField(seal_name="disclosure.held_back", blank=True)
    answers = SealedJSONField(seal_name="disclosure.answers", null=True, blank=True)
    consent_words = SealedField(seal_name="disclosure.consent_words", blank=True)
    remark = SealedField(seal_name="disclosure.remark", blank=True)

    class Meta:
        constraints = [
            *owned_constraints("disclosure", DisclosureState),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(melding__isnull=False),
                name="a_disclosure_is_about_something",
            ),
        ]
        indexes = [
            models.Index(fields=["owner_team", "state"], name="disclosure_worklist"),
            desk_index("disclosure"),
            desk_index("disclosure", of_a_state=True),
        ]

    class Privacy:
        scope = "disclosure"
        fields = {
            "case": INT, "melding": INT, "handover": INT, "person": INT, "urgency": INT, "gemeente": INT,
            "proposed_by": INT, "way": INT, "recipient_kind": INT, "recipient_team": INT, "kinds": INT,
            "ground": INT, "consent": INT, "valid_until": INT, "package_digest": INT, "delivered_at": INT,
            "reviewed_by": INT, "reviewed_at": INT, "judgement": INT,
            "recipient": PER("recipient"), "package": SPC("disclosed"), "held_back": SPC("disclosed"),
            "answers": SPC("weighing"), "consent_words": SPC("weighing"), "remark": SPC("weighing"),
        }  # fmt: skip

    def clock_urgency(self) -> str:
        return self.urgency or "U4"


class Consent(Record):
    """What the person said about sharing with one kind of receiver, or with one team. The newest line counts.

    answer: yes, no, or withdrawn. source: who said it (workflows.disclosure_rules.SOURCES).
    """

    REF_PREFIX: ClassVar[str] = "J"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    recipient_kind = models.CharField(max_length=20)
    recipient_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=10)
    source = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    words = SealedField(seal_name="consent.words", blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        scope = "case"
        fields = {
            "case": INT, "recipient_kind": INT, "recipient_team": INT, "answer": INT, "source": INT, "at": INT,
            "by": INT, "words": SPC("contact_log"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case."""
        return ("case", str(self.case_id))
