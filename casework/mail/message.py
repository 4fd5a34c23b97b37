"""What is left of a mail once it has been read, and how large may it be? Content never shows in a repr or a log."""

from dataclasses import dataclass, field
from datetime import datetime

MOST_BYTES = 25_000_000
"""A larger message is not read at all."""

MOST_TEXT = 1_000_000
"""Bytes of UTF-8 of the text of all parts together: what can be sealed in one field."""

MOST_HTML = 1_000_000
"""Characters of HTML of all parts together that are reduced to text."""

MOST_PARTS = 50
MOST_DEPTH = 8


class Unreadable(ValueError):
    """This message cannot be read. `why`: one of workflows.postbak.WHY.

    `reason`: an English sentence without anything from the message.
    """

    def __init__(self, reason: str, *, why: str = "no_mail") -> None:
        super().__init__(reason)
        self.reason, self.why = reason, why


@dataclass(frozen=True)
class Attachment:
    """Something that was sent along, not opened. `type`: as the sender states it, such as image/jpeg."""

    name: str = field(repr=False)
    type: str
    size: int
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class ParsedMail:
    """One mail.

    `source`: its Message-ID, or a digest of the raw bytes when it has none. `received_at`: aware, as the server that
    took the mail in states it, else as the sender dates it; None when nobody says. `text`: the plain text, else HTML
    reduced to text, at most MOST_TEXT. `shortened`: there was more text; it is among the attachments.
    """

    source: str = field(repr=False)
    received_at: datetime | None
    sender_name: str = field(repr=False)
    sender_address: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    shortened: bool = False
