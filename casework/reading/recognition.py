"""How is a search answered on screen? Reasons in words, one field more to ask for, and whom to call."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from casework import access, intake
from casework.errors import NotYours, SearchRefused
from casework.models import Melding
from casework.reading.case_words import birthdate_word
from casework.reading.words import gemeente_word
from casework.recognition import Candidate, Found, recognise, sees_candidates
from privacy.context import Acting
from privacy.facts import PersonFacts

BLOCK = 1_024
"""Bytes: an answer to who may not see candidates is filled up to a multiple, so that its size tells nothing."""

REASONS = {
    "given_same": N_("the first name sounds the same"),
    "given_form": N_("another form of the first name"),
    "given_near": N_("the first name is nearly the same"),
    "given_turned": N_("first name and surname exchanged"),
    "given_initial": N_("the same initial"),
    "given_other": N_("another first name"),
    "given_other_letters": N_("other initials"),
    "family_same": N_("the surname sounds the same"),
    "family_piece": N_("part of the surname, or a name from before"),
    "family_near": N_("the surname is nearly the same"),
    "family_other": N_("another surname"),
    "birth_same": N_("the same birth date"),
    "birth_exchanged": N_("day and month of birth exchanged"),
    "birth_near": N_("one digit of the birth date differs"),
    "birth_near_day": N_("one digit of the birth date differs"),
    "birth_year": N_("the same birth year"),
    "birth_new_year": N_("the same birth year; perhaps the day is not known"),
    "birth_other": N_("another birth date"),
    "birth_other_day": N_("the same birth year, another day"),
    "address_same": N_("the same address"),
    "address_near": N_("postcode or house number is nearly the same"),
    "address_area": N_("the same neighbourhood"),
    "address_town": N_("the same town"),
    "address_other": N_("another address"),
    "address_other_too": N_("another address"),
    "phone_same": N_("the same phone number"),
    "phone_moved": N_("the same phone number"),
    "phone_near": N_("the phone number is nearly the same"),
    "bsn_same": N_("the same BSN"),
}
ASK = {
    "given": N_("Little is known, an earlier report can be missed. Ask for the first name."),
    "birthdate": N_("Little is known, an earlier report can be missed. Ask for the birth date."),
    "house_number": N_(
        "Little is known, an earlier report can be missed. Ask for postcode and house number."
    ),
}


def shown(found: Found, *, melding_ref: str = "", on_its_own: bool = False) -> dict[str, Any]:
    """The context of parts/recognition.html. `melding_ref`: the melding that asks, when it is saved already;
    `on_its_own`: nothing is being written, so each leads to its last report."""
    rows = [_row(one, melding_ref) for one in found.candidates]
    if on_its_own:
        rows = [row | {"url": reverse("melding", args=[row["ref"]])} for row in rows]
    return {
        "candidates": rows,
        "call": found.call,
        "at_address": found.at_address,
        "ask": _(ASK[found.ask]) if found.ask else "",
        "asked": True,
    }


def _row(one: Candidate, melding_ref: str) -> dict[str, Any]:
    words = dict.fromkeys(_(REASONS[code]) for code in one.reasons if code in REASONS)
    return {
        "who": " · ".join(part for part in (one.initials, one.born, one.pc4) if part) or _("not yet known"),
        "ref": one.ref, "running": one.running, "reported_at": one.reported_at, "reports": one.reports,
        "why": ", ".join(words),
        "url": reverse("melding-compare", args=[melding_ref, one.ref]) if melding_ref else "",
    }  # fmt: skip


def filled_up(html: str) -> str:
    """The same text with blanks behind it, up to a whole number of blocks of bytes."""
    return html + " " * (-len(html.encode()) % BLOCK)


def about_melding(ref: str, *, by: Acting) -> tuple[Melding, access.Opened, Found]:
    """A melding, its person, and who that may be from before. Raises NotYours and as `recognise` does."""
    melding, decision = access.find(
        Melding.objects.select_related("person"), ref, by=by, action="person.search"
    )
    if melding.person is None or "identity" not in decision.groups:
        raise NotYours
    (person,) = access.open_records(decision, [melding.person], by=by, about=ref, action="person.search_for")
    facts = intake.facts_of(dict(person))
    return melding, person, recognise(facts, by=by, about=ref, own=_own(melding))


def _own(melding: Melding) -> Iterable[UUID]:
    """The persons of this melding itself."""
    return [melding.person_id, *melding.involved.values_list("person_id", flat=True)]  # type: ignore[list-item]  # asked for a known person


def compared(ref: str, earlier: str, *, by: Acting) -> dict[str, Any]:
    """A candidate opened beside the person of the melding, with why. A look of its own. Raises NotYours."""
    try:
        melding, own, found = about_melding(ref, by=by)
    except SearchRefused:
        raise NotYours from None
    one = next((one for one in found.candidates if one.ref == earlier), None)
    if one is None or not sees_candidates(by):
        raise NotYours
    names = ("given", "prefix", "surname", "birthdate", "street", "house_number", "postcode", "woonplaats")
    (opened,) = access.open_fields([(one.person, names)], by=by, about=ref, action="person.compare")
    return {
        "melding": melding, "candidate": _row(one, ref), "earlier": one.ref,
        "facts": _side(opened), "own_facts": _side(own),
    }  # fmt: skip


def _side(opened: access.Opened) -> list[dict[str, str]]:
    """One of the two that are compared: the same facts in the same order."""
    person: Any = opened.record
    address = (opened.text("street", "house_number"), opened.text("postcode", "woonplaats"))
    return [
        {"label": _("Name"), "value": opened.text("given", "prefix", "surname")},
        {"label": _("Birth date"), "value": birthdate_word(opened.text("birthdate"))},
        {"label": _("Address"), "value": ", ".join(part for part in address if part)},
        {"label": _("Gemeente"), "value": gemeente_word(person.gemeente)},
    ]


def facts_from(given: dict[str, Any]) -> PersonFacts:
    """What a form of a person holds, as facts; fields with a mistake are left out."""
    return intake.facts_of({"prefix": given.get("name_prefix", ""), **given})
