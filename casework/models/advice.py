"""What was answered without a person in it? Codes and minutes, so that there is nothing to seal and nothing to leak."""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Record
from casework.models.region import Team
from privacy.classification import INT


class Advice(Record):
    """A question answered in the call. Its reference is the adviesnummer; counted apart from meldingen.

    topics: codes of workflows.advice.TOPICS. gemeente: four digits, or empty. No free text, ever.
    """

    REF_PREFIX: ClassVar[str] = "A"

    topics = models.JSONField()
    asker = models.CharField(max_length=20)
    gemeente = models.CharField(max_length=4, blank=True)
    minutes = models.PositiveSmallIntegerField()
    door = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "advices"
        indexes = [models.Index(fields=["team", "created_at"], name="advices_of_a_day")]

    class Privacy:
        fields = {
            "topics": INT, "asker": INT, "gemeente": INT, "minutes": INT, "door": INT, "team": INT,
            "given_by": INT,
        }  # fmt: skip
