"""Which files are about one person, who said so, and why? And what was asked about somebody reported again and again?

Files are never merged: a tie stands between two persons and can be ended, and then each file is as it was.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.account import Account
from casework.models.base import Owned, Record, desk_index, owned_constraints
from casework.models.melding import Melding
from casework.models.person import Person
from privacy.classification import INT, SPC
from privacy.sealed import SealedField
from workflows.pattern import PatternLifecycle
from workflows.pattern import State as PatternState


class SamePerson(Record):
    """A human says that two persons are one. `melding`: the report that showed it. Ended, it stays readable."""

    REF_PREFIX: ClassVar[str] = "S"

    earlier = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_later")
    later = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_earlier")
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="ties")
    said_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    why = SealedField(seal_name="same_person.why", blank=True)
    ended_why = SealedField(seal_name="same_person.ended_why", blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"], condition=Q(ended_at__isnull=True), name="tied_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(earlier=models.F("later")), name="a_tie_has_two_ends"),
        ]

    class Privacy:
        scope = "person"
        fields = {
            "earlier": INT, "later": INT, "melding": INT, "said_by": INT, "ended_at": INT, "ended_by": INT,
            "why": SPC("concern"), "ended_why": SPC("concern"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the person of the later report, whom the words are about."""
        return ("person", str(self.later_id))


class Pattern(PatternLifecycle, Owned):
    """One question to a team lead: what do these reports together ask? `person`: of the report that showed it.

    signs: codes such as "door:crisis" of the reports it is about. silent_until: a new question before that moment
    needs a new sign.
    """

    REF_PREFIX: ClassVar[str] = "N"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="patterns")
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="patterns")
    cause = models.CharField(max_length=20)
    signs = models.JSONField(default=list)
    urgency = models.CharField(max_length=2, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    answer_given = models.CharField(max_length=10, blank=True)
    silent_until = models.DateTimeField(null=True)
    reason = SealedField(seal_name="pattern.reason", blank=True)

    class Meta:
        constraints = owned_constraints("pattern", PatternState)
        indexes = [
            models.Index(fields=["owner_team", "state"], name="pattern_worklist"),
            desk_index("pattern"),
        ]

    class Privacy:
        scope = "person"
        fields = {
            "person": INT, "melding": INT, "cause": INT, "signs": INT, "urgency": INT, "gemeente": INT,
            "answer_given": INT, "silent_until": INT, "reason": SPC("triage"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the person it is about."""
        return ("person", str(self.person_id))

    def is_silent(self, at: datetime) -> bool:
        """Was this answered less than ninety days ago? at: aware."""
        return self.silent_until is not None and at < self.silent_until
