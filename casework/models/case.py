"""Which person is somebody trying to reach, and what was tried?"""

from datetime import datetime
from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import OwnedWithSideClock, Record, desk_index, owned_constraints
from casework.models.clock import Clock
from casework.models.melding import Melding
from casework.models.person import Person
from privacy.classification import INT, SPC
from privacy.sealed import SealedField
from workflows.outreach import OutreachLifecycle
from workflows.outreach import State as OutreachState


class Case(OutreachLifecycle, OwnedWithSideClock):
    """A bemoeizorg case. `term_from` is the moment the attempt clock counts from: the decision about the melding.

    reweighed: how often a refusal was weighed again; since_mdo: how often of those since several disciplines looked
    along. expected_end: local date until which a pause will probably last. supporter: was one offered, yes|no|later.
    card_clock: until when a nachtkaart must be written, or how long the one there is counts.
    `teller`: the colleague of the receiving team who tells the person; None: the owner does.
    """

    REF_PREFIX: ClassVar[str] = "C"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="cases")
    urgency = models.CharField(max_length=2)
    gemeente = models.CharField(max_length=4, blank=True)
    term_from = models.DateTimeField()
    outcome = models.CharField(max_length=30, blank=True)
    reweighed = models.PositiveSmallIntegerField(default=0)
    since_mdo = models.PositiveSmallIntegerField(default=0)
    expected_end = models.DateField(null=True)
    supporter = models.CharField(max_length=10, blank=True)
    informed = models.CharField(max_length=20, default="not_yet")
    informed_at = models.DateTimeField(null=True)
    teller = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    inform_clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="+")
    card_clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="+")
    goal = SealedField(seal_name="case.goal", blank=True)

    class Meta:
        constraints = owned_constraints("case", OutreachState)
        indexes = [
            models.Index(fields=["owner_team", "state"], name="case_worklist"),
            desk_index("case"),
        ]

    class Privacy:
        scope = "case"
        fields = {
            "person": INT, "melding": INT, "urgency": INT, "gemeente": INT, "term_from": INT,
            "outcome": INT, "reweighed": INT, "since_mdo": INT, "expected_end": INT, "supporter": INT,
            "informed": INT, "informed_at": INT, "inform_clock": INT, "teller": INT,
            "card_clock": INT, "goal": SPC("plan"),
        }  # fmt: skip

    other_terms: ClassVar[tuple[str, ...]] = ("inform_clock", "card_clock")

    def clock_urgency(self) -> str:
        return self.urgency

    def clock_kind(self) -> str | None:
        """The second weighing of a refusal is six weeks later, not two."""
        return (
            "reweigh_again"
            if self.state == OutreachState.REFUSES and self.reweighed
            else super().clock_kind()
        )

    @classmethod
    def side_kind_of(cls, state: str) -> str | None:
        """Six weeks of trying without contact is an MDO, however often somebody tried."""
        return "no_contact_mdo" if state == OutreachState.CONTACT_PHASE else None

    def clock_since(self) -> datetime | None:
        """The first attempt counts from the decision about the melding, not from the assignment."""
        return self.term_from if self.state in (OutreachState.PROPOSED, OutreachState.ASSIGNED) else None


class ContactAttempt(Record):
    """A try to reach the person, or another moment in the case worth a line. Written once."""

    REF_PREFIX: ClassVar[str] = "A"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    channel = models.CharField(max_length=20, blank=True)
    daypart = models.CharField(max_length=10, blank=True)
    reached = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=0)
    text = SealedField(seal_name="contact_attempt.text", blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        scope = "case"
        fields = {
            "case": INT, "at": INT, "by": INT, "what": INT, "channel": INT,
            "daypart": INT, "reached": INT, "minutes": INT, "text": SPC("contact_log"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case: they are destroyed together."""
        return ("case", str(self.case_id))
