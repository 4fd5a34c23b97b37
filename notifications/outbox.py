"""Which message goes out next, and what became of it? Claims by lease, so that two workers never share a row.

PostgreSQL skips rows another worker holds; SQLite has one writer at a time. The claim itself is a
compare-and-set on both. Leases are real time; everything else follows the moment that the caller gives.
"""

import logging
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.db.models import F, Q, QuerySet

from notifications.models import Outbox
from privacy.context import wall_clock

log = logging.getLogger(__name__)

# Longer than a slow mail server takes: what is being sent is not sent by somebody else as well. Shorter than a minute:
# what a killed worker had in hand goes out within that minute.
LEASE = timedelta(seconds=50)
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)


def undelivered() -> QuerySet[Outbox]:
    """The messages that still have to go out (the partial index holds exactly these)."""
    return Outbox.objects.filter(delivered_at__isnull=True, dead_at__isnull=True)


def claim(now: datetime) -> Outbox | None:
    """The message that waits longest, leased to the caller; None when nothing is due at `now` (aware)."""
    moment = wall_clock()
    free = undelivered().filter(Q(lease_until__isnull=True) | Q(lease_until__lte=moment), not_before__lte=now)
    queue = free.order_by("not_before", "id")
    skips = connections[queue.db].features.has_select_for_update_skip_locked
    while True:
        with transaction.atomic(using=queue.db) if skips else nullcontext():
            row = (queue.select_for_update(skip_locked=True) if skips else queue).first()
            if row is None:
                return None
            until = moment + LEASE
            if free.filter(pk=row.pk).update(lease_until=until, attempts=F("attempts") + 1):
                row.lease_until, row.attempts = until, row.attempts + 1
                return row


def delivered(row: Outbox, *, at: datetime) -> None:
    """It has been sent: nobody sends it again."""
    undelivered().filter(pk=row.pk).update(delivered_at=at, lease_until=None)


def failed(row: Outbox, *, at: datetime) -> None:
    """It could not be sent: later once more, each pause twice as long; after the last attempt never again."""
    mine = undelivered().filter(pk=row.pk, lease_until=row.lease_until)
    if row.attempts < MOST_ATTEMPTS:
        pause = min(FIRST_PAUSE * 2 ** (row.attempts - 1), LONGEST_PAUSE)
        mine.update(not_before=at + pause, lease_until=None)
    elif mine.update(dead_at=at, lease_until=None):
        log.error("outbox row %s is dead after %s attempts", row.id, row.attempts)
