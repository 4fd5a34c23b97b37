"""Has this person been reported before, without reading anybody's name? Keyed tokens and the search by them.

Every person gets the same 16 slots and one for the address, each with the same purpose for everybody; a slot
without facts holds random bytes. Names, postcodes and years never stand alone in a token: with half the file
as background such tokens give surnames away. Missing facts cost recall: whoever shows "not reported before"
must also show how little was known. A hit is a hint for a person to look at, never a decision.
"""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count

from privacy.crypto.envelope import prefixed
from privacy.crypto.providers import provider
from privacy.models.tokens import BlindToken
from privacy.names import first_sound, house, parts, phone_digits, postcode, sound

SIZE = 16
ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is known about one person, as typed; "" for unknown.

    birthdate: ISO date, or only a year. other_names: maiden names and aliases; the first one counts.
    house_number may hold the suffix ("12b"). bsn: nine digits. `prefix` is accepted and carries nothing.
    """

    given: str = ""
    prefix: str = ""
    surname: str = ""
    other_names: tuple[str, ...] = ()
    birthdate: str = ""
    street: str = ""
    postcode: str = ""
    house_number: str = ""
    house_suffix: str = ""
    phone: str = ""
    bsn: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One slot: 16 bytes under the key of `purpose`; `real` is False for a random filling."""

    slot: int
    purpose: str
    value: bytes
    real: bool


@dataclass(frozen=True, slots=True)
class _Keys:
    """The coarse keys of one person; an empty text means unknown."""

    given: str
    family: str
    other: str
    start: str
    birth: str
    year: str
    day: str
    pc4: str
    pc6: str
    street: str
    number: str
    suffix: str
    phone: str
    bsn: str

    @property
    def both(self) -> str:
        """Given and family name in alphabetical order, so that swapped names agree; "" unless both known."""
        return _joined(*sorted((self.given, self.family)))

    @property
    def both_other(self) -> str:
        return _joined(*sorted((self.given, self.other)))


def _joined(*facts: str) -> str:
    """The facts as one text, or "" when one of them is unknown: half a compound is no compound."""
    return "|".join(facts) if all(facts) else ""


# (purpose, what goes into it). Slots with one purpose share a key, so that a family name matches an alias.
SLOTS: tuple[tuple[str, Callable[[_Keys], str]], ...] = (
    ("nd", lambda k: _joined(k.family, k.birth)),
    ("nd", lambda k: _joined(k.given, k.birth)),
    ("nd", lambda k: _joined(k.other, k.birth)),
    ("gsy", lambda k: _joined(k.both, k.year)),
    ("gsy", lambda k: _joined(k.both_other, k.year)),
    ("gsmd", lambda k: _joined(k.both, k.day)),
    ("start", lambda k: _joined(k.start, k.birth)),
    ("naddr", lambda k: _joined(k.family, k.pc4, k.number)),
    ("naddr", lambda k: _joined(k.given, k.pc4, k.number)),
    ("gspc", lambda k: _joined(k.both, k.pc4)),
    ("npc", lambda k: _joined(k.family, k.pc6)),
    ("nstr", lambda k: _joined(k.family, k.street, k.number)),
    ("addrd", lambda k: _joined(k.pc4, k.number, k.birth)),
    ("dpc", lambda k: _joined(k.birth, k.pc4)),
    ("tel", lambda k: k.phone),
    ("bsn", lambda k: k.bsn),
    (ADDRESS, lambda k: f"{k.pc6}|{k.number}|{k.suffix}" if k.pc6 and k.number else ""),
)
PERSON_SLOTS = len(SLOTS) - 1


def person_tokens(facts: PersonFacts, version: int | None = None) -> list[Token]:
    """The 16 tokens of a person and the one of the address, always in the same slots.

    version: of the index key; by default the one that is searched with.
    """
    version = version or searched_version()
    keys = _keys(facts)
    texts = [(slot, purpose, describe(keys)) for slot, (purpose, describe) in enumerate(SLOTS)]
    tokens = []
    for slot, purpose, text in texts:
        if text:
            (mac,) = provider().mac_many(purpose, [prefixed((purpose, text))], version)
            tokens.append(Token(slot, purpose, mac[:SIZE], True))
        else:
            tokens.append(Token(slot, purpose, secrets.token_bytes(SIZE), False))
    return tokens


def searched_version() -> int:
    """The version of the index key under which persons are searched for."""
    return provider().index_versions()[0]


def token_rows(match_ref: str, facts: PersonFacts) -> list[BlindToken]:
    """The unsaved rows of one person, for whoever saves many persons at once.

    While the index key is being replaced there are two versions of each; under another key the bytes differ.
    """
    return [
        BlindToken(
            purpose=token.purpose, version=version, token=token.value, match_ref=match_ref, slot=token.slot
        )
        for version in provider().index_versions()
        for token in person_tokens(facts, version)
    ]


def write_tokens(match_ref: str, facts: PersonFacts) -> None:
    """Store the tokens of a new person with one INSERT. match_ref: a random reference of its own."""
    BlindToken.objects.bulk_create(token_rows(match_ref, facts))


def rewrite_tokens(match_ref: str, facts: PersonFacts) -> None:
    """Replace the tokens of a person whose facts changed, in the caller's transaction."""
    BlindToken.objects.filter(match_ref=match_ref).delete()
    write_tokens(match_ref, facts)


def forget_tokens(match_refs: Iterable[str]) -> int:
    """Remove the tokens of persons that are destroyed or may no longer be found; the number of rows."""
    return BlindToken.objects.filter(match_ref__in=list(match_refs)).delete()[0]


def candidates(facts: PersonFacts, limit: int = 20) -> list[tuple[str, frozenset[str]]]:
    """(match_ref, agreeing purposes) of persons stored earlier, most agreement first; one SELECT."""
    wanted = [token.value for token in person_tokens(facts) if token.real and token.purpose != ADDRESS]
    if not wanted:
        return []
    agreeing = BlindToken.objects.filter(token__in=wanted).exclude(purpose=ADDRESS)
    best = (
        agreeing.values("match_ref")
        .annotate(agreement=Count("purpose", distinct=True))
        .order_by("-agreement", "match_ref")[:limit]
    )
    found: dict[str, set[str]] = {}
    rows = agreeing.filter(match_ref__in=best.values("match_ref")).values_list("match_ref", "purpose")
    for ref, purpose in rows:
        found.setdefault(ref, set()).add(purpose)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(ref, frozenset(purposes)) for ref, purposes in ranked]


def at_address(facts: PersonFacts, limit: int = 20) -> list[str]:
    """match_refs stored under exactly this address. Answers "something runs here", never who."""
    wanted = [token.value for token in person_tokens(facts) if token.real and token.purpose == ADDRESS]
    found = BlindToken.objects.filter(token__in=wanted, purpose=ADDRESS)
    return list(found.order_by("match_ref").values_list("match_ref", flat=True)[:limit])


def _keys(facts: PersonFacts) -> _Keys:
    pc4, pc6 = postcode(facts.postcode)
    number, suffix = house(facts.house_number, facts.house_suffix)
    year, day = _birth(facts.birthdate)
    given, surname = parts(facts.given), parts(facts.surname)
    return _Keys(
        given=first_sound(facts.given),
        family=sound(facts.surname),
        other=sound(facts.other_names[0]) if facts.other_names else "",
        start=_joined("".join(surname)[:3], "".join(given)[:1]),
        birth=_joined(year, day),
        year=year,
        day=day,
        pc4=pc4,
        pc6=pc6,
        street=sound(facts.street),
        number=number,
        suffix=suffix,
        phone=phone_digits(facts.phone),
        bsn="".join(c for c in facts.bsn if c.isdigit()),
    )


def _birth(text: str) -> tuple[str, str]:
    """(year, day and month) of an ISO date or of a year alone; "" for what is not known."""
    found = re.fullmatch(r"\s*([12]\d{3})(?:-(\d{2})-(\d{2}))?\s*", text)
    if found is None:
        return "", ""
    year, month, day = found.groups()
    # In ascending order, so that a date with day and month exchanged agrees.
    return year, "-".join(sorted((month, day))) if month else ""
