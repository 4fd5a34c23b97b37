"""How does somebody take out a file that was sent along? One at a time, recorded first, and never shown by us.

It goes out as bytes without a type, to be saved: the browser is told not to guess what it is and not to open it.
"""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse

from casework import access
from casework.attachments import pieces_of
from casework.edge import acting_at
from casework.errors import NotYours
from casework.models import Attachment, Melding, PostbakItem
from casework.views.declare import reads

ACTION = "attachment.read"


@reads(ACTION)
def of_melding(request: HttpRequest, ref: str, number: str) -> StreamingHttpResponse:
    """A file that came along with a melding, by its number."""
    by = acting_at(request)
    melding, decision = access.find(Melding.objects.all(), ref, by=by, action=ACTION)
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    kept = Attachment.objects.filter(melding=melding, number=wanted).first()
    if kept is None or "attachment" not in decision.groups:
        raise NotYours
    return _as_bytes(pieces_of(kept, by=by, about=melding.ref, action=ACTION), f"{melding.ref}-{wanted}")


@reads(ACTION)
def of_postbak(request: HttpRequest, ref: str) -> StreamingHttpResponse:
    """A message of the Postbak as it came in."""
    by = acting_at(request)
    item, decision = access.find(PostbakItem.objects.all(), ref, by=by, action=ACTION)
    if "attachment" not in decision.groups:
        raise NotYours
    kept = Attachment.objects.get(item=item, number=0)
    return _as_bytes(pieces_of(kept, by=by, about=item.ref, action=ACTION), item.ref)


def _as_bytes(pieces: Iterator[bytes], name: str) -> StreamingHttpResponse:
    """A name of ours instead of the sender's: that one can hold a person, or mislead."""
    return StreamingHttpResponse(
        pieces,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.bin"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
