"""Who sent a mail, when did it come in, and which mail is it? As its head states it; none of it is proven."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from casework.directory.lines import FIRST_YEAR, LAST_YEAR
from casework.mail.charsets import one_line
from casework.mail.headers import Head, words
from workflows.calendars import AMSTERDAM

ADDRESS = re.compile(r"[^\s<>\"(),:;@]{1,100}@[^\s<>\"(),:;@]{1,190}")
IDENTIFIER = re.compile(r"<[^<>\s]{3,500}>")
MOST_NAME = 200


def sender(head: Head) -> tuple[str, str]:
    """(name, address) of the first sender; "" for what is not there."""
    value = head.plain("from") or head.plain("sender")
    before, bracket, after = value.partition("<")
    found = ADDRESS.search(after if bracket else value) or ADDRESS.search(value)
    address = found[0] if found else ""
    name = before if bracket else value.replace(address, "")
    shown = one_line(words(name.encode()), MOST_NAME).strip("\"' ()\\")
    return ("" if shown == address else shown), address.lower()


def received_at(head: Head) -> datetime | None:
    """The moment in the topmost Received field, else in Date; None when neither holds one between 1900 and 2999."""
    taken_in = head.plain("received")
    for text in (taken_in.rpartition(";")[2] if ";" in taken_in else "", head.plain("date")):
        at = _moment(one_line(text, 100))
        if at is not None:
            return at
    return None


def _moment(text: str) -> datetime | None:
    """A moment as mail writes it. Without an offset: Amsterdam's wall clock; -0000 means UTC (RFC 5322, 3.3)."""
    try:
        at = parsedate_to_datetime(text)
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC if "-0000" in text else AMSTERDAM)
        in_utc = at.astimezone(UTC)
    # The standard library trips over some broken dates in each of these ways.
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError):
        return None
    return at if FIRST_YEAR < in_utc.year < LAST_YEAR else None


def source(head: Head, raw: bytes) -> str:
    """The Message-ID; without one that can be read, `sha256:` and the digest of the raw bytes."""
    found = IDENTIFIER.search(one_line(head.plain("message-id"), 1_000))
    return found[0] if found else f"sha256:{sha256(raw).hexdigest()}"
