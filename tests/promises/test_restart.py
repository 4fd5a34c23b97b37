"""Is a clock lost, or does one ring twice, when the power fails in the middle of a sweep? Kill -9, then start again.

A process of its own sweeps an installation of its own, on the engine of this run. It is killed with everything written
and nothing committed, right after a commit, and at moments of chance.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
ITEMS = 40
LONG = os.environ.get("SLUITEND_LONG") == "1"
KILLS = 40 if LONG else 3
START = [sys.executable, "-m", "tests.promises.sweeper"]

MAKE = """
import django
django.setup()
from django.core.management import call_command
call_command("prepare")
from datetime import datetime, timedelta
from casework.models import Clock
from tests.world import World
world = World()
for number in range(ITEMS):
    world.case("guidance", informed="yes")
print(max(Clock.objects.filter(item_kind="case").values_list("rings_at", flat=True)).isoformat())
"""
TELL = """
import django, json
django.setup()
from collections import Counter
from casework.invariants import violations
from casework.models import Case, Clock
from notifications.models import Notice
from privacy.ledger.record import ChangeEvent
cases = set(Case.objects.values_list("ref", flat=True))
rang = Counter(ChangeEvent.objects.filter(action="clock.ring", about_kind="case").values_list("about_ref", flat=True))
told = Counter(Notice.objects.filter(event="clock.rang", about_kind="case").values_list("about_ref", flat=True))
print(json.dumps({
    "cases": len(cases), "once": sum(rang[ref] == 1 for ref in cases), "told": sum(told[ref] == 1 for ref in cases),
    "rungs": sorted(set(Clock.objects.filter(item_kind="case").values_list("rung", flat=True))),
    "waiting": Clock.objects.filter(item_kind="case", rings_at__isnull=False).count(),
    "violations": [str(one) for one in violations()],
}))
"""


@contextmanager
def databases(name: str) -> Iterator[str]:
    """DATABASE_URL of three empty databases on the server of this run; "" for SQLite."""
    if not settings.DATABASE_URL:
        yield ""
        return
    names = [name, f"{name}_keystore", f"{name}_ledger"]
    with psycopg.connect(settings.DATABASE_URL, dbname="postgres", autocommit=True) as server:
        for each in names:
            server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(each)))
        address, _, rest = settings.DATABASE_URL.partition("?")
        try:
            yield f"{address.rsplit('/', 1)[0]}/{name}" + (f"?{rest}" if rest else "")
        finally:
            for each in names:
                drop = psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(each))
                server.execute(drop)


class Installation:
    """An installation that can lose its power: a data folder, or three databases, and the programs that run on it."""

    def __init__(self, folder: Path, address: str) -> None:
        quiet = {"DATABASE_URL": address, "REDIS_URL": "", "SLUITEND_DATA": str(folder), "KEYSTORE_URL": "",
                 "LEDGER_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "1"}  # fmt: skip
        self.environment = {**os.environ, **quiet}

    def run(self, program: str) -> str:
        """What the program printed last."""
        done = subprocess.run(
            [sys.executable, "-c", program.replace("ITEMS", str(ITEMS))], cwd=ROOT, env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def sweep(self, moment: str, *death: str, kill_after: int = 0) -> tuple[int, int]:
        """Sweeps until the end or until it is killed: (how it ended, how many rings it told of)."""
        process = subprocess.Popen(
            [*START, moment, *death], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        told = 0
        for line in process.stdout:
            told += line.strip().isdigit()
            if kill_after and told == kill_after:
                time.sleep(random.Random(kill_after).random() / 50)
                process.kill()
        _, problems = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), problems
        return process.returncode, told


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Forty cases, each with a clock."""
    with databases(f"restart_{os.getpid()}_{time.monotonic_ns() % 1_000_000}") as address:
        yield Installation(tmp_path, address)


@pytest.mark.engine
@pytest.mark.chaos
@pytest.mark.timeout(600)
def test_no_clock_is_lost_and_none_rings_twice_when_the_power_fails(installation: Installation) -> None:
    moment = installation.run(MAKE)
    chance = random.Random(7)
    kills = 0
    for death in (("before", "5"), ("after", "4")):
        ended, _ = installation.sweep(moment, *death)
        kills += ended == -signal.SIGKILL
    for _ in range(KILLS):
        ended, _ = installation.sweep(moment, kill_after=chance.randint(1, 5))
        kills += ended == -signal.SIGKILL
    assert kills >= 3, "somebody was killed in the middle"
    ended, _ = installation.sweep(moment)
    assert ended == 0
    found: dict[str, Any] = json.loads(installation.run(TELL))
    expected = {
        "cases": ITEMS,
        "once": ITEMS,
        "told": ITEMS,
        "rungs": [1],
        "waiting": ITEMS,
        "violations": [],
    }
    assert found == expected
    print(f"\n{ITEMS} clocks, {kills} times killed: each rang once, none was lost")
