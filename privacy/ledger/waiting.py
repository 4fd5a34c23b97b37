"""Is the ledger being sealed? How long the oldest event after the newest sealed one has been waiting.

An event that was committed late, below the newest sealed one, is not seen here; the sealer finds it by itself.
"""

from datetime import datetime, timedelta
from uuid import UUID

from privacy.ids import uuid7_time
from privacy.ledger.leaves import TABLES
from privacy.models.ledger import LedgerLeaf


def oldest_unsealed(at: datetime) -> timedelta | None:
    """The age at `at` (aware, real time) of the oldest event that waits for its leaf; None when none does."""
    newest = LedgerLeaf.objects.order_by("-event_id").values_list("event_id", flat=True).first()
    waiting: list[UUID] = []
    for table in TABLES.values():
        later = table._default_manager.filter(event_id__gt=newest) if newest else table._default_manager.all()
        waiting += list(later.order_by("event_id").values_list("event_id", flat=True)[:1])
    return at - uuid7_time(min(waiting)) if waiting else None
