"""Does any mail, however broken or hostile, stop the intake or get lost? The long run (`make strange`) has 10,000."""

import json
import os
import subprocess
import sys
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.arriving import Summary
from casework.importing_mail import import_mail, import_mails, mails_in
from casework.invariants import violations
from casework.mail import ParsedMail, Unreadable, parse
from casework.mail.message import MOST_PARTS, MOST_TEXT
from casework.mail.reading import read
from casework.models import Melding, PostbakItem
from casework.preparing import region_loaded
from tests.mail.strange import ONE_IN, strange_mail

LONG = os.environ.get("SLUITEND_LONG") == "1"
READ, IMPORTED, FLOOD = (10_000, 1_000, 10_000) if LONG else (200, 60, 60)
# Reading ten thousand while every allocation is counted takes a quarter of an hour.
pytestmark = pytest.mark.timeout(0 if LONG else 120)
VERY_LARGE = range(ONE_IN - 1, 4 * ONE_IN, ONE_IN)
"""A picture, a page and a text of twenty megabytes, and one that is larger than is read."""

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000


def test_every_strange_mail_is_read_or_unreadable_within_bounded_memory() -> None:
    ends: Counter[str] = Counter()
    highest, numbers = 0, {*range(READ), *VERY_LARGE}
    tracemalloc.start()
    try:
        for number in numbers:
            raw = strange_mail(number)
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            ends[_read(raw)] += 1
            highest = max(highest, tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    print(f"\n{len(numbers)} mails: {dict(ends)}, highest peak {highest / MEGABYTE:.1f} MB")
    assert sum(ends.values()) == len(numbers)
    # Noise is no mail; most of the others must still be read.
    assert ends["read"] > len(numbers) / 2
    assert highest < 40 * MEGABYTE


def _read(raw: bytes) -> str:
    """ "read" after looking at everything that was promised, or the reason why it was unreadable."""
    try:
        mail = parse(raw)
    except Unreadable as unreadable:
        return unreadable.reason
    _keeps_its_promises(mail)
    stated = read(mail, today=date(2027, 6, 1), places={"urk", "dronten"})
    told = [*stated.melder.values(), *stated.person.values(), stated.narrative]
    assert all(isinstance(value, str) and value.encode() is not None for value in told)
    assert "answers" not in vars(stated)
    return "read"


def _keeps_its_promises(mail: ParsedMail) -> None:
    assert len(mail.text.encode()) <= MOST_TEXT + 2 * MOST_PARTS
    assert len(mail.attachments) <= 2 * MOST_PARTS
    assert mail.source.strip()
    assert mail.received_at is None or mail.received_at.utcoffset() is not None
    for line in (mail.subject, mail.sender_name, mail.sender_address, *(a.name for a in mail.attachments)):
        assert line.encode() is not None
        assert not set(line) & set("\r\n\0")
    assert "\0" not in mail.text
    assert mail.text or mail.subject or mail.attachments


def test_every_strange_mail_becomes_a_melding_or_an_owned_item(db: None, tmp_path: Path) -> None:
    region_loaded()
    for number in range(IMPORTED):
        (tmp_path / f"{number:05}.eml").write_bytes(strange_mail(number))
    first = import_mails(mails_in(tmp_path))
    assert first.imported + first.repeated + len(first.rejected) == IMPORTED
    assert Melding.objects.count() == first.imported > 0
    # The same bytes twice are one item.
    assert 0 < PostbakItem.objects.count() <= len(first.rejected)
    assert violations() == []
    items = PostbakItem.objects.count()
    again = import_mails(mails_in(tmp_path))
    assert (again.imported, again.repeated, again.rejected) == (
        0,
        first.imported + first.repeated,
        first.rejected,
    )
    assert PostbakItem.objects.count() == items


def test_a_flood_of_strange_mails_loses_none_and_stays_within_memory() -> None:
    child = [sys.executable, "-m", "tests.mail.flood", str(FLOOD)]
    done = subprocess.run(
        child, cwd=ROOT, env=_own_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout.strip().split("\n")[-1])
    print(f"\n{told}")
    assert told["imported"] + told["repeated"] + told["rejected"] == FLOOD
    assert told["meldingen"] == told["imported"]
    assert told["violations"] == 0
    assert "Traceback" not in done.stderr
    # One mail of twenty-five megabytes: read, cut in pieces, sealed and written.
    assert told["peak_mb"] - told["before_mb"] < 300


def _own_environment() -> dict[str, str]:
    """Nothing of this test's own databases."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


BYTES = st.one_of(
    st.binary(max_size=3_000),
    st.integers(0, 10**6).filter(lambda number: number % ONE_IN != ONE_IN - 1).map(strange_mail),
)


@given(raw=BYTES)
@settings(
    max_examples=1_000 if LONG else 20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_bytes_come_in_the_message_has_an_owner_and_a_clock(db: None, raw: bytes) -> None:
    region_loaded()
    with transaction.atomic():
        summary = Summary()
        import_mail(raw, name="file:x.eml", summary=summary)
        assert summary.imported + summary.repeated + len(summary.rejected) == 1
        melding, item = Melding.objects.select_related("clock"), PostbakItem.objects.select_related("clock")
        found = melding.first() or item.get()
        assert found.clock is not None
        assert found.clock.rings_at is not None
        assert str(found.owner_team_id) == "va-meldpunt"
        assert violations() == []
        transaction.set_rollback(True)
