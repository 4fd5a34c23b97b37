"""How do mails in a folder get in? Every `.eml` is imported, repeated or rejected with a reason; none is lost.

A mail is a stranger's text: casework/mail reads it, the same action as for every other report takes it in, and danger
stays unanswered. Attachments are named in the story and left in the file, unopened. A mail never counts as advice. Two
different mails of one folder with the same Message-ID are one report and one rejected mail; over two imports only the
first of them is seen.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from casework.directory.current import pack
from casework.importing import Summary, address_of, first_door, gemeente_of, receive
from casework.mail import ParsedMail, Unreadable, parse
from casework.mail.charsets import cut_to_bytes
from casework.mail.message import MOST_BYTES, MOST_TEXT
from casework.mail.reading import read
from privacy.context import now
from workflows.calendars import local_date

SUFFIX = ".eml"
CHANNELS = {"police_form": "politie_zorgmelding", "web_form": "webformulier", "letter": "email"}
"""The kind of mail -> the channel of the melding, in the words that JSON lines use."""

MOST_NAMED = 20
"""So many attachments are named; of the others the number is told."""

ROOM_FOR_NOTES = 20_000


def mails_in(folder: Path) -> list[Path]:
    """The `.eml` of a folder by name, whatever they are; other files are left alone. Raises OSError."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)


def import_mails(paths: Iterable[Path]) -> Summary:
    """Take in every mail, each in a transaction of its own and one at a time in memory.

    A rejected mail is named `file:NAME`. Raises privacy.errors.TraceUnavailable and database errors: then nothing can
    be taken in.
    """
    summary = Summary()
    seen: dict[str, str] = {}
    for path in paths:
        # A file name may hold bytes that are no text.
        name = "file:" + os.fsencode(path.name).decode("utf-8", "replace")
        try:
            mail = parse(_content(path))
            if seen.setdefault(mail.source, _fingerprint(mail)) != _fingerprint(mail):
                raise Unreadable("another message in this folder has the same Message-ID")
        except Unreadable as unreadable:
            summary.rejected.append({"id": name, "reason": unreadable.reason})
            continue
        receive(arguments(mail, at=now()), name=name, summary=summary)
    return summary


def _content(path: Path) -> bytes:
    """Raises Unreadable with the reason; never reads more than one byte too many."""
    try:
        if not path.is_file():
            raise Unreadable("this is not a file")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}") from None


def _fingerprint(mail: ParsedMail) -> str:
    """A digest of what a mail says; the same mail by another way (other Received lines) has the same."""
    digest = sha256(f"{mail.subject}\0{mail.text}".encode())
    for attachment in mail.attachments:
        digest.update(attachment.content)
    return digest.hexdigest()


def arguments(mail: ParsedMail, *, at: datetime) -> dict[str, Any]:
    """What `melding.receive` gets for one mail. `at`: now, for a mail that doesn't say when it came."""
    received = mail.received_at or at
    stated = read(mail, today=local_date(received), places=pack().region.places)
    person = stated.person
    return {
        "source": mail.source,
        "received_at": received,
        "door": first_door(),
        "channel": CHANNELS[stated.kind],
        "anonymity": stated.anonymity,
        "melder": stated.melder,
        "person": person,
        "gemeente": gemeente_of(person.get("postcode", ""), person.get("woonplaats", "")),
        "narrative": _narrative(mail, stated.narrative),
        # Without a name the address is what there is to look for.
        "location": "" if person.get("surname") else address_of(person),
    }


def _narrative(mail: ParsedMail, story: str) -> str:
    """The story with what was sent along and what was left out, in the language of the installation."""
    notes = []
    kept = cut_to_bytes(story, MOST_TEXT - ROOM_FOR_NOTES)
    if mail.shortened or len(kept) < len(story):
        notes.append(_("The text is longer than this. The rest stands in the mail itself."))
    if mail.attachments:
        named = [f"- {a.name or a.type} ({a.type}, {a.size} bytes)" for a in mail.attachments[:MOST_NAMED]]
        if len(mail.attachments) > MOST_NAMED:
            named.append(f"- ... (+{len(mail.attachments) - MOST_NAMED})")
        notes.append("\n".join([_("Sent along with this mail, not opened:"), *named]))
    return "\n\n".join([kept, *notes])
