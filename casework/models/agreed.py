"""What did the client say, and what was scored? Facts with their words; a newer one counts, the older stays."""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Record
from casework.models.case import Case
from privacy.classification import INT, SPC
from privacy.sealed import SealedField


class Stance(Record):
    """What the client said about one subject. Written once.

    about: help or neighbours; sharing is Consent. doubt: for help, does the colleague doubt that
    the client can oversee this? agreed_with: for neighbours, who agreed.
    """

    REF_PREFIX: ClassVar[str] = "W"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stances")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20)
    answer = models.CharField(max_length=5)
    doubt = models.CharField(max_length=5, blank=True)
    agreed_with = models.CharField(max_length=20, blank=True)
    words = SealedField(seal_name="stance.words")

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        scope = "case"
        fields = {
            "case": INT, "at": INT, "by": INT, "about": INT, "answer": INT, "doubt": INT,
            "agreed_with": INT, "words": SPC("contact_log"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case: they are destroyed together."""
        return ("case", str(self.case_id))


class Score(Record):
    """How one domain of life goes, from 1 (acute) to 5 (fully able), and why that has to be known. Written once."""

    REF_PREFIX: ClassVar[str] = "Z"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scores")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=20)
    value = SealedField(seal_name="score.value")
    necessity = SealedField(seal_name="score.necessity")

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        scope = "case"
        fields = {
            "case": INT, "at": INT, "by": INT, "domain": INT, "value": SPC("plan"), "necessity": SPC("plan"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case: they are destroyed together."""
        return ("case", str(self.case_id))
