"""Why did somebody need to see what only opens with a reason? In their words, sealed; the access row names it."""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Record
from privacy.classification import INT, SPC
from privacy.sealed import SealedField


class StatedReason(Record):
    """One reason for looking at one item, written before anything is shown. Written once.

    The access rows of the look carry its reference as their relation: `reason:<ref>`.
    """

    REF_PREFIX: ClassVar[str] = "Y"

    item_kind = models.CharField(max_length=20)
    item_ref = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    text = SealedField(seal_name="stated_reason.text")

    class Privacy:
        scope = "stated_reason"
        fields = {"item_kind": INT, "item_ref": INT, "at": INT, "by": INT, "text": SPC("access_ledger")}
