"""How fast do terms that ran out ring, how late, and each exactly once? Beside tasks that do nothing. (P16, P17)

BENCH_DUE terms ring through the product's own sweep, in 1, 2 and 4 workers and with one of two killed on the way, each
with its event, its notice and its hint; empty tasks go through Celery and Redis in the same run. Then as many run out
within one second, with BENCH_MELDINGEN terms open, while Celery's worker and beat run. On PostgreSQL with Redis.
"""

import os
import time
from collections import Counter
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from bench.made.region import on_servers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from bench.ringing.terms import Term
    from privacy.ledger.record import ChangeEvent

DUE = int(os.environ.get("BENCH_DUE", "1000"))
OPEN = int(os.environ.get("BENCH_MELDINGEN", "100000"))
ROUNDS = 3
RUNS = (("1 worker", 1, 0), ("2 workers", 2, 0), ("4 workers", 4, 0), ("2, one killed", 2, DUE // 2))
"""Name, how many workers, and at how many terms left one of them is killed."""
SWEEP = 2.0
"""Seconds from one sweep to the next."""
PATIENCE = 120.0


def measure() -> None:
    """Everything in one run, and so on one machine at one time."""
    import django

    django.setup()
    from bench.ringing import terms
    from privacy.context import now

    moment = now()
    rings = terms.climbing(DUE, at=moment)
    _draining(rings, moment)
    terms.many_more(OPEN, at=moment)
    _lateness(rings)


def _draining(rings: "list[Term]", moment: datetime) -> None:
    """P16: the same terms again and again, a day later each time."""
    from bench.ringing import empty, terms, workers

    took: dict[str, list[float]] = {name: [] for name, _, _ in RUNS}
    wrong: dict[str, Counter[str]] = {name: Counter() for name in took}
    least = []
    for _ in range(ROUNDS):
        least.append(empty.speed())
        for name, many, kill_at in RUNS:
            moment += terms.SPAN
            terms.run_out(rings, at=moment)
            took[name].append(workers.drain(many, moment, kill_at=kill_at))
            rang = Counter(_rung(at=moment).values_list("about_ref", flat=True))
            wrong[name]["twice"] += sum(times > 1 for times in rang.values())
            wrong[name]["never"] += len({ring.ref for ring in rings} - set(rang))
    print(f"{len(rings)} terms that ran out, rung by our own sweep, {ROUNDS} times:")
    speeds = {name: len(rings) / median(seconds) for name, seconds in took.items()}
    for name, speed in speeds.items():
        errors = f"rang twice {wrong[name]['twice']}, never {wrong[name]['never']}"
        print(f"  {name:<16}{speed:>7.0f} a second; {errors}   goal 0 and 0")
    print(f"  {'empty tasks':<16}{median(least):>7.0f} a second, by one Celery worker from Redis")
    _goal("P16 1 worker, x empty tasks", speeds["1 worker"] / median(least), ">= 3")
    _goal("P16 2 workers, x 1 worker", speeds["2 workers"] / speeds["1 worker"], ">= 1.5")


def _lateness(rings: "list[Term]") -> None:
    """P17: all within one second, as an installation rings them."""
    from bench.ringing import terms, workers
    from casework.models import Clock
    from privacy.context import now

    with workers.worker_and_beat():
        # One term first: the worker has begun when it has rung.
        start = now()
        terms.run_out(rings[:1], at=start)
        _wait(start, 1)
        begin = now() + timedelta(seconds=SWEEP)
        ends = terms.run_out(rings[1:], at=begin, within=timedelta(seconds=1))
        open_terms = Clock.objects.filter(rings_at__isnull=False).count()
        _wait(begin, len(ends))
    late: dict[str, list[float]] = {}
    for ref, rang_at in _rung(recorded_at__gte=begin).values_list("about_ref", "recorded_at"):
        late.setdefault(ref, []).append((rang_at - ends[ref]).total_seconds())
    first = sorted(min(times) for times in late.values())
    goal = SWEEP + 1
    print(f"\n{len(ends)} terms run out within one second, {open_terms:,} are open, two tasks run at a time:")
    print(f"  late p50 {median(first):.1f} s, p95 {first[int(0.95 * len(first))]:.1f} s")
    _goal("P17 the latest, seconds", first[-1], f"<= {goal:.0f}")
    _goal("P17 later than that", sum(one > goal for one in first), "0")
    _goal(
        "P17 rang twice, or never",
        sum(len(times) > 1 for times in late.values()) + len(ends) - len(late),
        "0",
    )


def _rung(**when: datetime) -> "QuerySet[ChangeEvent]":
    from privacy.ledger.record import ChangeEvent

    return ChangeEvent.objects.filter(action="clock.ring", **when)


def _wait(moment: datetime, many: int) -> None:
    end = time.monotonic() + PATIENCE
    while _rung(recorded_at__gte=moment).count() < many and time.monotonic() < end:
        time.sleep(0.1)


def _goal(name: str, found: float, goal: str) -> None:
    print(f"  {name:<40}{found:>8.2f}   goal {goal}", flush=True)


def run() -> None:
    """On a region of its own."""
    on_servers("bench.escalations")


if __name__ == "__main__":
    measure()
