"""How long does it take to find earlier reports about a person among 200,000, and how does that grow per tenfold?

On SQLite in a folder of its own, or on the database of BENCH_DATABASE_URL (emptied of nothing: the table is made in a
transaction that is rolled back). BENCH_PERSONS sets the largest number.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PERSONS = int(os.environ.get("BENCH_PERSONS", "200000"))
SEARCHES = 40
STEP = 1_000


def measure(persons: int) -> None:
    """Fill in three steps of ten times as many; print what a search costs after each."""
    import django

    django.setup()
    from django.db import connection

    from bench.made.changes import LEARNING
    from bench.made.people import Town, groups
    from bench.made.plain import facts_of
    from privacy.matching import find
    from privacy.models import BlindToken
    from privacy.scratch import scratch_tokens
    from privacy.tokens import probes, token_rows

    town = Town(groups("learning"), seed=21)
    changes = [steps for name, steps in LEARNING.items() if name not in ("none", "prefix")]
    sample, stored, before = [], 0, 0.0
    with scratch_tokens():
        # The table was made here, or is the installation's own; either way it has its index from now on.
        with connection.cursor() as cursor:
            cursor.execute("CREATE INDEX IF NOT EXISTS bench_lookup ON blind_token (token)")
        print("  persons  tokens asked  making them  in all, median      p95  ratio  found")
        for goal in (persons // 100, persons // 10, persons):
            while stored < goal:
                people = [town.person().record for _ in range(min(STEP, goal - stored))]
                rows = [
                    row for n, one in enumerate(people, stored) for row in token_rows(f"P{n}", facts_of(one))
                ]
                BlindToken.objects.bulk_create(rows, 500)
                sample += [(f"P{stored}", people[0])]
                stored += len(people)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE blind_token")
            times, making, asked, hit = [], [], [], 0
            for number in range(SEARCHES):
                ref, record = sample[number * len(sample) // SEARCHES]
                for step in changes[number % len(changes)]:
                    record = step(record, town)
                facts = facts_of(record)
                started = time.perf_counter()
                asked.append(len(probes(facts)))
                making.append(time.perf_counter() - started)
                started = time.perf_counter()
                found = find(facts)
                times.append(time.perf_counter() - started)
                hit += any(match.match_ref == ref and match.likely for match in found)
            now = median(times)
            print(
                f"{goal:>9,} {median(asked):>13,.0f} {median(making) * 1000:>9.1f} ms {now * 1000:>12.1f} ms "
                f"{sorted(times)[int(0.95 * SEARCHES)] * 1000:>5.0f} ms {now / before if before else 1:>6.2f}  "
                f"{hit} of {SEARCHES}",
                flush=True,
            )
            before = now


def run() -> None:
    """In a process and a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="sluitend-bench-") as data:
        environment = {**os.environ, "SLUITEND_DATA": data, "DJANGO_SETTINGS_MODULE": "config.settings"}
        if "BENCH_DATABASE_URL" in os.environ:
            environment["DATABASE_URL"] = os.environ["BENCH_DATABASE_URL"]
        subprocess.run([sys.executable, "-m", "bench.lookup"], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    measure(PERSONS)
