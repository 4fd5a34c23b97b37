"""How do the work list, a request, a change of state and the due look-up grow from 1,000 to 100,000 meldingen?

On SQLite, and on PostgreSQL when a server answers (TEST_DATABASE_URL, as for `make test`), in databases of its own.
BENCH_MELDINGEN sets the largest number, BENCH_ENGINES leaves an engine out. Making 100,000 meldingen takes a quarter of
an hour of computing on each. The last column is the exponent of the last tenfold: 0 does not grow, 1 grows along.
"""

import os
import time

from bench.made.region import on_each_engine

MELDINGEN = int(os.environ.get("BENCH_MELDINGEN", "100000"))
SIZES = (MELDINGEN // 100, MELDINGEN // 10, MELDINGEN)


def measure() -> None:
    """Fill in three steps of ten times as many, ask everything after each, and print the table."""
    import django

    django.setup()
    from bench.asked import changes, due, pages, requests
    from bench.asked.timing import Figures, exponent
    from casework.seeding import seed

    found: list[Figures] = []
    there = 0
    for size in SIZES:
        started = time.perf_counter()
        for _ in seed(size - there, start=there):
            pass
        took, there = time.perf_counter() - started, size
        print(f"  {size:,} meldingen, the last of them made in {took:.0f} s", flush=True)
        # What is due is counted before anything else makes clocks; every question leaves the others as they were.
        found.append(due.ask() | pages.ask() | requests.ask() | changes.ask())
    print(f"  {'':<40}" + "".join(f"{size:>12,}" for size in SIZES) + f"{'exponent':>10}")
    for name in found[0]:
        values = [figures[name] for figures in found]
        whole = all(value == int(value) for value in values)
        row = "".join(f"{value:>12,.0f}" if whole else f"{value:>12.2f}" for value in values)
        print(f"  {name:<40}{row}{exponent(values[-2], values[-1]):>10.2f}")
    deep = [figures["P3 last page"] / figures["P3 first page"] for figures in found]
    print(f"  {'P3 last page, x the first':<40}" + "".join(f"{ratio:>12.2f}" for ratio in deep))


def run() -> None:
    """Each engine in processes and a data folder of its own."""
    on_each_engine("bench.growth")


if __name__ == "__main__":
    measure()
