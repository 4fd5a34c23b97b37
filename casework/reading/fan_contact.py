"""What does the page of a contact at night show? To the service what was said, to the day its note and nothing more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import access
from casework.access import Opened
from casework.dangers import files_behind
from casework.fan import chain_number, routes_for
from casework.models import FanContact, Melding
from casework.reading import fan_visit, happened, safety
from casework.reading.care_words import word
from casework.reading.case_words import why_of
from casework.reading.fan_words import SAFETY_LABEL
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.words import gemeente_word, outcome_word, state_badge, team_word
from casework.ties import rows_not_shielded_from
from privacy.context import Acting
from privacy.decisions import Decision
from workflows.fan_contact import SAFETY
from workflows.fan_contact_planned import UNANSWERED
from workflows.fan_contact_states import VISITING, State

WHOLE = FanContact.objects.select_related(
    "clock", "owner_person__deputy", "owner_team", "person", "receiver_person", "receiver_team", "signed_by",
    "visitor", "companion", "lookout",
)  # fmt: skip
MOST = 30
TO_CALL = (State.CALLED, *UNANSWERED)
"""Nobody speaks with the person yet: their number is what is needed first."""


@dataclass(frozen=True)
class FanRead:
    """A contact that may be seen, what may be seen of it, and the context of its page."""

    contact: FanContact
    decision: Decision
    page: dict[str, Any]


def read(ref: str, *, by: Acting) -> FanRead:
    """The page of one contact. Raises NotYours, TraceUnavailable."""
    contact, decision = access.find(WHOLE, ref, by=by, action="fan_contact.read")
    person, own = _opened(contact, decision, by=by)
    events = happened.events_of([ref], limit=MOST)
    names = happened.names_of(events, known=[contact.owner_person])
    page = {
        "ref": ref, "name": person.text("given", "prefix", "surname") if person else "",
        "unknown": contact.person is None, "silent": contact.state == State.SILENT,
        "call": own.text("caller") if contact.state in TO_CALL else "",
        "state": state_badge("fan_contact", contact.state), "urgency": contact.urgency,
        "gemeente": gemeente_word(contact.gemeente), "note": own.text("note"), "said": own.text("said"),
        "visit": fan_visit.panel(contact, own.text("where"), by=by),
        "safety": safety.block(_flags(contact, person, decision, by=by), at=by.at)
        if person and "flags" in decision.groups else None,
        "facts": [{"label": label, "value": value, "call": call}
                  for label, value, call in _facts(contact, own, at=by.at) if value],
        "reports": _reports(contact, by=by) if "contact_log" in decision.groups else [],
        "routes": routes_for(contact.gemeente, at=by.at) if contact.state == "out_of_coverage" else [],
        "owner": owner_card(contact, by=by), "clock": clock_of(contact), **why_of(contact),
        "events": [happened.line(event, names) for event in events],
        "report_url": f"{reverse('melding-new')}?nacht={ref}",
    }  # fmt: skip
    return FanRead(contact, decision, page)


def as_report(ref: str, *, by: Acting) -> dict[str, str]:
    """What is known of a contact, under the names of the form of a melding. Raises NotYours, TraceUnavailable."""
    contact, decision = access.find(WHOLE, ref, by=by, action="fan_contact.read")
    person, own = _opened(contact, decision, by=by)
    known = {
        "fan_contact_ref": contact.ref,
        "given": person.text("given") if person else "", "surname": person.text("surname") if person else "",
        "gemeente": contact.gemeente, "phone": own.text("caller"), "narrative": own.text("said"),
    }  # fmt: skip
    return {name: value for name, value in known.items() if value}


def to_call(ref: str, *, by: Acting) -> tuple[FanContact, dict[str, str]]:
    """A contact of which a call is agreed, and what stands ready in that form. Raises NotYours, TraceUnavailable."""
    contact, decision = access.find(WHOLE, ref, by=by, action="fan_contact.read")
    _person, own = _opened(contact, decision, by=by)
    return contact, {"gemeente": contact.gemeente, "caller": own.text("caller")}


def _opened(contact: FanContact, decision: Decision, *, by: Acting) -> tuple[Opened | None, Opened]:
    records = [one for one in (contact.person, contact) if one is not None]
    opened = access.open_records(
        decision, records, by=by, about=f"fan_contact:{contact.ref}", action="fan_contact.read"
    )
    return (opened[0] if contact.person else None), opened[-1]


def _flags(contact: FanContact, person: Opened, decision: Decision, *, by: Acting) -> list[Any]:
    """The safety flags of this file; while somebody is at the door also those known elsewhere, without their words.

    Nobody at a door, or on the way to help there, has a card to look at first.
    """
    own = list(person.get("flags") or ())
    if contact.state not in VISITING:
        return own
    return own + safety.told_elsewhere(
        [one for one in files_behind(contact) if one.pk != contact.person_id],
        by=by, about=f"fan_contact:{contact.ref}", action="fan_contact.read", relation=decision.relation,
    )  # fmt: skip


def _reports(contact: FanContact, *, by: Acting) -> list[str]:
    """The references of the meldingen that came out of this contact, as far as none is closed to this reader."""
    open_to_us = contact.meldingen.filter(rows_not_shielded_from(Melding, by))
    return list(open_to_us.order_by("received_at").values_list("ref", flat=True))


def _facts(contact: FanContact, own: Opened, *, at: datetime) -> list[tuple[str, str, bool]]:
    asked, outside = dict(own.get("safety") or {}), dict(own.get("outside") or {})
    answers = {"yes": _("Yes"), "no": _("No"), "onbekend": _("Unknown")}
    signed = contact.signed_by.name if contact.signed_by else _joined(outside, "signed_by")
    return [
        (_("How"), word("fan channel", contact.channel), False),
        (_("The service calls"), _at(contact.planned_at), False),
        (_("Nobody answered"), _tried(contact), False),
        (_("Number to call back"), "" if contact.state in TO_CALL else own.text("caller"), True),
        *((str(SAFETY_LABEL[one]), answers.get(str(asked.get(one)), ""), False) for one in SAFETY),
        (_("Safely away from the visit, known by"), own.text("checked_out"), False),
        (_("Was told to call"), outcome_word(contact.routed_to) if contact.routed_to else "", False),
        (_("Taken to"), word("fan chain", contact.chain), False),
        (_("Number there"), chain_number(contact.chain, contact.gemeente, at=at)
         if contact.state == State.ESCALATED else "", True),
        (_("Taken there by"), own.text("acceptor"), False),
        (_("For whom the note is"), _receiver(contact, outside), False),
        (_("Signed for by"), signed, False),
    ]  # fmt: skip


def _at(moment: datetime | None) -> str:
    return date_format(localtime(moment), "D j b H:i").lower() if moment else ""


def _tried(contact: FanContact) -> str:
    if not contact.tries:
        return ""
    often = ngettext("%(count)d time", "%(count)d times", contact.tries) % {"count": contact.tries}
    return _("%(often)s, the last time %(at)s") % {"often": often, "at": _at(contact.tried_at)}


def _receiver(contact: FanContact, outside: dict[str, str]) -> str:
    if contact.receiver_team_id is None:
        return _joined(outside, "name")
    person = contact.receiver_person.name if contact.receiver_person else _("the day duty")
    return f"{person}, {team_word(str(contact.receiver_team_id))}"


def _joined(outside: dict[str, str], who: str) -> str:
    return ", ".join(
        outside[name] for name in (who, "organisation") if outside.get(name) and outside.get(who)
    )
