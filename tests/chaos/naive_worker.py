"""A worker without an outbox, to show that losses would be found: it sends its mails by itself, after the commit.

`python -m tests.chaos.naive_worker`: lets clocks ring like the real one, one at a time, keeps the mails in memory and
not in rows, and loses its power with the tenth ring committed and its mails still unsent. The next start has nothing
to go by.
"""

import os
import signal
import time
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import django

django.setup()

from casework import tasks, work  # noqa: E402  the apps must be loaded first
from casework.actions import clock  # noqa: E402
from notifications.models import Notice, Outbox  # noqa: E402
from notifications.notices import outbox_rows  # noqa: E402
from notifications.transports import email  # noqa: E402
from privacy.context import now  # noqa: E402

DIES_AT = 10


def main() -> None:
    """Rings until the power fails."""
    in_memory: list[Outbox] = []
    rung, ring = 0, clock.ring

    def keep(notices: Iterable[Notice], addresses: Mapping[UUID | str, str]) -> None:
        Notice.objects.bulk_create(list(notices), ignore_conflicts=True)
        in_memory.extend(outbox_rows(list(notices), addresses))

    def rang(**given: Any) -> int:
        nonlocal rung
        answer = ring(**given)
        rung += answer
        if rung == DIES_AT:
            os.kill(os.getpid(), signal.SIGKILL)
        while in_memory:
            email.send(in_memory.pop())
        return answer

    work.keep = keep
    clock.ring = rang
    tasks.BATCH = 1
    while True:
        tasks.ring_due(now())
        time.sleep(0.2)


if __name__ == "__main__":
    main()
