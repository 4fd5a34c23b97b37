"""Is anything lost or told twice when each part of a region is killed in the middle of its work? SIGKILL, then again.

A triagist goes on typing reports while web, worker, beat, PostgreSQL and Redis are killed one after the other and Redis
forgets everything; meanwhile terms run out. Short in the suite, long in `make chaos` (SLUITEND_LONG=1).
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.chaos.machines import ROOT, Machines, machines
from tests.chaos.typing_reports import Typist

LONG = os.environ.get("SLUITEND_LONG") == "1"
ROUNDS = 20 if LONG else 1
PARTS = ("web", "worker", "beat", "redis", "postgres")
TERMS = 400 if LONG else 60
PAUSE = 2.0
"""Seconds between two kills."""
RECOVERED_WITHIN = 60.0
"""Seconds after the last kill in which whatever was due has rung. Source: docs/operations.md, health."""
ABOUT = re.compile(r"^Subject: .*?(C-[0-9A-Z]{8})", re.M)
TO, NUMBER = re.compile(r"^To: (.+)$", re.M), re.compile(r"^Message-ID: (.+)$", re.M)

pytestmark = [pytest.mark.chaos, pytest.mark.slow, pytest.mark.timeout(3600 if LONG else 600)]


@pytest.fixture
def region() -> Iterator[Machines]:
    """A region of its own, with a triagist. Not in pytest's folder: nobody but its user may go in there."""
    with TemporaryDirectory(prefix="sluitend-region-") as folder, machines(Path(folder)) as found:
        yield found


def filled(region: Machines, *, many: int, seconds: int) -> list[str]:
    """References of cases whose terms run out in the next seconds."""
    printed = region.run("-m", "tests.chaos.filling", str(many), str(seconds))
    return list(json.loads(printed.strip().splitlines()[-1]))


def told(region: Machines) -> dict[str, Any]:
    """How the region stands."""
    found: dict[str, Any] = json.loads(region.run("-m", "tests.chaos.telling").strip().splitlines()[-1])
    return found


def quiet(region: Machines) -> float:
    """Waits until nothing is due and every mail went out; how many seconds that took."""
    began = time.monotonic()
    while True:
        region.look_after()
        stands = told(region)
        if not stands["due"] and not stands["undelivered"]:
            return time.monotonic() - began
        assert time.monotonic() - began < RECOVERED_WITHIN, f"{stands} {region.log('worker')}"
        time.sleep(0.5)


def unheard(refs: list[str], mails: list[str]) -> set[str]:
    """The references no mail is about."""
    return set(refs) - {found for mail in mails for found in ABOUT.findall(mail)}


def heard_twice(mails: list[str]) -> list[tuple[str, str]]:
    """Reference and receiver of what came as two messages. One Message-ID is one message."""
    seen = {(ABOUT.findall(mail)[0], TO.findall(mail)[0], NUMBER.findall(mail)[0]) for mail in mails}
    return [pair for pair, times in Counter((ref, to) for ref, to, _ in seen).items() if times > 1]


def test_nothing_is_lost_and_nothing_is_told_twice_whatever_is_killed(region: Machines) -> None:
    refs = filled(region, many=TERMS, seconds=int(PAUSE * (len(PARTS) + 1) * ROUNDS))
    before = set(told(region)["meldingen"])
    for name in ("web", "worker", "beat"):
        region.start(name)
    tess = Typist(region.web_port, "person-r10", "een lang wachtwoord")
    tess.sign_in()
    stop, fell = threading.Event(), list[BaseException]()

    def type_on() -> None:
        try:
            tess.type_until(stop)
        except BaseException as problem:  # noqa: BLE001 - whatever it was, the test says so
            fell.append(problem)

    typing = threading.Thread(target=type_on)
    typing.start()
    try:
        for _ in range(ROUNDS):
            for name in PARTS:
                time.sleep(PAUSE)
                region.look_after()
                region.kill_and_start(name)
            time.sleep(PAUSE)
            region.flush()
        time.sleep(PAUSE)
    finally:
        stop.set()
        typing.join()
    assert fell == [], region.log("web")
    took = quiet(region)
    stands, mails = told(region), region.mails()
    assert Counter(tess.saved).most_common(1)[0][1] == 1
    assert set(stands["meldingen"]) - before == set(tess.saved), "what was answered is there, and once"
    assert unheard(refs, mails) == set()
    assert heard_twice(mails) == []
    assert min(stands["rungs"].values()) > 0
    assert stands["rang"] == stands["rungs"], "each rung once"
    assert (stands["told_twice"], stands["dead"], stands["violations"]) == ([], 0, [])
    region.manage("audit_verify")
    print(
        f"\n{ROUNDS * len(PARTS)} kills and {ROUNDS} FLUSHALL: {len(tess.saved)} reports typed, {tess.again} times "
        f"sent again, slowest {tess.slowest:.1f} s; {len(refs)} terms, {len(mails)} mails; "
        f"nothing due {took:.1f} s after, most late {stands['most_late']:.1f} s"
    )


def test_without_an_outbox_the_same_questions_find_what_was_lost(region: Machines) -> None:
    refs = filled(region, many=15, seconds=2)
    time.sleep(3)
    for ended in (-signal.SIGKILL, None):
        naive = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.naive_worker"], cwd=ROOT, env=region.environment
        )
        try:
            assert naive.wait(timeout=20) == ended
        except subprocess.TimeoutExpired:
            naive.kill()
            naive.wait()
            assert ended is None
        if ended is None:
            break
    lost = unheard(refs, region.mails())
    assert len(lost) == 1, "the tenth rang, its mail was in memory, and nothing told of it"
    assert told(region)["rang"][lost.pop()] == 1
