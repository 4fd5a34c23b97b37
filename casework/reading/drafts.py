"""What was typed in a draft, and which drafts lie open? Opening one leaves a trace; the list opens nothing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from casework import access
from casework.drafts import WITH_FORM, form_of
from casework.models import Melding
from casework.scoping import visible
from privacy.context import Acting

SHOWN = 5


@dataclass(frozen=True)
class Draft:
    """A draft that may be seen, with what was typed: field -> values; empty for who may not read it."""

    melding: Melding
    typed: dict[str, list[str]]


def read(ref: str, *, by: Acting) -> Draft:
    """One draft. Raises NotYours, TraceUnavailable."""
    melding, decision = access.find(WITH_FORM, ref, by=by, action="melding.read")
    form = form_of(melding)
    if form is None:
        return Draft(melding, {})
    opened = access.open_records(decision, [form], by=by, about=melding.ref, action="melding.read")
    return Draft(melding, dict(opened[0].get("typed") or {}))


def lying_open(by: Acting, *, but: str = "") -> list[dict[str, Any]]:
    """The own drafts and those the team's duty may go on with, oldest first, without a word of what is in them."""
    own = Q(state="draft", owner_person_id=by.actor)
    left = Q(state="left_draft", owner_team_id=by.unit)
    found = (
        visible(Melding.objects.all(), by).filter(own | left).exclude(ref=but).order_by("received_at", "pk")
    )
    rows = found.values_list("ref", "state", "received_at", "typed_at")[:SHOWN]
    return [
        {"ref": ref, "left": state == "left_draft", "begun": begun, "kept": kept or begun}
        for ref, state, begun, kept in rows
    ]
