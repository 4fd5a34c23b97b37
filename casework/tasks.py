"""What must happen when nobody clicks? The sweep lets every due clock ring, once each; a message only wakes it up."""

import logging
from dataclasses import replace
from datetime import datetime

from celery import shared_task
from django.db import Error as DatabaseError

from casework.actions import clock
from casework.edge import system
from casework.errors import CaseworkError
from casework.models import Clock
from privacy.context import now
from privacy.errors import PrivacyError
from workflows.refusals import Refusal

log = logging.getLogger("casework.sweep")
BATCH = 100


@shared_task(name="casework.tasks.sweep_clocks")
def sweep_clocks() -> int:
    """Ring what is due now. Returns how many rang."""
    return ring_due(now())


def ring_due(at: datetime) -> int:
    """Ring every clock that is due at `at` (aware), earliest first, each at `at` in a transaction of its own."""
    due = list(
        Clock.objects.filter(rings_at__lte=at).order_by("rings_at").values_list("pk", flat=True)[:BATCH]
    )
    rang = 0
    for clock_id in due:
        try:
            rang += clock.ring(clock_id=str(clock_id), by=replace(system(), at=at))
        except (CaseworkError, Refusal, PrivacyError, DatabaseError):
            # One clock that cannot ring must not silence the others; it stays due and is tried again.
            log.exception("a clock could not ring and will be tried again")
    return rang
