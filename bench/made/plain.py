"""What would the tokens say? The same comparison on two records in the clear, a hundred times as fast.

For learning and measuring only: the product never has both records in the clear. A test holds it against real tokens.
"""

from bench.made.people import Record
from privacy.facts import PersonFacts, asked_parts, stored_parts
from privacy.slots import ADDRESS, SLOTS, Slot
from privacy.tokens import COST, FAR_ENOUGH, Hit, Probe


def facts_of(record: Record) -> PersonFacts:
    """A record of a pair as the facts of a person."""
    return PersonFacts(
        given=record.given, prefix=record.prefix, surname=record.surname, birthdate=record.birthdate,
        postcode=record.pc4, house_number=record.housenumber, phone=record.phone,
    )  # fmt: skip


def plain_hits(stored: PersonFacts, asked: PersonFacts, slots: tuple[Slot, ...] = SLOTS) -> list[Hit]:
    """What `tokens.hits` finds when `asked` is searched among the tokens of `stored`."""
    known = stored_parts(stored)
    levels = {part: dict(variants) for part, variants in asked_parts(asked).items()}
    found = []
    for number, place in enumerate(slots):
        compound = next((one for one in place.compounds if one.fits(known)), None)
        if compound is None or place.purpose == ADDRESS:
            continue
        parts = [
            (kind, levels.get(kind, {}).get(known[part], ""))
            for part, kind in zip(compound.parts, compound.kinds, strict=True)
        ]
        if all(level for _, level in parts) and sum(COST[level] for _, level in parts) <= FAR_ENOUGH:
            found.append((number, Probe(place.purpose, compound.lacking, tuple(parts))))
    return found
