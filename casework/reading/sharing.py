"""What was told about a person, to whom, and what stayed back? One disclosure, the list of a case, the officer's list.

Who may not read the content still sees which kinds of information went where: those stand in the clear.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework import access
from casework.access import Opened
from casework.errors import NotYours
from casework.models import Case, Consent, Disclosure, Handover
from casework.policy import HANDOVER_ACCEPTED, may_see
from casework.reading import happened, safety
from casework.reading.care_words import word
from casework.reading.case_words import birthdate_word
from casework.reading.melding import NOTHING
from casework.reading.moving import clock_of, clock_phrase, owner_word
from casework.reading.owner import owner_card
from casework.reading.sharing_words import ground_word, kind_words, left_out
from casework.reading.words import state_badge, team_word
from privacy.context import Acting
from workflows.disclosure_rules import QUESTIONS
from workflows.informing import TOLD
from workflows.roles import Role

MOST = 200
WHOLE = Disclosure.objects.select_related(
    "clock", "owner_person", "owner_person__deputy", "owner_team", "person", "case", "melding", "recipient_team",
    "proposed_by", "reviewed_by",
)  # fmt: skip


@dataclass(frozen=True)
class SharingRead:
    """A disclosure that may be seen, and the context of its page."""

    disclosure: Disclosure
    page: dict[str, Any]


def read(ref: str, *, by: Acting) -> SharingRead:
    """Everything of the page of one disclosure. Raises NotYours, TraceUnavailable."""
    one, decision = access.find(WHOLE, ref, by=by, action="disclosure.read")
    records = [one, *([one.person] if one.person else [])]
    opened = access.open_records(decision, records, by=by, about=ref, action="disclosure.read")
    own, person = opened[0], opened[1] if one.person else NOTHING
    events = happened.events_of([ref], limit=50)
    names = happened.names_of(events, known=[one.owner_person, one.proposed_by, one.reviewed_by])
    package = own.get("package") or {}
    answers = own.get("answers") or {}
    page = {
        **row_of(one, own.text("recipient")),
        "name": person.text("given", "prefix", "surname"), "urgency": one.urgency,
        "text": str(package.get("text") or ""), "facts": _facts(package.get("values") or {}, by),
        "held_back": own.text("held_back"), "consent_words": own.text("consent_words"), "remark": own.text("remark"),
        "answers": [
            {"label": word("six questions", question), "value": answers[question]}
            for question in QUESTIONS if answers.get(question)
        ],
        "events": [happened.line(event, names) for event in events],
        "owner": owner_card(one, by=by), "clock": clock_of(one),
        "about_case": _about(one, by), "whole": "disclosed" in decision.groups,
    }  # fmt: skip
    return SharingRead(one, page)


def _about(one: Disclosure, by: Acting) -> dict[str, str] | None:
    """The case or melding it is about, when the reader may open that."""
    about: Any = one.case or one.melding
    if not may_see(about, by).permit:
        return None
    return {"ref": about.ref, "noun": about.kind()}


def row_of(one: Disclosure, recipient: str) -> dict[str, Any]:
    """One line of what was shared: to whom, when, on which ground, which kinds, and what stayed back."""
    of_a_handover = one.way == "handover"
    reviewed = _("%(name)s looked along") % {"name": one.reviewed_by.name} if one.reviewed_by else ""
    return {
        "ref": one.ref, "badge": state_badge("disclosure", one.state), "at": one.delivered_at,
        "made_at": one.created_at, "way": word("sharing way", one.way),
        "recipient_kind": word("receiver", one.recipient_kind),
        "recipient": recipient or (team_word(str(one.recipient_team_id)) if one.recipient_team_id else ""),
        "kinds": kind_words(one.kinds, of_a_handover=of_a_handover),
        "stayed": left_out(one.kinds, of_a_handover=of_a_handover),
        "ground": ground_word(one.ground), "consent": word("consent", one.consent), "reviewed": reviewed,
        "by": one.proposed_by.name, "valid_until": one.valid_until,
    }  # fmt: skip


def _facts(values: dict[str, Any], by: Acting) -> list[dict[str, Any]]:
    """What was told of the file itself, as it was at that moment."""
    facts = []
    for kind, value in values.items():
        shown = str(value)
        if kind == "flags":
            shown = ", ".join(flag["word"] for flag in safety.in_words(value, at=by.at))
        elif kind == "birthdate":
            shown = birthdate_word(str(value))
        facts.append({"label": word("shared kind", kind), "value": shown})
    return facts


def of_case(ref: str, *, by: Acting) -> dict[str, Any]:
    """What was shared of one case, newest first, and what the person said about sharing. Raises NotYours."""
    case, decision = access.find(
        Case.objects.select_related("person", "owner_person", "clock", "inform_clock", "teller"),
        ref,
        by=by,
        action="disclosure.read",
    )
    shared = [one for one in _newest(WHOLE.filter(case=case)) if may_see(one, by).permit]
    consents = list(Consent.objects.filter(case=case).select_related("by", "recipient_team")[:MOST])
    wanted = [
        (case.person, access.allowed(case.person, decision.groups)),
        *((one, access.allowed(one, may_see(one, by).groups & LISTED)) for one in shared),
        *((one, access.allowed(one, decision.groups)) for one in consents),
    ]
    person, *opened = access.open_fields(
        wanted, by=by, about=f"case:{case.ref}", action="disclosure.read", relation=decision.relation
    )
    lines, said = opened[: len(shared)], opened[len(shared) :]
    return {
        "case": case, "name": person.text("given", "prefix", "surname"),
        "shared": [_line(one) for one in lines], "consents": [_said(one) for one in said],
        "may_share": by.role == Role.CARE_COORDINATOR and not case.state_info.final,
        "telling": _telling(case),
    }  # fmt: skip


def _telling(case: Case) -> dict[str, Any]:
    """Was the person told, and if not, by whom and until when, and why not yet?"""
    told, clock = case.informed == TOLD, case.inform_clock
    owner = case.owner_person.name if case.owner_person else ""
    who = case.teller.name if case.teller else owner_word(owner, str(case.owner_team_id))
    accepted = Handover.objects.filter(case=case, state__in=HANDOVER_ACCEPTED)
    return {
        "told": told, "at": case.informed_at, "word": word("informed", case.informed),
        "may_be_left": not told and case.teller is None and accepted.exists(),
        "clock": clock_phrase(clock.kind, clock.due_at, who=who) if clock else None,
    }  # fmt: skip


LISTED = frozenset({"recipient"})
"""What a list opens of each: the name of the receiver. The content stands on the page of each one."""


def _newest(found: "QuerySet[Disclosure]") -> list[Disclosure]:
    return list(found.order_by("-created_at", "-pk")[:MOST])


def _line(opened: Opened) -> dict[str, Any]:
    one: Any = opened.record
    return row_of(one, opened.text("recipient"))


def _said(opened: Opened) -> dict[str, Any]:
    one: Any = opened.record
    return {
        "at": one.at, "answer": word("consent answer", one.answer), "recipient": word("receiver", one.recipient_kind),
        "team": team_word(str(one.recipient_team_id)) if one.recipient_team_id else "",
        "source": word("consent source", one.source), "words": opened.text("words"), "by": one.by.name,
    }  # fmt: skip


def for_officer(*, by: Acting) -> dict[str, Any]:
    """Every disclosure of the officer's own organisation, newest first: kinds and grounds, no name and no content.

    Raises NotYours. Nothing sealed is opened but the names of the receivers.
    """
    if by.role != Role.PRIVACY_OFFICER:
        raise NotYours
    found = _newest(WHOLE.filter(owner_team_id=by.unit))
    seen = [one for one in found if may_see(one, by).permit]
    wanted = [(one, access.allowed(one, may_see(one, by).groups & LISTED)) for one in seen]
    opened = access.open_fields(wanted, by=by, about="disclosures", action="disclosure.list")
    return {"shared": [_line(one) for one in opened]}
