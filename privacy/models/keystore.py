"""Which data key seals what is destroyed together? One wrapped row per scope and version, kept apart.

The key itself never stands here readable: `wrapped` opens only with a master key that no database holds.
Destroying overwrites `wrapped` and keeps the row, so that a scope cannot come back under a new key.
"""

from django.db import models

from privacy.classification import INT


class DataKey(models.Model):
    class Privacy:
        database = "keystore"
        fields = {
            "key_id": INT,
            "version": INT,
            "scope_kind": INT,
            "scope_ref": INT,
            "kek_name": INT,
            "kek_version": INT,
            "wrapped": INT,
            "status": INT,
            "created_at": INT,
            "destroyed_at": INT,
            "destroyed_by": INT,
        }

    class Status(models.TextChoices):
        ACTIVE = "active"
        DECRYPT_ONLY = "decrypt_only"
        BLOCKED = "blocked"
        DESTROYED = "destroyed"

    key_id = models.BigIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    scope_kind = models.CharField(max_length=32)
    scope_ref = models.CharField(max_length=64)
    kek_name = models.CharField(max_length=16)
    kek_version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.ACTIVE)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=128, blank=True)

    class Meta:
        db_table = "keystore_key"
        constraints = [
            models.UniqueConstraint(fields=["key_id", "version"], name="key_once"),
            models.UniqueConstraint(fields=["scope_kind", "scope_ref", "version"], name="key_per_scope"),
            models.UniqueConstraint(
                fields=["scope_kind", "scope_ref"],
                condition=models.Q(status="active"),
                name="one_active_key_per_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["active", "decrypt_only", "blocked", "destroyed"]),
                name="key_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"DataKey v{self.version} {self.status}"
