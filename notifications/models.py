"""Who must still be told what? Rows written in the transaction of the change; references only, no content."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from notifications.event import Level
from notifications.events import EVENTS
from privacy.classification import INT, PER
from privacy.ids import uuid7

LEVELS = [(level.value, level.value) for level in Level]


class Notice(models.Model):
    """One message in somebody's list: for a person, for a team, for one role in a team or in the region.

    `created_at` is the moment of the change and `due_at` the deadline it names, if any (both UTC). `called_at`: when a
    loud one began to ask people, or joined the page that runs.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to_person = models.UUIDField(null=True)
    to_team = models.CharField(max_length=60, blank=True)
    to_role = models.CharField(max_length=10, blank=True)
    event = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=20)
    about_ref = models.CharField(max_length=40)
    level = models.CharField(max_length=6, choices=LEVELS)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    dedupe_key = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["to_person", "-created_at"],
                condition=Q(read_at__isnull=True),
                name="unread_of_a_person",
            ),
            models.Index(
                fields=["to_team", "-created_at"],
                condition=Q(read_at__isnull=True, to_person__isnull=True),
                name="unread_of_a_team",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(level=Level.PAGE, called_at__isnull=True),
                name="loud_and_not_called_yet",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=[v for v, _ in LEVELS]), name="a_notice_has_a_level"
            ),
            models.CheckConstraint(
                condition=Q(to_person__isnull=False) | ~Q(to_team="") | ~Q(to_role=""),
                name="a_notice_has_a_receiver",
            ),
        ]

    class Privacy:
        fields = {
            "id": INT, "to_person": INT, "to_team": INT, "to_role": INT, "event": INT, "about_kind": INT,
            "about_ref": INT, "level": INT, "created_at": INT, "due_at": INT, "read_at": INT,
            "called_at": INT, "dedupe_key": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"notice {self.event} about {self.about_ref}"

    @property
    def sentence(self) -> str:
        """What the reader sees, in the reader's language."""
        return EVENTS[self.event].sentence(self.about_ref)


class Outbox(models.Model):
    """One message that leaves the house. `key` makes it unique; a mail server can tell a repeat by `id`.

    `lease_until` is real time; `not_before`, `delivered_at` and `dead_at` follow the one clock (all UTC).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=80, unique=True)
    transport = models.CharField(max_length=20)
    recipient = models.CharField(max_length=254)
    event = models.CharField(max_length=60)
    about_ref = models.CharField(max_length=40)
    due_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "outbox"
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(delivered_at__isnull=True, dead_at__isnull=True),
                name="mail_still_to_send",
            ),
        ]

    class Privacy:
        fields = {
            "id": INT, "key": INT, "transport": INT, "recipient": PER("staff"), "event": INT,
            "about_ref": INT, "due_at": INT, "not_before": INT, "attempts": INT, "lease_until": INT,
            "delivered_at": INT, "dead_at": INT, "created_at": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"outbox {self.event} about {self.about_ref}"


class Page(models.Model):
    """One call for somebody to come: it asks one named person after another, until one says that it was seen.

    An item has at most one that runs. `receivers`: [person id, team id, role] per notice that called, in order.
    `asks`: [person id, ISO moment] per person asked; `turn` is where the present round of them begins. `person`: who
    is asked now. `next_at`: when the next one is asked, null when it is over. All moments are UTC.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=20)
    about_ref = models.CharField(max_length=40)
    due_at = models.DateTimeField(null=True)
    receivers = models.JSONField(default=list)
    asks = models.JSONField(default=list)
    turn = models.PositiveIntegerField(default=0)
    person = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="pages_that_run"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about_ref"], condition=Q(next_at__isnull=False), name="an_item_has_one_running_page"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False, next_at__isnull=True),
                name="a_page_is_acknowledged_by_somebody",
            ),
        ]

    class Privacy:
        fields = {
            "id": INT, "event": INT, "about_kind": INT, "about_ref": INT, "due_at": INT, "receivers": INT,
            "asks": INT, "turn": INT, "person": INT, "created_at": INT, "next_at": INT, "acknowledged_at": INT,
            "acknowledged_by": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"page {self.event} about {self.about_ref}"

    @property
    def sentence(self) -> str:
        """What whoever is asked sees, in their language."""
        return EVENTS[self.event].sentence(self.about_ref)

    @property
    def asked_at(self) -> datetime:
        """When the last person was asked (aware UTC); when nobody was yet, when it began."""
        return datetime.fromisoformat(self.asks[-1][1]) if self.asks else self.created_at

    def asked(self, person: UUID) -> bool:
        """Was this person asked, in this round or an earlier one?"""
        return any(one == str(person) for one, _ in self.asks)
