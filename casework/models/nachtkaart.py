"""What may who answers at night know of a case, until when, and who said that it is this person?"""

from typing import ClassVar

from django.db import models

from casework.models.account import Account
from casework.models.base import Record
from casework.models.case import Case
from privacy.classification import INT, SPC
from privacy.sealed import SealedJSONField


class Nachtkaart(Record):
    """One standing disclosure to whoever has the duty at night. Written once: another text is another card.

    ends_at: the end of its last local day. stopped_at: since when nobody reads it, because another one came in its
    place or because the care coordinator took it back. package: {name, calms, agreements} as they were when it was
    written.
    """

    REF_PREFIX: ClassVar[str] = "NK"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nachtkaarten")
    ground = models.CharField(max_length=5)
    consent = models.CharField(max_length=10)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    package_digest = models.CharField(max_length=64)
    package = SealedJSONField(seal_name="nachtkaart.package")

    class Meta:
        ordering = ["-written_at", "-id"]

    class Privacy:
        scope = "case"
        fields = {
            "case": INT, "ground": INT, "consent": INT, "written_at": INT, "written_by": INT, "ends_at": INT,
            "stopped_at": INT, "package_digest": INT, "package": SPC("nachtkaart"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with the case: they are destroyed together."""
        return ("case", str(self.case_id))


class ConfirmedMatch(Record):
    """Whoever has the duty says of a melding, a crisis or a contact: this is the person of that case. Written once.

    item_ref: of the melding, crisis or contact. how: person (name and birth date were asked) or address.
    """

    REF_PREFIX: ClassVar[str] = "NM"

    item_ref = models.CharField(max_length=16, db_index=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        kind = "confirmed_match"
        fields = {"item_ref": INT, "case": INT, "how": INT, "at": INT, "by": INT}

    @classmethod
    def kind(cls) -> str:
        return "confirmed_match"
