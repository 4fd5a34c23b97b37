"""How far is the demonstration's clock from real time? One row, consulted only when settings.DEMO is on."""

from django.db import models

from privacy.classification import INT


class DemoClock(models.Model):
    class Privacy:
        database = "default"
        fields = {"offset_seconds": INT}

    offset_seconds = models.BigIntegerField(default=0)

    class Meta:
        db_table = "demo_clock"

    def __str__(self) -> str:
        return f"DemoClock {self.offset_seconds}s"
