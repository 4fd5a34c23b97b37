"""How far is a rotation of keys? One row per rotation, so that a killed one goes on where it was.

The row only saves work: what still has to be done is asked of the keys, records and tokens themselves.
"""

from django.db import models

from privacy.classification import INT


class KeyRotation(models.Model):
    class Privacy:
        database = "keystore"
        fields = {
            "kind": INT,
            "stage": INT,
            "target": INT,
            "cursor": INT,
            "started_at": INT,
            "finished_at": INT,
        }

    kind = models.CharField(max_length=8)
    stage = models.CharField(max_length=16)
    target = models.JSONField(default=dict)
    cursor = models.CharField(max_length=128, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "keystore_rotation"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(finished_at__isnull=True),
                name="one_unfinished_rotation_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"KeyRotation {self.kind} {self.stage}"
