"""Which terms run out together? Made-up items whose clocks climb a ladder when they ring, again and again."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from casework.actions.clock import ANSWERS, NOUNS
from casework.directory.current import pack
from casework.models import Clock
from casework.seeding import seed

ROWS = 1_000
STEP = 200
FAR = timedelta(days=3_650)
SPAN = timedelta(days=1)


class Term(NamedTuple):
    """A clock by its id, and the reference of the item it belongs to."""

    clock: Any
    ref: str


def climbing(count: int, *, at: datetime) -> list[Term]:
    """So many terms of made-up meldingen and cases that tell somebody when they ring. All others ring in ten years."""
    found: list[Term] = []
    made = 0
    while len(found) < count:
        for _ in seed(STEP, start=made):
            pass
        made += STEP
        found = [term for noun in ("melding", "case") for term in _of(noun, at)]
    Clock.objects.filter(rings_at__isnull=False).update(rings_at=at + FAR)
    return found[:count]


def _of(noun: str, at: datetime) -> list[Term]:
    records = NOUNS[noun].objects.filter(clock__rings_at__isnull=False).select_related("clock")
    return [Term(one.clock_id, one.ref) for one in records.exclude(state="handing_over") if _climbs(one, at)]


def _climbs(record: Any, at: datetime) -> bool:
    kind, policy = record.clock.kind, {"urgency": record.clock_urgency(), "origin": record.clock_origin()}
    acts = (record.kind(), record.state, kind) in ANSWERS
    return not acts and pack().then(kind, **policy, at=at) is None


def run_out(terms: list[Term], *, at: datetime, within: timedelta = timedelta()) -> dict[str, datetime]:
    """Let these terms run out, evenly spread from `at` (aware) on. When each does, by the reference of its item."""
    clocks = Clock.objects.in_bulk([term.clock for term in terms])
    ends = {}
    for number, term in enumerate(terms):
        clock = clocks[term.clock]
        clock.due_at = clock.rings_at = ends[term.ref] = at + within * number / len(terms)
        clock.started_at, clock.rung = at - SPAN, 0
    Clock.objects.bulk_update(list(clocks.values()), ["due_at", "rings_at", "started_at", "rung"], ROWS)
    return ends


def many_more(count: int, *, at: datetime) -> None:
    """So many terms beside them, none of which runs out within ten years."""
    some = Clock.objects.filter(rings_at__isnull=False)[0]
    for start in range(0, count, ROWS):
        Clock.objects.bulk_create(
            Clock(item_kind="case", item_id=uuid4(), leading=False, kind=some.kind, team_id=some.team_id,
                  started_at=at, due_at=at + FAR, rings_at=at + FAR)
            for _ in range(min(ROWS, count - start))
        )  # fmt: skip
