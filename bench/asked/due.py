"""How long does the sweep look for what is due, with as many stopped clocks as running ones? (P15)

For nothing due, and for the first twenty clocks with whatever rings at the same moment: "clocks due" says how many.
On PostgreSQL with the buffers that were touched.
"""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bench.asked.timing import Figures, in_rounds

ROUNDS = 100
DUE = 20
ROWS = 1_000


def ask() -> Figures:
    """Adds stopped clocks until there are as many as running ones, and looks."""
    from django.db import connection

    from casework.models import Clock
    from casework.tasks import BATCH, due_clocks

    _even_out()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    running = Clock.objects.filter(rings_at__isnull=False).order_by("rings_at", "pk")
    moments = list(running.values_list("rings_at", flat=True)[: DUE + 1])
    at, before = moments[:DUE][-1], moments[0] - timedelta(seconds=1)
    due = due_clocks(at).count()

    def look(moment: Any) -> Any:
        return due_clocks(moment).values_list("rings_at", "pk")[:BATCH]

    times = in_rounds(
        {"P15 nothing due": lambda: list(look(before)), "P15 some due": lambda: list(look(at))},
        rounds=ROUNDS,
    )
    found: Figures = {"clocks running": running.count(), "clocks due": due} | times
    if connection.vendor == "postgresql":
        found["P15 nothing due, buffers"] = _buffers(look(before))
        found["P15 some due, buffers"] = _buffers(look(at))
    return found


def _even_out() -> None:
    from casework.models import Clock

    some = Clock.objects.filter(rings_at__isnull=False).first()
    assert some is not None
    lacking = (
        Clock.objects.filter(rings_at__isnull=False).count() - Clock.objects.filter(rings_at=None).count()
    )
    stopped = [
        Clock(item_kind="case", item_id=uuid4(), leading=False, kind="review", team_id=some.team_id,
              started_at=some.started_at, due_at=some.due_at, rings_at=None)
        for _ in range(max(lacking, 0))
    ]  # fmt: skip
    Clock.objects.bulk_create(stopped, ROWS)


def _buffers(asked: Any) -> int:
    """Buffers that this statement touched, read or found."""
    told = json.loads(asked.explain(format="json", analyze=True, buffers=True))
    plan = told[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
