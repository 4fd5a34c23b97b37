"""Has this person been reported before, without reading anybody's name? Keyed tokens and the search by them.

Every person gets one token for each of the slots (privacy/slots.py); a slot without facts holds random bytes, so that
the table does not show how much is known. What is stored is stored once, as it was typed; whoever asks also asks for
the other ways in which it may have been written. A hit is a hint for a person to look at, never a decision.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy.crypto.envelope import prefixed
from privacy.crypto.providers import provider
from privacy.facts import (
    EXCHANGED,
    FORM,
    NEAR,
    NEAR_DAY,
    NEW_YEAR,
    PIECE,
    SAME,
    TURNED,
    UNKNOWN,
    PersonFacts,
    Variant,
    asked_parts,
    stored_parts,
)
from privacy.models.tokens import BlindToken
from privacy.slots import ADDRESS, PERSON_SLOTS, SLOTS, Compound

__all__ = (
    "ADDRESS",
    "PERSON_SLOTS",
    "SLOTS",
    "PersonFacts",
    "agreeing",
    "at_address",
    "candidates",
    "forget_tokens",
    "hits",
    "person_tokens",
    "probes",
    "rewrite_tokens",
    "searched_version",
    "token_rows",
    "write_tokens",
)
SIZE = 16
# How far the parts of one compound may lie from what was asked, together.
COST = {SAME: 0, UNKNOWN: 0, FORM: 1, PIECE: 1, TURNED: 1, EXCHANGED: 1, NEW_YEAR: 1, NEAR: 2, NEAR_DAY: 2}
FAR_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One slot: 16 bytes under the key of `purpose`; `real` is False for a random filling."""

    slot: int
    purpose: str
    value: bytes
    real: bool


@dataclass(frozen=True, slots=True)
class Probe:
    """What it means when a stored token equals this one: each part with how far it lies from what was asked."""

    purpose: str
    lacking: str
    parts: tuple[tuple[str, str], ...]


Hit = tuple[int, Probe]  # the slot of the stored token, and what its agreement means


def person_tokens(facts: PersonFacts, version: int | None = None) -> list[Token]:
    """The 16 tokens of a person and the one of the address, always in the same slots.

    version: of the index key; by default the one that is searched with.
    """
    version = version or searched_version()
    known = stored_parts(facts)
    tokens = []
    for number, place in enumerate(SLOTS):
        fitting = next((compound for compound in place.compounds if compound.fits(known)), None)
        if fitting is None:
            tokens.append(Token(number, place.purpose, secrets.token_bytes(SIZE), False))
        else:
            (value,) = _macs(
                place.purpose, fitting, [prefixed([known[part] for part in fitting.parts])], version
            )
            tokens.append(Token(number, place.purpose, value, True))
    return tokens


def probes(facts: PersonFacts, version: int | None = None) -> dict[bytes, Probe]:
    """Every token under which this person may be stored, with what it would mean; without the address.

    Some thousands when much is known. They are made for one search and kept nowhere.
    """
    version = version or searched_version()
    asked = asked_parts(facts)
    found: dict[bytes, Probe] = {}
    compounds = {(place.purpose, one.kinds, one.lacking): one for place in SLOTS for one in place.compounds}
    for (purpose, kinds, lacking), compound in compounds.items():
        if purpose == ADDRESS:
            continue
        rows = list(_combinations([asked.get(kind, []) for kind in kinds]))
        values = _macs(purpose, compound, [text for text, _ in rows], version)
        meaning = {
            levels: Probe(purpose, lacking, tuple(zip(kinds, levels, strict=True))) for _, levels in rows
        }
        for value, (_, levels) in zip(values, rows, strict=True):
            found.setdefault(value, meaning[levels])
    return found


def _combinations(choices: list[list[Variant]]) -> list[tuple[bytes, tuple[str, ...]]]:
    """One variant of each part, as long as they are not too far off together: the message, and the levels."""
    rows: list[tuple[bytes, tuple[str, ...], int]] = [(b"", (), FAR_ENOUGH)]
    for variants in choices:
        coded = [(prefixed((text,)), level, COST[level]) for text, level in variants]
        rows = [
            (message + text, (*levels, level), left - cost)
            for message, levels, left in rows
            for text, level, cost in coded
            if cost <= left
        ]
    return [(message, levels) for message, levels, _ in rows]


def _macs(purpose: str, compound: Compound, messages: Sequence[bytes], version: int) -> list[bytes]:
    heading = prefixed((purpose, compound.lacking, *compound.kinds))
    macs = provider().mac_many(purpose, [heading + message for message in messages], version)
    return [mac[:SIZE] for mac in macs]


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


def hits(asked: dict[bytes, Probe], stored: Iterable[tuple[int, bytes]]) -> list[Hit]:
    """What agrees between a person asked for and the (slot, token) rows of one stored person."""
    return [(place, asked[token]) for place, token in stored if token in asked]


def agreeing(facts: PersonFacts, limit: int) -> dict[str, list[Hit]]:
    """match_ref -> what agrees, of the persons with the most tokens in agreement; one SELECT."""
    asked = probes(facts)
    if not asked:
        return {}
    rows = BlindToken.objects.filter(token__in=list(asked)).values_list("match_ref", "slot", "token")
    found: dict[str, list[tuple[int, bytes]]] = {}
    for ref, place, token in rows:
        found.setdefault(ref, []).append((place, bytes(token)))
    # Few people share a token, so that all who agree on anything are few enough to count here.
    best = sorted(found, key=lambda ref: (-len(found[ref]), ref))[:limit]
    return {ref: hits(asked, found[ref]) for ref in best}


def candidates(facts: PersonFacts, limit: int = 20) -> list[tuple[str, frozenset[str]]]:
    """(match_ref, agreeing purposes) of persons stored earlier, most agreement first; one SELECT."""
    agreed = agreeing(facts, limit).items()
    found = [(ref, frozenset(probe.purpose for _, probe in hits_)) for ref, hits_ in agreed]
    return sorted(found, key=lambda item: (-len(item[1]), item[0]))


def at_address(facts: PersonFacts, limit: int = 20) -> list[str]:
    """match_refs stored under exactly this address. Answers "something runs here", never who."""
    wanted = [token.value for token in person_tokens(facts) if token.real and token.purpose == ADDRESS]
    found = BlindToken.objects.filter(token__in=wanted, purpose=ADDRESS)
    return list(found.order_by("match_ref").values_list("match_ref", flat=True)[:limit])
