"""Which keyed tokens belong to a person? Random-looking bytes beside a matching reference, and nothing else.

Every person has the same number of rows in the same slots; a slot without facts holds random bytes. The
table has no foreign key: whoever reads it alone learns neither a name nor how much is known.
"""

from django.db import models

from privacy.classification import INT


class BlindToken(models.Model):
    class Privacy:
        database = "default"
        fields = {"purpose": INT, "version": INT, "token": INT, "match_ref": INT, "slot": INT}

    purpose = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    token = models.BinaryField(max_length=16)
    match_ref = models.CharField(max_length=64)
    slot = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "blind_token"
        constraints = [
            models.UniqueConstraint(fields=["match_ref", "slot", "version"], name="one_token_per_slot"),
        ]
        indexes = [models.Index(fields=["token"], name="token_lookup")]

    def __str__(self) -> str:
        return f"BlindToken {self.slot}"
