"""How are variants timed beside each other? In turn, in rounds, so that whatever disturbs one disturbs all."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import log10
from statistics import median
from typing import Any

from django.db import connections
from django.test.utils import CaptureQueriesContext

Figures = dict[str, float]
"""What was measured, by name: milliseconds, unless the name says otherwise."""


def in_rounds(variants: dict[str, Callable[[], Any]], *, rounds: int) -> Figures:
    """The median of every variant in milliseconds; the first round warms up and does not count."""
    times: dict[str, list[float]] = {name: [] for name in variants}
    for number in range(rounds + 1):
        for name, act in variants.items():
            started = time.perf_counter()
            act()
            if number:
                times[name].append((time.perf_counter() - started) * 1_000)
    return {name: median(taken) for name, taken in times.items()}


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement over all databases in the block, beginnings and ends of transactions included."""
    seen: list[str] = []
    with ExitStack() as stack:
        captures = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        yield seen
        for capture in captures:
            seen += [query["sql"] for query in capture.captured_queries]


def asking(seen: list[str]) -> int:
    """How many of these statements ask or write something: without those that begin or end a transaction."""
    return sum(1 for sql in seen if not sql.startswith(BOUNDS))


BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def exponent(small: float, large: float, *, times: float = 10) -> float:
    """How it grows: 0 not at all, 1 along with the size. `times`: how many times as large the size became."""
    return log10(large / small) / log10(times) if small > 0 and large > 0 else 0.0
