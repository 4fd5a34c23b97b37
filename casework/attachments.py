"""How is a file kept without being opened, and how does it come out again? In sealed pieces, one at a time.

Nothing here looks into a file: no picture is drawn, no archive unpacked, no type believed.
"""

from collections.abc import Iterator

from casework.mail import Attachment as Sent
from casework.models import Attachment, AttachmentPiece, Melding, PostbakItem
from casework.work import current_work
from privacy.context import Acting, acting
from privacy.ledger.record import Release, release
from privacy.sealed import open_for, reveal, sealed_names, subject_of

PIECE = 262_144
"""Bytes in one sealed piece."""

AROUND = 255
"""Characters of a file name or a type that are kept."""


def keep(
    content: bytes,
    *,
    number: int,
    name: str,
    type: str,
    melding: Melding | None = None,
    item: PostbakItem | None = None,
) -> Attachment:
    """Put a file into the running change, sealed with the melding or the item it came with."""
    work = current_work()
    kept = Attachment(melding=melding, item=item, number=number, size=len(content), name=name[:AROUND],
                      type=type[:AROUND])  # fmt: skip
    work.add(kept)
    for order, start in enumerate(range(0, len(content), PIECE)):
        work.add(AttachmentPiece(attachment=kept, number=order, content=content[start : start + PIECE]))
    return kept


def keep_all(sent: tuple[Sent, ...], *, melding: Melding) -> None:
    """Put everything that came along with a mail into the running change."""
    for number, one in enumerate(sent, 1):
        keep(one.content, number=number, name=one.name, type=one.type, melding=melding)


def pieces_of(kept: Attachment, *, by: Acting, about: str, action: str) -> Iterator[bytes]:
    """The bytes of a file, piece by piece, after the look was recorded. Raises TraceUnavailable."""
    labels = sealed_names(AttachmentPiece, "content")
    permit = release(by, action, [subject_of(kept)], labels, about=about)
    return _opened(kept, by, permit)


def _opened(kept: Attachment, by: Acting, permit: Release) -> Iterator[bytes]:
    for number in range(-(-kept.size // PIECE)):
        # The answer is sent after the request has ended: every piece is opened in the name of who asked for it.
        with acting(by):
            piece = AttachmentPiece.objects.select_related("attachment").get(attachment=kept, number=number)
            open_for([piece])
            content: bytes = reveal(piece, "content", release=permit)["content"]
        yield bytes(content)


def original_of(item: PostbakItem, *, by: Acting, action: str = "postbak.read") -> bytes:
    """The message of an item as it came in. Raises TraceUnavailable."""
    kept = Attachment.objects.get(item=item, number=0)
    return b"".join(pieces_of(kept, by=by, about=item.ref, action=action))
