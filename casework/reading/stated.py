"""What does somebody see who typed a reason? What the table allows with one; the access row names the reason."""

from typing import Any

from django.utils.translation import gettext as _

from casework import access, reasons
from casework.errors import NotYours
from casework.models import Case, Disclosure, Handover, Reporter, StatedReason
from casework.policy import may_see
from casework.reading.melding import reporter_facts
from casework.reading.sharing import row_of
from privacy.context import Acting
from privacy.ledger.record import denied, release

MOST = 200


def read(ref: str, *, by: Acting) -> dict[str, Any]:
    """The page of one stated reason (its reference), for who stated it, while it counts. Raises NotYours."""
    stated = StatedReason.objects.filter(ref=ref).first()
    fresh = stated is not None and str(stated.by_id) == by.actor and by.at - stated.at <= reasons.GOOD_FOR
    if stated is None or not fresh:
        denied(by, action="reason.read", about=ref)
        raise NotYours
    record: Any = reasons.find(stated.item_ref, by=by, action="reason.read")
    opens = reasons.gained(record, by)
    melding = record.melding if isinstance(record, Case) else record
    found = None if isinstance(record, Handover) else Reporter.objects.filter(melding=melding).first()
    groups = {record.person: opens & {"identity"}, found: opens & {"reporter", "callback"}}
    opened = access.open_fields(
        [(one, access.allowed(one, wanted)) for one, wanted in groups.items() if one is not None], by=by,
        about=f"{record.kind()}:{record.ref}", action="reason.read", relation=f"reason:{stated.ref}",
    )  # fmt: skip
    of: dict[Any, access.Opened] = {one.record: one for one in opened}
    if not any(len(one) for one in opened):
        # Nothing sealed was asked for; that somebody looked at what was shared leaves a row all the same.
        release(
            by, "reason.read", (), (), about=f"{record.kind()}:{record.ref}", relation=f"reason:{stated.ref}"
        )
    shown = reporter_facts(melding, found, of[found]) if found in of and "reporter" in opens else []
    return {
        "ref": record.ref, "noun": record.kind(), "may_open": may_see(record, by).permit,
        "facts": [*_named(of.get(record.person)), *shown], "shared": _shared(record) if "disclosure" in opens else None,
    }  # fmt: skip


def _named(person: access.Opened | None) -> list[dict[str, Any]]:
    name = person.text("given", "prefix", "surname") if person else ""
    return [{"label": _("Name"), "value": name, "call": False}] if name else []


def _shared(record: Any) -> list[dict[str, Any]]:
    """What was shared of it: kinds and grounds, no content."""
    about = {"case": record} if isinstance(record, Case) else {record.kind(): record}
    found = Disclosure.objects.filter(**about).select_related("proposed_by", "reviewed_by")
    return [row_of(one, "") for one in found.order_by("-created_at")[:MOST]]
