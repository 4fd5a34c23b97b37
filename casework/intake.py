"""What comes out of one report? Persons (perhaps unknown), a melding, a melder kept apart, and an open triage."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, cast
from uuid import UUID, uuid4

from casework.directory.current import pack
from casework.models import Account, Involved, Melding, Person, Receipt, Reporter, Triage
from casework.work import current_work
from privacy.context import Acting
from privacy.receipts import code_from
from privacy.tokens import PersonFacts, write_tokens
from workflows.refusals import NotInTheList
from workflows.reporting import CHANNELS, FEEDBACK_WISHES, KNOWS, MELDERS, PARTS, SPEAKING_GROUNDS
from workflows.roles import Role

GEMEENTE = re.compile(r"\d{4}")
SAFETY = ("Q1", "Q1b", "Q2", "Q3")
PERSON_FIELDS = ("given", "prefix", "surname", "birthdate", "bsn", "street", "house_number", "postcode",
                 "woonplaats", "phone")  # fmt: skip
MELDER_FIELDS = ("name", "organisation", "function", "relation", "phone", "email")


def account(by: Acting) -> Account | None:
    """The account that acts; None for the system."""
    return None if by.role == Role.SYSTEM else Account.objects.get(pk=by.actor)


def actor(by: Acting) -> Account:
    """The account that acts, for a column that names it: no statement, but one for each field that is read of it."""
    return Account.from_db("default", ["id"], [UUID(by.actor)])


def with_defaults(answers: dict[str, str]) -> dict[str, str]:
    """The given answers, with the safety questions onbekend when nobody asked them."""
    return dict.fromkeys(SAFETY, "onbekend") | {q: a for q, a in answers.items() if a}


def page_of(source: str) -> str:
    """What stands in a column for where a report came from: nothing that can be read back."""
    return sha256(source.encode()).hexdigest()


def came_before(source: str) -> Melding | None:
    """The melding, or its draft, that came from this source already."""
    return Melding.objects.filter(source_digest=page_of(source)).first()


def require_codes(*, door: str, channel: str, gemeente: str) -> None:
    """Columns that stay readable hold codes, so that no name can be typed there. Raises NotInTheList."""
    doors = {row.door for row in pack().region.doors}
    if door not in doors or channel not in CHANNELS or not (gemeente == "" or GEMEENTE.fullmatch(gemeente)):
        raise NotInTheList


def describe(
    melding: Melding, *, door: str, gemeente: str, person_knows: str, at: datetime, **fields: Any
) -> None:
    """Write down what was said, and whose it is: the duty of its door. Raises NotInTheList."""
    require_codes(door=door, channel=fields["channel"], gemeente=gemeente)
    if person_knows not in KNOWS:
        raise NotInTheList
    melding.owner_team_id = pack().team_of_door(door, gemeente=gemeente, at=at)
    said = fields | {"door": door, "gemeente": gemeente, "person_knows": person_knows}
    for name, value in said.items():
        setattr(melding, name, value)


def person_from(given: dict[str, Any], *, gemeente: str) -> Person:
    """The person as the melder described them; empty when unknown. Never linked to an earlier person by itself."""
    values = {name: str(given.get(name) or "") for name in PERSON_FIELDS}
    pc4 = values["postcode"].replace(" ", "")[:4]
    known = bool(values["surname"] or values["given"])
    return Person(
        identity_status="presumed" if known else "unknown",
        gemeente=gemeente,
        pc4=pc4 if pc4.isdigit() and len(pc4) == 4 else "",
        flags=given.get("flags") or [],
        flagged=bool(given.get("flags")),
        **values,
    )


def add_all(
    melding: Melding,
    *,
    melder: dict[str, Any],
    answers: dict[str, str],
    tokens_of: dict[str, Any],
    others: Sequence[dict[str, Any]] = (),
    by: Acting,
) -> Triage:
    """Put the persons, melding, reporter and triage into the running change, and write the persons' tokens."""
    work = current_work()
    person = cast(Person, melding.person)
    work.add(person)
    if melding not in work.touched:
        work.add(melding)
    add_involved(melding, others)
    work.add(reporter_from(melder, melding=melding))
    triage = Triage(
        melding=melding, owner_team_id=melding.owner_team_id, tree_version=pack().tree(by.at).version,
        answers=answers,
    )  # fmt: skip
    work.add(triage)
    write_tokens(str(person.pk), facts_of(tokens_of))
    return triage


def add_involved(melding: Melding, others: Sequence[dict[str, Any]]) -> None:
    """Everybody else in the report, each with a file of their own. Raises NotInTheList.

    others: the fields of models.Person, `part` (one of PARTS), and `household` when they live with the first person.
    """
    first = cast(Person, melding.person)
    for given in others:
        if given.get("part") not in PARTS:
            raise NotInTheList
        person = person_from(given, gemeente=melding.gemeente)
        if given.get("household"):
            first.household = person.household = first.household or uuid4()
        current_work().add(person)
        current_work().add(Involved(melding=melding, person=person, part=given["part"]))
        write_tokens(str(person.pk), facts_of(given))


def reporter_from(melder: dict[str, Any], *, melding: Melding) -> Reporter:
    """Who reported. Fully anonymous keeps the kind of melder only, whatever was typed."""
    keep = melding.anonymity != "anonymous"
    values = {name: str(melder.get(name) or "") if keep else "" for name in MELDER_FIELDS}
    kind = melder.get("kind_of_melder") or "other"
    ground, wish = (str(melder.get(name) or "not_said") for name in ("speaking_ground", "feedback_wish"))
    if kind not in MELDERS or ground not in SPEAKING_GROUNDS or wish not in FEEDBACK_WISHES:
        raise NotInTheList
    return Reporter(
        melding=melding, kind_of_melder=kind, speaking_ground=ground, feedback_wish=wish, **values
    )


def receipt_from(typed: str, *, melding: Melding) -> Receipt:
    """The receipt with this code. Raises NotInTheList when it is no code."""
    code = code_from(typed)
    if code is None:
        raise NotInTheList
    return Receipt.of(melding, code)


def facts_of(given: dict[str, Any]) -> PersonFacts:
    """What the keyed tokens are made of. `birthdate`: ISO date, a year, or empty."""
    text = {name: str(given.get(name) or "") for name in PERSON_FIELDS}
    return PersonFacts(
        given=text["given"], prefix=text["prefix"], surname=text["surname"], birthdate=text["birthdate"],
        street=text["street"], woonplaats=text["woonplaats"], postcode=text["postcode"],
        house_number=text["house_number"], phone=text["phone"], bsn=text["bsn"],
    )  # fmt: skip
