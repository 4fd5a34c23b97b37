"""How do mails get in? Every one is imported, repeated or rejected with a reason and kept in the Postbak; none is lost.

A mail is a stranger's text: casework/mail reads it, the same action as for every other report takes it in, and danger
stays unanswered. Attachments are kept sealed beside the melding, unopened. A mail never counts as advice. Another
message with a Message-ID that we know is no repeat: a human looks at it.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from casework.arriving import NotTaken, Original, Summary, reject, settle
from casework.directory.current import pack
from casework.mail import ParsedMail, Unreadable, parse
from casework.mail.charsets import cut_to_bytes
from casework.mail.message import MOST_BYTES, MOST_TEXT
from casework.mail.reading import read
from casework.place import address_of, first_door, gemeente_of
from privacy.context import now
from workflows.calendars import local_date

SUFFIX = ".eml"
CHANNELS = {"police_form": "police_form", "web_form": "web_form", "letter": "mail"}
"""The kind of mail -> the channel of the melding."""

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
    for path in paths:
        import_file(path, summary)
    return summary


def import_file(path: Path, summary: Summary) -> None:
    """Take in one file as a mail. Raises as import_mails does."""
    # A file name may hold bytes that are no text.
    name = "file:" + os.fsencode(path.name).decode("utf-8", "replace")
    try:
        content = _content(path)
    except NotTaken as refused:
        digest = sha256(f"{refused.why}:{name}".encode()).hexdigest()
        reject(Original(b"", name=name, digest=digest), refused, name=name, summary=summary)
        return
    import_mail(content, name=name, summary=summary)


def import_mail(content: bytes, *, name: str, summary: Summary) -> None:
    """Take in one mail from its bytes; of one that is too large, at least one byte too many. Raises as import_mails."""
    whole = len(content) <= MOST_BYTES
    original = Original(content[:MOST_BYTES], name=name, digest=sha256(content).hexdigest(), whole=whole)
    settle(original, lambda: _read(content), name=name, summary=summary)


def _content(path: Path) -> bytes:
    """Raises NotTaken with the reason; never reads more than one byte too many."""
    try:
        if not path.is_file():
            raise NotTaken("no_file", "this is not a file")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotTaken("no_file", f"the file cannot be read: {error.strerror}") from None


def _read(content: bytes) -> dict[str, Any]:
    """What postbak.take_in gets for one mail. Raises NotTaken."""
    try:
        mail = parse(content)
    except Unreadable as unreadable:
        raise NotTaken(unreadable.why, unreadable.reason) from None
    said = fingerprint(mail)
    if mail.attachments and not mail.text.strip():
        digest = sha256(f"{mail.source}\0{said}".encode()).hexdigest()
        raise NotTaken("only_attachments", "the message has attachments and no text", digest=digest)
    return {
        "report": arguments(mail, at=now()),
        "content_digest": said,
        "sent_along": mail.attachments,
    }


def fingerprint(mail: ParsedMail) -> str:
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
        "others": list(stated.others),
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
