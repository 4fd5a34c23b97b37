"""Does any mail, however broken or hostile, stop the intake or get lost? The long run reads and imports 10,000."""

import os
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path

from casework.importing_mail import import_mails, mails_in
from casework.invariants import violations
from casework.mail import ParsedMail, Unreadable, parse
from casework.mail.message import MOST_PARTS, MOST_TEXT
from casework.mail.reading import read
from casework.models import Melding
from casework.preparing import region_loaded
from tests.mail.strange import strange_mail

LONG = os.environ.get("SLUITEND_LONG") == "1"
READ, IMPORTED = (10_000, 10_000) if LONG else (1_000, 90)
MEGABYTE = 1_000_000


def test_every_strange_mail_is_read_or_unreadable_within_bounded_memory() -> None:
    ends: Counter[str] = Counter()
    highest = 0
    tracemalloc.start()
    try:
        for number in range(READ):
            raw = strange_mail(number)
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            ends[_read(raw)] += 1
            highest = max(highest, tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    print(f"\n{READ} mails: {dict(ends)}, highest peak {highest / MEGABYTE:.1f} MB")
    assert sum(ends.values()) == READ
    # Noise is no mail; most of the others must still be read.
    assert ends["read"] > READ / 2
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


def test_every_strange_mail_becomes_a_melding_or_is_named(db: None, tmp_path: Path) -> None:
    region_loaded()
    for number in range(IMPORTED):
        (tmp_path / f"{number:05}.eml").write_bytes(strange_mail(number))
    first = import_mails(mails_in(tmp_path))
    assert first.imported + first.repeated + len(first.rejected) == IMPORTED
    assert Melding.objects.count() == first.imported > 0
    assert len({row["id"] for row in first.rejected}) == len(first.rejected)
    assert violations() == []
    again = import_mails(mails_in(tmp_path))
    assert (again.imported, again.repeated, again.rejected) == (
        0,
        first.imported + first.repeated,
        first.rejected,
    )
    print(
        f"\n{IMPORTED} mails: {first.imported} imported, {first.repeated} repeated, {len(first.rejected)} rejected"
    )
