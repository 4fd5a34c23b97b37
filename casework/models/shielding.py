"""Who closed a case to all but a few, for which reason, and who opened it again?"""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Record
from casework.models.case import Case
from privacy.classification import INT, SPC
from privacy.sealed import SealedField


class Shielding(Record):
    """One decision about the shield of a case: put_up or lifted. Written once.

    Who may know of the case stands in `shielded_for` of the case and of what belongs to it.
    """

    REF_PREFIX: ClassVar[str] = "F"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shieldings")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10)
    reason = SealedField(seal_name="shielding.reason", blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        scope = "case"
        fields = {"case": INT, "at": INT, "by": INT, "what": INT, "reason": SPC("shield")}

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case: they are destroyed together."""
        return ("case", str(self.case_id))
