"""With what can somebody who stays unknown ask how far it is? A look-up part and the hash of a secret."""

from typing import ClassVar

from django.db import models

from casework.models.base import Record
from casework.models.melding import Melding
from privacy import receipts
from privacy.classification import INT
from privacy.receipts import Code


class Receipt(Record):
    """The receipt of one melding. The code itself was on one page and stands nowhere.

    Two receipts may share a look-up part: the secret decides.
    """

    REF_PREFIX: ClassVar[str] = "B"

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="receipt")
    look_up = models.CharField(max_length=receipts.GROUP, db_index=True)
    secret_hash = models.CharField(max_length=128)

    class Privacy:
        fields = {"melding": INT, "look_up": INT, "secret_hash": INT}

    @classmethod
    def of(cls, melding: Melding, code: Code) -> "Receipt":
        """The receipt to store for this code."""
        return cls(melding=melding, look_up=code.look_up, secret_hash=receipts.hashed(code))
