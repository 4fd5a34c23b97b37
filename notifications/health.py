"""Does the mail go out? For /health: how long the oldest message waits, and how many were given up."""

from datetime import datetime, timedelta

from notifications.models import Outbox
from notifications.outbox import undelivered


def oldest_undelivered(now: datetime) -> timedelta | None:
    """How long the oldest unsent message has been waiting at `now` (aware); None when nothing waits."""
    waiting = undelivered().filter(created_at__lte=now).order_by("created_at")
    oldest = waiting.values_list("created_at", flat=True).first()
    return None if oldest is None else now - oldest


def given_up(since: datetime) -> int:
    """How many messages were given up at or after `since` (aware)."""
    return Outbox.objects.filter(dead_at__gte=since).count()
