"""Which term runs for which item, and when does it ring next?"""

from django.db import models
from django.db.models import Q

from casework.models.region import Team
from privacy.classification import INT
from privacy.ids import uuid7


class Clock(models.Model):
    """A running term. The leading clock of an item is re-armed in place: there is never a second one.

    `due_at` is the term itself; `rings_at` is when the sweep acts next (the term, then each rung of its ladder).
    Both UTC. A stopped clock has no `rings_at`. `acknowledged_at`: who decides has seen the ring before the next one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item_kind = models.CharField(max_length=20)
    item_id = models.UUIDField()
    leading = models.BooleanField(default=True)
    kind = models.CharField(max_length=40)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rings_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item_id"], condition=Q(leading=True), name="one_leading_clock_per_item"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=models.F("started_at")), name="a_term_ends_after_it_starts"
            ),
        ]
        indexes = [
            # With the id: many terms end at the same closing time, and the sweep goes on where its batch ended.
            models.Index(
                fields=["rings_at", "id"], condition=Q(rings_at__isnull=False), name="clocks_that_will_ring"
            ),
        ]

    class Privacy:
        fields = {
            "id": INT, "item_kind": INT, "item_id": INT, "leading": INT, "kind": INT, "team": INT,
            "started_at": INT, "due_at": INT, "rings_at": INT, "rung": INT,
            "acknowledged_at": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"clock {self.kind} of {self.item_kind}"
