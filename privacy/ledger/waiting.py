"""Is the ledger being sealed? How long the oldest event after the newest sealed one has been waiting.

An event kept by the hour waits for the end of that hour and is not counted before. One that was committed late,
below the newest sealed one, is not seen here; the sealer finds it by itself.
"""

from datetime import datetime, timedelta
from uuid import UUID

from privacy.ids import uuid7_floor, uuid7_time
from privacy.ledger.leaves import TABLES
from privacy.models.ledger import LedgerLeaf


def oldest_unsealed(at: datetime) -> timedelta | None:
    """The age at `at` (aware, real time) of the oldest event that waits for its leaf; None when none does."""
    newest = LedgerLeaf.objects.order_by("-event_id").values_list("event_id", flat=True).first()
    waiting: list[UUID] = []
    for table in TABLES.values():
        later = table._default_manager.filter(event_id__lte=uuid7_floor(at))
        if newest:
            later = later.filter(event_id__gt=newest)
        waiting += list(later.order_by("event_id").values_list("event_id", flat=True)[:1])
    return at - uuid7_time(min(waiting)) if waiting else None
