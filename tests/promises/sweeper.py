"""A program that lets clocks ring until somebody kills it: `python -m tests.promises.sweeper MOMENT [PLACE NUMBER]`.

MOMENT: ISO, aware; what is due then rings. PLACE NUMBER: the process kills itself, without any warning, at its
NUMBER-th lot: `before` its commit, with everything written, or `after` it. Lots are small here. It prints one line per
lot.
"""

import os
import signal
import sys
from datetime import datetime
from typing import Any

import django

django.setup()

from casework import tasks, work  # noqa: E402  the apps must be loaded first
from casework.actions import clock  # noqa: E402

LOT = 3
"""So many clocks ring in one change: enough of these that a process can be killed in any of them."""


def die() -> None:
    """As when the machine loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str, place: str = "", number: str = "0") -> None:
    """Sweeps until nothing is due any more."""
    rung, ring, finish = 0, clock.ring, work.Work.finish

    def finished(self: work.Work) -> Any:
        events = finish(self)
        if place == "before" and rung + 1 == int(number):
            die()
        return events

    def rang(**given: Any) -> int:
        nonlocal rung
        answer = ring(**given)
        rung += 1
        if place == "after" and rung == int(number):
            die()
        print(rung, flush=True)
        return answer

    work.Work.finish = finished  # type: ignore[method-assign]  # this program exists to be killed inside
    clock.ring = rang
    tasks.BATCH = LOT
    while tasks.ring_due(datetime.fromisoformat(moment)):
        pass
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
