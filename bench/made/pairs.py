"""Which two reports are about one person? Made-up pairs with the answer, for learning and for checking."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bench.made.changes import Change, year_only
from bench.made.people import Groups, Person, Record, Town

STRANGERS = (
    "parent",
    "parent",
    "sibling",
    "sibling",
    "twin",
    "partner",
    "namesake",
    "namesake of that year",
    "stranger",
)
KNOWN = {"phone": 0.5, "housenumber": 0.9, "pc4": 0.95}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, whether they are one person, and what was done to the second one."""

    one: Record
    other: Record
    same: bool
    kind: str


def pairs(groups: Groups, changes: Mapping[str, tuple[Change, ...]], count: int, seed: int) -> Iterator[Pair]:
    """`count` pairs, about half of them one person, every kind about as often; some facts are left out."""
    town = Town(groups, seed)
    kinds = list(changes)
    for number in range(count):
        person = town.person()
        own = person.record
        if number % 2:
            kind = STRANGERS[number // 2 % len(STRANGERS)]
            other = _stranger(town, person, kind)
            if kind.endswith("year") and town.random.random() < 0.25:
                other = year_only(other, town)
            elif town.random.random() < 0.12:
                # Not only the same person is written down with mistakes.
                _, steps = town.random.choice(list(changes.items()))
                other = _changed(other, steps[:1], town)
        else:
            kind = kinds[number // 2 % len(kinds)]
            person = _somebody(town, changes[kind])
            own, other = person.record, _changed(person.record, changes[kind], town)
        one, other = _reported(own, town), _reported(other, town)
        if town.random.random() < 0.5:
            one, other = other, one
        yield Pair(one, other, not number % 2, kind)


def _somebody(town: Town, steps: tuple[Change, ...]) -> Person:
    """A person whom the first of these changes really changes (a name with a short form, with a prefix)."""
    person = town.person()
    for _ in range(200):
        if steps[0](person.record, town) != person.record:
            break
        person = town.person()
    return person


def _changed(record: Record, steps: tuple[Change, ...], town: Town) -> Record:
    for step in steps:
        record = step(record, town)
    return record


def _stranger(town: Town, person: Person, kind: str) -> Record:
    if kind.startswith("namesake"):
        return town.namesake(person, same_year=kind.endswith("year")).record
    if kind == "stranger":
        return town.person().record
    return town.relative(person, kind).record


def _reported(record: Record, town: Town) -> Record:
    """What one report holds: not every fact is asked every time."""
    left_out = {name: "" for name, share in KNOWN.items() if town.random.random() > share}
    return replace(record, **left_out)
