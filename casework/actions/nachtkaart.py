"""How does a care coordinator write the card for the night, and how does the night say whose card it needs?"""

from datetime import date

from casework import access, consent, intake, nachtkaart, nachtkaart_terms
from casework.actions.case.shared import WITH_CLOCK, add_line
from casework.actions.command import command
from casework.actions.disclosure.shared import stands
from casework.directory.current import DISCLOSURE, pack
from casework.disclosing import values_of
from casework.errors import NotYours, TwoPartsNeeded
from casework.models import Case, ConfirmedMatch, FanContact, Nachtkaart
from casework.models.base import Owned
from casework.policy import may_see
from casework.recognition import persons_like
from casework.work import current_work
from privacy.context import Acting
from privacy.facts import PersonFacts
from workflows.calendars import local_date
from workflows.nachtkaart import HOW, ends_in_time
from workflows.nachtkaart_refusals import (
    CardEndNeeded,
    CardOfShieldedCase,
    CardWordsNeeded,
    WhoOrWhereNeeded,
)
from workflows.refusals import GroundNeeded, NotInTheList, ReasonNeeded
from workflows.roles import Role
from workflows.sharing_refusals import GroundNeedsConsent, SharingRefused

SAID = ("yes", "not_asked")


@command
def write(
    *, by: Acting, case_ref: str, calms: str, agreements: str, last_day: date, ground: str = "",
    agreed: str = "not_asked", seen_version: int | None = None,
) -> Case:  # fmt: skip
    """The card for whoever answers at night; it takes the place of the one before. `calms`: what calms this person.

    `last_day`: local date until which it counts. `ground`: L-code, "" for what is usual. `agreed`: yes, or not_asked.
    Raises CardWordsNeeded, CardEndNeeded, CardOfShieldedCase, GroundNeeded, GroundNeedsConsent, SharingRefused.
    """
    case = _own(case_ref, by=by, step="write", seen_version=seen_version)
    if case.shielded_for:
        raise CardOfShieldedCase
    if not (calms.strip() or agreements.strip()):
        raise CardWordsNeeded
    if not isinstance(last_day, date) or not ends_in_time(last_day, local_date(by.at)):
        raise CardEndNeeded
    code = _rests_on(case, ground, agreed, by=by)
    name = values_of(case, ["name"], decision=may_see(case, by), by=by, action="nachtkaart.write")
    package = {"name": name.get("name", ""), "calms": calms.strip(), "agreements": agreements.strip()}
    ends_at = nachtkaart_terms.end_of(last_day)
    _take_back(case, by=by)
    card = Nachtkaart(
        case=case, ground=code, consent=agreed, written_at=by.at, written_by_id=by.actor, ends_at=ends_at,
        package=package, package_digest=nachtkaart.digest_of(package, code, agreed, last_day),
    )  # fmt: skip
    current_work().add(card)
    nachtkaart_terms.runs_until(case, ends_at, at=by.at)
    stands(card, case, last_day, by=by)
    add_line(case, "card_written", by=by)
    return case


@command
def stop(*, by: Acting, case_ref: str, reason: str, seen_version: int | None = None) -> Case:
    """The card is taken back, or this case needs none, and why. From now on nobody reads one. Raises ReasonNeeded."""
    case = _own(case_ref, by=by, step="stop", seen_version=seen_version)
    if not reason.strip():
        raise ReasonNeeded
    _take_back(case, by=by)
    nachtkaart_terms.stop(case)
    add_line(case, nachtkaart_terms.NOT_NEEDED, by=by, text=reason)
    return case


@command
def ask(*, by: Acting, case_ref: str) -> Case:
    """A case that ran before its region asked for cards: its owner has the term of it from now on.

    A card that counts already gets the term of that card. Raises NotYours, for anybody but the system.
    """
    case = access.for_change(WITH_CLOCK, case_ref, by=by, action="nachtkaart.ask", seen_version=None)
    if by.role != Role.SYSTEM:
        raise NotYours
    card = nachtkaart.newest(case)
    if card is not None and card.ends_at > by.at and case.card_clock is None:
        nachtkaart_terms.runs_until(case, card.ends_at, at=by.at)
    else:
        nachtkaart_terms.begin_if_needed(case, at=by.at)
    return case


@command
def confirm(
    *, by: Acting, item_ref: str, how: str = "person", given: str = "", surname: str = "", birthdate: str = "",
    postcode: str = "", house_number: str = "", phone: str = "",
) -> Owned:  # fmt: skip
    """Who has the duty is sure of whom a melding, crisis or contact is about, or of the address alone (`how`).

    What is typed comes beside what the item tells this reader already, and is not kept. Whether anything was found
    the answer does not say: the card does. Raises NotYours, WhoOrWhereNeeded, SearchedTooOften, NotInTheList.
    """
    asked = nachtkaart.find(item_ref, by=by, action="nachtkaart.confirm")
    if not asked.at_night:
        raise NotYours
    if how not in HOW:
        raise NotInTheList
    typed = {"given": given, "surname": surname, "birthdate": birthdate, "postcode": postcode,
             "house_number": house_number, "phone": phone}  # fmt: skip
    facts = _facts(asked, {name: value for name, value in typed.items() if value.strip()}, by=by)
    try:
        persons = persons_like(facts, how=how, by=by, about=item_ref)
    except TwoPartsNeeded:
        raise WhoOrWhereNeeded from None
    sure = how == "address" or nachtkaart.is_one_person(persons)
    for case in nachtkaart.open_cases(persons if sure else ()):
        current_work().add(ConfirmedMatch(item_ref=item_ref, case=case, how=how, at=by.at, by_id=by.actor))
    current_work().concerns(asked.item)
    item: Owned = asked.item
    return item


def _own(case_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Case:
    """The case, locked, of its own care coordinator or who stands in. Raises NotYours."""
    case = access.for_change(
        WITH_CLOCK.select_related("person"),
        case_ref,
        by=by,
        action=f"nachtkaart.{step}",
        seen_version=seen_version,
    )
    if by.role != Role.CARE_COORDINATOR or not by.acts_for(case.owner_person_id) or case.state_info.final:
        raise NotYours
    return case


def _take_back(case: Case, *, by: Acting) -> None:
    """Nobody reads the card that is there any more."""
    for pk in list(Nachtkaart.objects.filter(case=case, stopped_at=None).values_list("pk", flat=True)):
        access.locked_together(Nachtkaart.objects.all(), pk=pk).stopped_at = by.at


def _rests_on(case: Case, ground: str, agreed: str, *, by: Acting) -> str:
    """The ground it is shared on. Raises when ground and consent do not allow it."""
    crisis = pack().region.about.crisis
    if agreed not in SAID:
        raise NotInTheList
    if nachtkaart.is_refused(case, crisis):
        raise SharingRefused
    code = ground or pack().usual_ground(consent.kind_of_team(crisis), at=by.at)
    if code not in pack().grounds(DISCLOSURE, at=by.at):
        raise GroundNeeded
    if agreed != consent.YES and code not in pack().without_consent(DISCLOSURE, at=by.at):
        raise GroundNeedsConsent
    return code


def _facts(asked: nachtkaart.Asked, typed: dict[str, str], *, by: Acting) -> PersonFacts:
    """What the item tells this reader of the person, with what was typed in the place of it."""
    item = asked.item
    records = [
        one for one in (item.person, item if isinstance(item, FanContact) else None) if one is not None
    ]
    opened = access.open_records(
        asked.decision, records, by=by, about=f"{item.kind()}:{item.ref}", action="nachtkaart.confirm"
    )
    known = {name: str(value) for one in opened for name, value in one.items() if isinstance(value, str)}
    if isinstance(item, FanContact):
        known["phone"] = known.pop("caller", "")
    return intake.facts_of(known | typed)
