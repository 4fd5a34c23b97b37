"""What do the tokens of a person hold? The same 16 slots for everybody and one for the address: data, no keys.

A slot holds one compound of parts (privacy/facts.py). No part stands alone, except a telephone number and a BSN, which
few people share; names, dates, years and postcodes only occur together, so that few people ever share a token.
"""

from dataclasses import dataclass

ADDRESS = "address"
# What a slot says when the fact it is made for is not known. Only somebody who already agrees on the rest of the
# compound can read it; to everybody else it is as random as a filling.
NO_BIRTH, YEAR_ONLY, NO_GIVEN, NO_PLACE = "no birth date", "only a year", "no given name", "no place"
# The same for a compound that does not hold the year: that there is only a year, not which.
SOME_YEAR = "some year"
MISSING = {NO_BIRTH: "year", YEAR_ONLY: "birth", SOME_YEAR: "birth", NO_GIVEN: "given", NO_PLACE: "pc4"}

COMPARED_AS = {"other": "family", "letter": "initial"}


@dataclass(frozen=True, slots=True)
class Compound:
    """The parts of one token; `lacking`: what must be unknown for it to be stored."""

    parts: tuple[str, ...]
    lacking: str = ""

    def fits(self, known: dict[str, str]) -> bool:
        """Can a record with these parts store it?"""
        return MISSING.get(self.lacking) not in known and all(part in known for part in self.parts)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The parts under the name by which they are compared: a second family name is a family name."""
        return tuple(COMPARED_AS.get(part, part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Slot:
    """One stored token: its purpose (the key) and the compounds it may hold; the first that fits is stored."""

    purpose: str
    compounds: tuple[Compound, ...]


def slot(purpose: str, *compounds: str | tuple[str, str]) -> Slot:
    """A slot for parts separated by blanks, or for (what is lacking, parts); the first that fits is stored."""
    pairs = [("", one) if isinstance(one, str) else one for one in compounds]
    return Slot(purpose, tuple(Compound(tuple(parts.split()), lacking) for lacking, parts in pairs))


SLOTS: tuple[Slot, ...] = (
    slot("nd", "family birth", (YEAR_ONLY, "given family year"), (NO_BIRTH, "family house")),
    slot("nd", "given birth", (NO_GIVEN, "initial family birth"), (YEAR_ONLY, "given year pc4"),
         (NO_BIRTH, "given house")),
    slot("nd", "other birth", (NO_BIRTH, "other house")),
    slot("ifd", "initial family birth", (YEAR_ONLY, "initial family year town"),
         (NO_BIRTH, "initial family house")),
    slot("gsy", "given family year", (NO_GIVEN, "initial family year pc4"), (NO_BIRTH, "given family phone")),
    slot("gspc", "given family pc4", (NO_GIVEN, "initial family house"), (NO_PLACE, "given family year")),
    slot("naddr", "family house", (NO_PLACE, "family birth")),
    slot("naddr", "given house", (NO_PLACE, "given birth"), (NO_GIVEN, "letter door")),
    slot("naddr", "other house", (NO_BIRTH, "given street"), (SOME_YEAR, "given street"), "given street"),
    slot("gypc", "given year pc4", (NO_BIRTH, "given phone")),
    slot("addrd", "house birth", (YEAR_ONLY, "family year house"), (NO_BIRTH, "given family pc4")),
    slot("gtel", "given phone", (NO_GIVEN, "house birth")),
    slot("nstr", (NO_BIRTH, "family street"), (SOME_YEAR, "family street"), "family street"),
    slot("dpc", "birth pc6", (YEAR_ONLY, "given year phone")),
    slot("tel", "phone"),
    slot("bsn", "bsn", (NO_BIRTH, "given family town"), (NO_GIVEN, "initial family year town")),
    slot(ADDRESS, "door"),
)  # fmt: skip
PERSON_SLOTS = len(SLOTS) - 1
SECOND_NAMES = frozenset(n for n, place in enumerate(SLOTS) if "other" in place.compounds[0].parts)
