"""What does this mail say? `parse` turns raw bytes into a ParsedMail, whatever they are.

1. Read the head. 2. Walk the parts. 3. Take the text: plain where there is plain text, else HTML as words. 4. Keep
everything else as attachments, unopened.
"""

import re
from dataclasses import dataclass, field

from casework.mail import envelope
from casework.mail.charsets import clean, cut_to_bytes, decoded, one_line
from casework.mail.headers import Head, read_head
from casework.mail.html_text import to_text
from casework.mail.message import MOST_BYTES, MOST_HTML, MOST_TEXT, Attachment, ParsedMail, Unreadable
from casework.mail.parts import Leaf, Walk
from casework.mail.transfer import undone

HEADS = {
    "from", "to", "date", "subject", "message-id", "received", "mime-version", "content-type", "return-path",
}  # fmt: skip
HEAD_LINE = re.compile(
    rb"(?:\A|(?<=\n))(?:" + b"|".join(name.encode() for name in sorted(HEADS)) + rb")[ \t]*:", re.IGNORECASE
)
MOST_BEFORE = 65_536
"""A head that is damaged or preceded by something else begins within so many bytes."""

MOST_FILE_NAME = 200
MUCH_MORE = 3
"""HTML that says this many times as much as the plain text beside it holds the message itself."""

# Marks that hide what kind of file this is (RFC 5322 allows them, a person is misled by them), and folders.
MISLEADING = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\\\]")


def parse(raw: bytes) -> ParsedMail:
    """The mail in `raw`. Raises Unreadable when there is no mail in it, nothing in the mail, or far too much."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"the message is larger than {MOST_BYTES // 1_000_000} MB", why="too_large")
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    start, head = _head(raw)
    walk = Walk(raw)
    walk.message(head, len(raw))
    content = _Content(raw)
    content.before(start)
    content.take(walk.leaves)
    subject, text = one_line(head.first("subject"), 1_000), content.text()
    if not (text or subject or content.attachments):
        raise Unreadable("the message says nothing", why="nothing_in_it")
    name, address = envelope.sender(head)
    return ParsedMail(
        source=envelope.source(head, raw), received_at=envelope.received_at(head), sender_name=name,
        sender_address=address, subject=subject, text=text, attachments=tuple(content.attachments),
        shortened=content.shortened,
    )  # fmt: skip


def _head(raw: bytes) -> tuple[int, Head]:
    """Where the head of the message begins, and the head. Raises Unreadable when there is none."""
    head = read_head(raw, 0, len(raw))
    if HEADS & head.fields.keys():
        return 0, head
    found = HEAD_LINE.search(raw, 0, MOST_BEFORE)
    if found is None:
        raise Unreadable("this is not a mail message")
    return found.start(), read_head(raw, found.start(), len(raw))


@dataclass
class _Content:
    """Sorts the leaves into text and attachments, within the room there is for text."""

    raw: bytes
    attachments: list[Attachment] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    room: int = MOST_TEXT
    room_html: int = MOST_HTML
    shortened: bool = False

    def text(self) -> str:
        return "\n\n".join(text for text in self.texts if text)

    def before(self, start: int) -> None:
        """What stands before a damaged head may be part of the story."""
        self.texts.append(decoded(self.raw[:start]).strip())
        self.room -= len(self.texts[0].encode())

    def take(self, leaves: list[Leaf]) -> None:
        at = 0
        while at < len(leaves):
            choice = [leaves[at]]
            while leaves[at].alternative and at + len(choice) < len(leaves):
                following = leaves[at + len(choice)]
                if following.alternative != leaves[at].alternative:
                    break
                choice.append(following)
            at += len(choice)
            self._best([self._words(leaf) for leaf in choice if self._is_text(leaf)])

    def _is_text(self, leaf: Leaf) -> bool:
        """True for text to read; anything else is put with the attachments."""
        if leaf.disposition != "attachment" and (
            leaf.type == "text/plain" or (leaf.type == "text/html" and not leaf.name)
        ):
            return True
        self._attach(leaf)
        return False

    def _best(self, versions: list[tuple[str, str]]) -> None:
        """Between versions of the same text, plain text is read unless it is only a stopgap."""
        plain = "\n\n".join(text for kind, text in versions if kind == "text/plain")
        html = "\n\n".join(text for kind, text in versions if kind == "text/html")
        if len(versions) == 1 or not plain or not html:
            self.texts.append(plain or html)
        else:
            self.texts.append(html if len(html) > MUCH_MORE * len(plain) else plain)

    def _words(self, leaf: Leaf) -> tuple[str, str]:
        """(type, text) of a leaf. What doesn't fit in the room that is left becomes an attachment as a whole."""
        html = leaf.type == "text/html"
        room = self.room_html if html else self.room
        text, whole = self._decoded(leaf, room)
        if html:
            whole, text = whole and len(text) <= room, text[:room]
            self.room_html -= len(text)
            text = clean(to_text(text))
        kept = cut_to_bytes(text, self.room)
        self.room -= len(kept.encode())
        if not whole or len(kept) < len(text):
            self.shortened = True
            self._attach(leaf)
        return leaf.type, kept.strip("\n").rstrip()

    def _decoded(self, leaf: Leaf, room: int) -> tuple[str, bool]:
        """The text of a leaf as far as there is room, and whether that is all of it."""
        # Four bytes are the most a character takes, and quoted-printable makes twelve of them.
        end = min(leaf.end, leaf.start + 12 * room)
        content = undone(memoryview(self.raw)[leaf.start : end], leaf.encoding)
        whole = end == leaf.end and len(content) <= 4 * room
        return decoded(content[: 4 * room], leaf.charset, most=None if whole else room), whole

    def _attach(self, leaf: Leaf) -> None:
        content = undone(memoryview(self.raw)[leaf.start : leaf.end], leaf.encoding)
        name = one_line(MISLEADING.sub("", leaf.name), MOST_FILE_NAME)
        self.attachments.append(Attachment(name, leaf.type, len(content), content))
