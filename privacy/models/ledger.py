"""What happened, who looked, and how is that proven? Events are written once and never changed.

Change events stand beside the records, in the transaction of the change; access events in the ledger
database, committed before anything is shown. Leaves and checkpoints are written by the sealer alone. No
event holds a value: names of fields, hashes of ciphertexts and references only.
"""

import secrets

from django.db import models

from privacy.classification import INT
from privacy.ids import uuid7


def event_salt() -> bytes:
    """16 random bytes, so that the hash of an event cannot be guessed from its likely content."""
    return secrets.token_bytes(16)


ACTOR = {
    "event_id": INT,
    "at": INT,
    "recorded_at": INT,
    "actor": INT,
    "role": INT,
    "unit": INT,
    "purpose": INT,
    "relation": INT,
    "request_id": INT,
    "action": INT,
    "salt": INT,
}


class Event(models.Model):
    """What both families share: who, as what, for what, when by the clock of the work and by real time."""

    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    role = models.CharField(max_length=32)
    unit = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=64)
    relation = models.CharField(max_length=64, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=64)
    salt = models.BinaryField(default=event_salt)

    class Meta:
        abstract = True


class AccessEvent(Event):
    class Privacy:
        database = "ledger"
        fields = {**ACTOR, "outcome": INT, "subjects": INT, "fields": INT, "about": INT}

    event_id = models.UUIDField(primary_key=True, default=uuid7)
    outcome = models.CharField(max_length=16)
    subjects = models.JSONField()
    fields = models.JSONField()
    about = models.CharField(max_length=128, blank=True)

    class Meta:
        db_table = "ledger_access"

    def __str__(self) -> str:
        return f"AccessEvent {self.event_id}"


class ChangeEvent(Event):
    class Privacy:
        database = "default"
        fields = {
            **ACTOR,
            "about_kind": INT,
            "about_ref": INT,
            "version": INT,
            "fields": INT,
            "from_state": INT,
            "to_state": INT,
            "reason_code": INT,
        }

    event_id = models.UUIDField(unique=True, default=uuid7)
    about_kind = models.CharField(max_length=32)
    about_ref = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    fields = models.JSONField()
    from_state = models.CharField(max_length=32, blank=True)
    to_state = models.CharField(max_length=32, blank=True)
    reason_code = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "ledger_change"
        indexes = [models.Index(fields=["about_kind", "about_ref", "id"], name="change_of_record")]

    def __str__(self) -> str:
        return f"ChangeEvent {self.event_id}"


class LedgerLeaf(models.Model):
    """One sealed event: its place in the tree and its hash. `source` is "access" or "change"."""

    class Privacy:
        database = "ledger"
        fields = {"source": INT, "event_id": INT, "leaf_hash": INT}

    position = models.PositiveBigIntegerField(primary_key=True)
    source = models.CharField(max_length=8)
    event_id = models.UUIDField(unique=True)
    leaf_hash = models.BinaryField()

    class Meta:
        db_table = "ledger_leaf"

    def __str__(self) -> str:
        return f"LedgerLeaf {self.position}"


class Checkpoint(models.Model):
    """A signed head of the tree: everything up to `size` leaves, as it was at `sealed_at` (real time)."""

    class Privacy:
        database = "ledger"
        fields = {"sealed_at": INT, "frontier": INT, "body": INT, "key_name": INT, "signature": INT}

    size = models.PositiveBigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    frontier = models.BinaryField()
    body = models.TextField()
    key_name = models.CharField(max_length=64)
    signature = models.BinaryField()

    class Meta:
        db_table = "ledger_checkpoint"

    def __str__(self) -> str:
        return f"Checkpoint {self.size}"
