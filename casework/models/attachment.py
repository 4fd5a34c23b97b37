"""What was sent along, kept as it came and never opened? In pieces, because a sealed value holds a megabyte at most."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.base import Record
from casework.models.melding import Melding
from casework.models.postbak import PostbakItem
from privacy.classification import INT, REP
from privacy.sealed import SealedBytesField, SealedField


class Attachment(Record):
    """A file that came along with a melding, or the message itself that waits in the Postbak (number 0).

    `name` and `type` are what the sender says: nothing is looked into. It may tell who the melder is.
    """

    REF_PREFIX: ClassVar[str] = "E"

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, null=True, related_name="attachments")
    item = models.ForeignKey(PostbakItem, on_delete=models.PROTECT, null=True, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    name = SealedField(seal_name="attachment.name", blank=True)
    type = SealedField(seal_name="attachment.type", blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(melding__isnull=True) ^ Q(item__isnull=True),
                name="attachment_belongs_to_one_item",
            )
        ]

    class Privacy:
        scope = "postbak"
        fields = {
            "melding": INT, "item": INT, "number": INT, "size": INT,
            "name": REP("attachment"), "type": REP("attachment"),
        }  # fmt: skip

    def sealing_scope(self) -> tuple[str, str]:
        """Destroyed together with the melding, or with the item of the Postbak."""
        return ("melding", str(self.melding_id)) if self.melding_id else ("postbak", str(self.item_id))

    def subject_ref(self) -> str:
        """A look at a file is a look at what it came with."""
        return str(self.melding_id or self.item_id)


class AttachmentPiece(Record):
    """The next 256 kilobytes of a file."""

    REF_PREFIX: ClassVar[str] = "S"

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    content = SealedBytesField(seal_name="attachment_piece.content")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["attachment", "number"], name="once_in_an_attachment")]

    class Privacy:
        scope = "postbak"
        fields = {"attachment": INT, "number": INT, "content": REP("attachment")}

    def sealing_scope(self) -> tuple[str, str]:
        """Sealed with its file."""
        return self.attachment.sealing_scope()

    def subject_ref(self) -> str:
        """The item of its file."""
        return self.attachment.subject_ref()
