"""How long does it take to prove the whole ledger, and in how much memory? Goal: 1M events in 60 s and 500 MB.

A synthetic ledger of BENCH_EVENTS events (default 200,000), two looks for each change, one signed head for
every ten of them (a quiet region has a head for nearly every event, a busy one for dozens).
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVENTS = int(os.environ.get("BENCH_EVENTS", "200000"))
PER_HEAD = 10
STEP = 5_000


def fill(events: int) -> None:
    """Write and seal `events` events in the databases of the environment."""
    import django

    django.setup()
    from django.core.management import call_command

    from privacy.ledger import checkpoint

    for alias in ("default", "keystore", "ledger"):
        call_command("migrate", "privacy", database=alias, verbosity=0)
    checkpoint.BATCH = PER_HEAD
    for start in range(0, events, STEP):
        _write(min(STEP, events - start))
        checkpoint.seal_pending()


def _write(count: int) -> None:
    from privacy.context import Acting, wall_clock
    from privacy.ids import uuid7
    from privacy.ledger.record import change
    from privacy.models import AccessEvent, ChangeEvent

    looks, changes = [], []
    for number in range(count):
        by = Acting(
            actor=f"account-{number % 50}", role="R10", unit="va-meldpunt", purpose="triage",
            request_id=f"request-{number:020d}", at=wall_clock(),
        )  # fmt: skip
        if number % 3:
            looks.append(
                AccessEvent(
                    at=by.at, recorded_at=wall_clock(), actor=by.actor, role=by.role, unit=by.unit,
                    purpose=by.purpose, request_id=by.request_id, action="melding.read", outcome="ok",
                    subjects=[str(uuid7()), str(uuid7())],
                    fields=["melding.narrative", "person.birthdate", "person.given", "person.surname"],
                    about="melding:M-7K3QX9P2",
                )
            )  # fmt: skip
        else:
            changed = {"narrative": "ab" * 32, "owner_person": None, "state": None}
            changes.append(change(by, "melding.claim", "melding", f"M-{number:08d}", 2, changed))
    AccessEvent.objects.bulk_create(looks)
    ChangeEvent.objects.bulk_create(changes)


def run() -> None:
    """Fill a ledger of its own, prove it with the real command, print seconds and megabytes."""
    with tempfile.TemporaryDirectory(prefix="sluitend-bench-") as data:
        environment = {**os.environ, "SLUITEND_DATA": data, "DJANGO_SETTINGS_MODULE": "config.settings"}
        quiet = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "bench.ledger"], check=True, **quiet)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        subprocess.run([sys.executable, "manage.py", "audit_verify"], check=True, **quiet)
        seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{EVENTS:,} events, {EVENTS // PER_HEAD:,} signed heads: {seconds:.1f} s, of which computing {processor:.1f} s"
    )
    print(
        f"for a million events: {seconds / EVENTS * 1e6:.0f} s; the largest process had {after.ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    fill(EVENTS)
