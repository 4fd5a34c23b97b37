"""What comes out of one report? A person (perhaps unknown), a melding, a melder kept apart, and an open triage."""

import re
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from casework.directory.current import pack
from casework.errors import SentTwice
from casework.models import Account, Melding, Person, Reporter, Triage
from casework.work import current_work
from privacy.context import Acting
from privacy.tokens import PersonFacts, write_tokens
from workflows.melding import MELDERS
from workflows.refusals import NotInTheList
from workflows.roles import Role

CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
"""A channel: the word of our own form, or that of a source."""

GEMEENTE = re.compile(r"\d{4}")
SAFETY = ("Q1", "Q1b", "Q2", "Q3")
PERSON_FIELDS = ("given", "prefix", "surname", "birthdate", "bsn", "street", "house_number", "postcode",
                 "woonplaats", "phone")  # fmt: skip
MELDER_FIELDS = ("name", "organisation", "relation", "phone", "email")


def account(by: Acting) -> Account | None:
    """The account that acts; None for the system."""
    return None if by.role == Role.SYSTEM else Account.objects.get(pk=by.actor)


def with_defaults(answers: dict[str, str]) -> dict[str, str]:
    """The given answers, with the safety questions onbekend when nobody asked them."""
    return dict.fromkeys(SAFETY, "onbekend") | {q: a for q, a in answers.items() if a}


def prepare(
    *, by: Acting, source: str | None, received_at: datetime, gemeente: str, narrative: str, **fields: Any
) -> Melding:
    """A new melding, not yet saved, owned by the duty of its door. Raises SentTwice when the source came before."""
    digest = sha256(source.encode()).hexdigest() if source else None
    earlier = Melding.objects.filter(source_digest=digest).first() if digest else None
    if earlier is not None:
        raise SentTwice(earlier)
    _require_codes(door=fields["door"], channel=fields["channel"], gemeente=gemeente)
    return Melding(
        owner_team_id=pack().team_of_door(fields["door"], gemeente=gemeente),
        source_digest=digest, received_at=received_at, gemeente=gemeente, narrative=narrative, **fields,
    )  # fmt: skip


def _require_codes(*, door: str, channel: str, gemeente: str) -> None:
    """Columns that stay readable hold codes, so that no name can be typed there. Raises NotInTheList."""
    doors = {row.door for row in pack().region.doors}
    if (
        door not in doors
        or not CODE.fullmatch(channel)
        or not (gemeente == "" or GEMEENTE.fullmatch(gemeente))
    ):
        raise NotInTheList


def person_from(given: dict[str, Any], *, gemeente: str, by: Acting) -> Person:
    """The person as the melder described them; empty when unknown. Never linked to an earlier person by itself."""
    values = {name: str(given.get(name) or "") for name in PERSON_FIELDS}
    pc4 = values["postcode"].replace(" ", "")[:4]
    known = bool(values["surname"] or values["given"])
    return Person(
        identity_status="presumed" if known else "unknown",
        gemeente=gemeente,
        pc4=pc4 if pc4.isdigit() and len(pc4) == 4 else "",
        flags=given.get("flags") or [],
        **values,
    )


def add_all(
    melding: Melding,
    *,
    melder: dict[str, Any],
    answers: dict[str, str],
    tokens_of: dict[str, Any],
    by: Acting,
) -> None:
    """Put person, melding, reporter and triage into the running change, and write the person's tokens."""
    work = current_work()
    person = cast(Person, melding.person)
    work.add(person)
    work.add(melding)
    work.add(reporter_from(melder, melding=melding))
    work.add(
        Triage(
            melding=melding,
            owner_team_id=melding.owner_team_id,
            tree_version=pack().tree(by.at).version,
            answers=answers,
        )
    )
    write_tokens(str(person.pk), facts_of(tokens_of))


def reporter_from(melder: dict[str, Any], *, melding: Melding) -> Reporter:
    """Who reported. Fully anonymous keeps the kind of melder only, whatever was typed."""
    keep = melding.anonymity != "anonymous"
    values = {name: str(melder.get(name) or "") if keep else "" for name in MELDER_FIELDS}
    kind = melder.get("kind_of_melder") or "other"
    if kind not in MELDERS:
        raise NotInTheList
    return Reporter(melding=melding, kind_of_melder=kind, **values)


def facts_of(given: dict[str, Any]) -> PersonFacts:
    """What the keyed tokens are made of. `birthdate`: ISO date, a year, or empty."""
    text = {name: str(given.get(name) or "") for name in PERSON_FIELDS}
    return PersonFacts(
        given=text["given"], prefix=text["prefix"], surname=text["surname"], birthdate=text["birthdate"],
        postcode=text["postcode"], house_number=text["house_number"], phone=text["phone"], bsn=text["bsn"],
    )  # fmt: skip
