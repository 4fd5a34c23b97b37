"""What waits in the Postbak, and what does a message say as far as a human can read it? Content for the triagist only.

A page shows the beginning of a message as plain text. Nothing is opened, drawn or unpacked.
"""

from dataclasses import dataclass, field
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.importing_mail import arguments
from casework.mail import Unreadable, parse
from casework.mail.charsets import decoded
from casework.models import Attachment, AttachmentPiece, PostbakItem
from casework.policy import may_see
from casework.reading import happened
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.words import state_badge
from casework.scoping import visible
from privacy.context import Acting

WHOLE = PostbakItem.objects.select_related("clock", "owner_person", "owner_team", "melding")
LINES = 60
MOST_LISTED = 100
FIRST_PIECES = 2
"""Half a megabyte: more than anybody reads on a screen."""

MOST_SHOWN = 20_000
STRANGE = 0.05
"""With more than this part of signs that are no text, it is no text."""


@dataclass(frozen=True)
class PostbakRead:
    """An item that may be seen, the context of its page, and what a machine could read of it."""

    item: PostbakItem
    page: dict[str, Any]
    report: dict[str, Any] = field(default_factory=dict, repr=False)


def listed(by: Acting, *, ended: bool) -> list[PostbakItem]:
    """The items of the reader's own team: those that wait, first due first; or what was set aside, newest first."""
    own = visible(WHOLE, by)
    if ended:
        found = own.filter(state="set_aside").order_by("-changed_at")
    else:
        found = own.exclude(state__in=PostbakItem.State.finals()).order_by("due_at", "pk")
    return list(found[:MOST_LISTED])


def read(ref: str, *, by: Acting) -> PostbakRead:
    """Everything of the page. Raises NotYours, TraceUnavailable."""
    item, decision = access.find(WHOLE, ref, by=by, action="postbak.read")
    name, content = _beginning(item, by) if "attachment" in decision.groups else ("", b"")
    events = happened.events_of([item.ref], limit=LINES)
    names = happened.names_of(events, known=[item.owner_person])
    text, report = _said(content, item)
    page = {
        "item": item, "badge": state_badge("postbak", item.state), "clock": clock_of(item),
        "why": pgettext("postbak why", item.why.replace("_", " ")), "facts": _facts(item, name),
        "text": text, "may_read": "attachment" in decision.groups and item.size > 0,
        "owner": owner_card(item, by=by), "events": [happened.line(event, names) for event in events],
        "melding": _melding(item, by),
    }  # fmt: skip
    return PostbakRead(item, page, report)


def _beginning(item: PostbakItem, by: Acting) -> tuple[str, bytes]:
    """(the name of the message, its first half megabyte). One access row for both."""
    kept = Attachment.objects.get(item=item, number=0)
    pieces = list(
        AttachmentPiece.objects.filter(attachment=kept, number__lt=FIRST_PIECES).select_related("attachment")
    )
    wanted = [(kept, ["name"]), *((piece, ["content"]) for piece in pieces)]
    first, *rest = access.open_fields(wanted, by=by, about=item.ref, action="postbak.read")
    return first.text("name"), b"".join(one["content"] for one in rest)


def _said(content: bytes, item: PostbakItem) -> tuple[str, dict[str, Any]]:
    """(the text to show, what melding.receive would get). Empty for what is no text."""
    if not content:
        return "", {}
    try:
        mail = parse(content)
    except Unreadable:
        text = decoded(content)[:MOST_SHOWN] if _is_text(content[:MOST_SHOWN]) else ""
        return text, {"narrative": text.strip()}
    report = arguments(mail, at=item.created_at)
    sent = [f"- {one.name or one.type} ({filesizeformat(one.size)})" for one in mail.attachments]
    along = "\n".join([_("Sent along with this mail, not opened:"), *sent]) if sent else ""
    shown = [part.strip() for part in (mail.subject, mail.text[:MOST_SHOWN], along)]
    return "\n\n".join(part for part in shown if part), report | {
        "narrative": report["narrative"][:MOST_SHOWN]
    }


def _is_text(content: bytes) -> bool:
    """Hardly a sign in it that no text holds."""
    strange = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in content)
    return strange <= STRANGE * len(content)


def _facts(item: PostbakItem, name: str) -> list[dict[str, str]]:
    rows = [
        (_("Name of the message"), name.removeprefix("file:")),
        (_("Size"), filesizeformat(item.size) if item.size else ""),
        (_("Kept"), "" if item.whole else _("the beginning; the whole message is still where it came in")),
        (_("Set aside because"), pgettext("postbak reason", item.reason.replace("_", " ")) if item.reason else ""),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows if value]


def _melding(item: PostbakItem, by: Acting) -> dict[str, str] | None:
    """The melding that came out of it, for who may open that."""
    if item.melding is None or not may_see(item.melding, by).permit:
        return None
    return {"ref": item.melding.ref, "url": reverse("melding", args=[item.melding.ref])}
