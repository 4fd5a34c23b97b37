"""How does everything that is due get sent? Row by row; what goes wrong with one stays with that one.

A row is marked after it was sent. Killed in between, it is sent again when its lease has ended: the same
Message-ID shows that it is one message.
"""

import logging
import time
from datetime import datetime

from notifications import outbox
from notifications.errors import UnknownTransport
from notifications.models import Outbox
from notifications.transports import TRANSPORTS

log = logging.getLogger(__name__)

# The task that calls this is stopped after 50 seconds; it ends well before, between two rows.
LONGEST_RUN = 30.0


def deliver_due(now: datetime, limit: int = 100) -> int:
    """Send what is due at `now` (aware), at most `limit` rows or half a minute. Gives how many were sent."""
    sent = 0
    end = time.monotonic() + LONGEST_RUN
    for _ in range(limit):
        row = outbox.claim(now) if time.monotonic() < end else None
        if row is None:
            break
        sent += _deliver(row, now)
    return sent


def _deliver(row: Outbox, now: datetime) -> bool:
    # A row that took its process down every time is not tried once more.
    if row.attempts > outbox.MOST_ATTEMPTS:
        outbox.failed(row, at=now)
        return False
    try:
        _send(row)
    except Exception as problem:  # noqa: BLE001 - whatever a mail server raises, the next row must go out
        # Only the kind of problem: a mail server quotes addresses.
        log.warning("outbox row %s, attempt %s: %s", row.id, row.attempts, type(problem).__name__)
        outbox.failed(row, at=now)
        return False
    outbox.delivered(row, at=now)
    return True


def _send(row: Outbox) -> None:
    transport = TRANSPORTS.get(row.transport)
    if transport is None:
        raise UnknownTransport(row.transport)
    transport(row)
