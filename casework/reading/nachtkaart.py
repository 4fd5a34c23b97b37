"""What does the card for the night show? What was written, and whom to call at this hour. Every look is a row."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from casework import access, consent, duty, nachtkaart
from casework.dangers import files_of
from casework.directory.current import pack
from casework.disclosing import told_flags
from casework.models import Case, ContactAttempt, Nachtkaart
from casework.reading import safety
from casework.reading.around import Around
from casework.reading.care_words import word
from casework.reading.owner import owner_card
from privacy.context import Acting
from privacy.ledger.record import release
from workflows.calendars import local_date
from workflows.disclosure_rules import EVERYBODY
from workflows.nachtkaart import MISSING


def read(ref: str, *, by: Acting) -> dict[str, Any]:
    """The context of the page: the cards that may be read now, none looking like none that is. Raises NotYours."""
    asked = nachtkaart.find(ref, by=by, action="nachtkaart.read")
    found = [(case, how, nachtkaart.readable(case, asked=asked, by=by)) for case, how in
             nachtkaart.cases_of(asked, by=by)]  # fmt: skip
    about = f"{asked.item.kind()}:{ref}"
    cards = [_card(case, card, how=how, about=about, by=by) for case, how, card in found if card is not None]
    noun = asked.item.kind()
    if not cards:
        release(by, "nachtkaart.read", (), (), about=about)
    return {
        "ref": ref, "cards": cards, "at_night": asked.at_night, "back": reverse(noun, args=[ref]),
        "owns": noun == "case" and by.acts_for(asked.item.owner_person_id),
    }  # fmt: skip


def url_for(item: Any, by: Acting) -> str:
    """The address at which `by` asks for a card from this item; "" for who may not."""
    return reverse("nachtkaart", args=[item.ref]) if nachtkaart.may_ask(item, by) else ""


def of_case(case: Case, beside: Around, *, at: datetime) -> dict[str, Any]:
    """How it stands with the card of a case, for its owner: it counts, it ended, it is missing, or none is asked for.

    `day`: the last day it counts. `due`: when it must be there. `refused`: the person wants no night service to know.
    """
    ends_at = beside.card[0]["due"] if beside.card else None
    clock = case.card_clock
    missing = clock is not None and clock.kind == MISSING
    return {
        "url": reverse("nachtkaart", args=[case.ref]), "counts": ends_at is not None and ends_at > at,
        "ended": ends_at is not None and ends_at <= at, "day": _last_day(ends_at) if ends_at else None,
        "due": clock.due_at if clock is not None and missing else None,
        "refused": _is_refused(beside.said), "shielded": bool(case.shielded_for),
    }  # fmt: skip


def _is_refused(said: list[dict[str, Any]]) -> bool:
    """From what was said about sharing, the newest first: is the last word about the night a no?"""
    about = (EVERYBODY, consent.kind_of_team(pack().region.about.crisis))
    answers = [row["ending"] for row in said if row["stage"] == "sharing" and row["who"] in about]
    return bool(answers) and answers[0] in consent.NO


def _last_day(ends_at: datetime) -> date:
    return local_date(ends_at - timedelta(seconds=1))


def _card(case: Case, card: Nachtkaart, *, how: str, about: str, by: Acting) -> dict[str, Any]:
    """One card, opened: the row of this look keeps how the match is known, and from which item it was asked."""
    wanted: list[tuple[Any, list[str]]] = [(card, ["package"])]
    wanted += [(file, ["flags"]) for file in files_of(case.person)]
    own, *files = access.open_fields(
        wanted, by=by, about=about, action=f"nachtkaart.read_{how}",
        relation=by.on_behalf_of(case.owner_person_id),
    )  # fmt: skip
    package = dict(own.get("package") or {})
    return {
        "name": package.get("name", ""), "calms": package.get("calms", ""),
        "agreements": package.get("agreements", ""),
        "safety": safety.block([flag for file in files for flag in told_flags(file, for_a_visit=True)], at=by.at),
        "last_contact": _last_contact(case), "owner": owner_card(case, by=by),
        "ours": duty.answering(str(case.owner_team_id), by.at).team == by.unit,
        "last_day": _last_day(card.ends_at), "ended": card.ends_at <= by.at,
        "written_at": card.written_at, "written_by": card.written_by.name, "how": word("card match", how),
    }  # fmt: skip


def _last_contact(case: Case) -> dict[str, Any] | None:
    """When somebody spoke with this person last, and how; not what was said."""
    spoke = ContactAttempt.objects.filter(Q(reached=True) | Q(what="contact"), case=case).select_related("by")
    last = spoke.order_by("-at", "-id").first()
    if last is None:
        return None
    return {"at": last.at, "who": last.by.name, "way": word("channel", last.channel) if last.channel else ""}
