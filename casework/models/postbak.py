"""Which message could not become a melding by itself, and when did we last hear from a mailbox?"""

from typing import ClassVar

from django.db import models

from casework.models.base import Owned, desk_index, owned_constraints
from casework.models.melding import Melding
from privacy.classification import INT
from privacy.ids import uuid7
from workflows.postbak import PostbakLifecycle
from workflows.postbak import State as PostbakState


class PostbakItem(PostbakLifecycle, Owned):
    """A message that waits for a human. What came in is kept sealed, see models.Attachment.

    `why`: one of workflows.postbak.WHY. `source_digest`: of what came in, so that the same message twice is one row.
    `size`: bytes as they came in; `whole`: all of them are kept.
    """

    REF_PREFIX: ClassVar[str] = "B"

    why = models.CharField(max_length=20)
    source_digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    whole = models.BooleanField(default=True)
    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, null=True, related_name="postbak")

    class Meta:
        constraints = owned_constraints("postbak", PostbakState)
        indexes = [
            models.Index(fields=["owner_team", "state"], name="postbak_worklist"),
            desk_index("postbak"),
        ]

    class Privacy:
        kind = "postbak"
        fields = {"reason": INT, "why": INT, "source_digest": INT, "size": INT, "whole": INT, "melding": INT}

    @classmethod
    def kind(cls) -> str:
        return "postbak"

    def clock_urgency(self) -> str:
        """Unread, it may be anything: it waits no longer than a melding that nobody has looked at."""
        return "U3"


class MailboxWatch(models.Model):
    """How a mailbox is doing. `name`: without user or password. `stumbled`: message -> times it came in half."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200, unique=True)
    heard_at = models.DateTimeField()
    silent_since = models.DateTimeField(null=True)
    told = models.BooleanField(default=False)
    stumbled = models.JSONField(default=dict)

    class Privacy:
        fields = {"id": INT, "name": INT, "heard_at": INT, "silent_since": INT, "told": INT, "stumbled": INT}

    def __str__(self) -> str:
        return f"mailbox {self.name}"
