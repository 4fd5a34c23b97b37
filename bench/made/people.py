"""Who lives in a made-up region? Persons with households, drawn from name lists with a fixed seed.

Telephone numbers are drawn from a large space, so that two people share one only when they live together; they
begin with 00, as no subscriber's number does.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")
Groups = dict[str, dict[str, Any]]
POSTCODES = [
    str(code)
    for start, count in ((1309, 40), (3891, 9), (8211, 35), (8301, 20))
    for code in range(start, start + count)
]


def groups(name: str) -> Groups:
    """The names of one list, "learning" or "checking": group -> share, men, women, families."""
    return tomllib.loads(Path(__file__).with_name(f"names_{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Record:
    """One report about somebody, as in a file of pairs."""

    given: str = ""
    prefix: str = ""
    surname: str = ""
    birthdate: str = ""
    pc4: str = ""
    housenumber: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who exists: a complete record, and what only the generator knows."""

    record: Record
    group: str
    woman: bool


class Town:
    """Draws people from name lists; equal seeds give equal people."""

    def __init__(self, groups: Groups, seed: int) -> None:
        self.random = Random(seed)
        self.names = {
            name: (group["men"].split(), group["women"].split(), _families(group["families"]))
            for name, group in groups.items()
        }
        self.shares = [group["share"] for group in groups.values()]

    def person(self) -> Person:
        """Somebody new, with a family name that is more often a common one."""
        random = self.random
        (group,) = random.choices(list(self.names), self.shares)
        woman = random.random() < 0.5
        prefix, surname = self.family(group)
        record = Record(
            given=self.given(group, woman), prefix=prefix, surname=surname, birthdate=self.birthdate(group),
            pc4=random.choice(POSTCODES), housenumber=str(random.randint(1, 240)), phone=self.phone(),
        )  # fmt: skip
        return Person(record, group, woman)

    def given(self, group: str, woman: bool) -> str:
        return _skewed(self.random, self.names[group][1 if woman else 0])

    def family(self, group: str) -> tuple[str, str]:
        return _skewed(self.random, self.names[group][2])

    def birthdate(self, group: str = "", after: int = 1935, before: int = 2009) -> str:
        random = self.random
        start = date(after, 1, 1)
        drawn = start + timedelta(days=random.randrange((date(before, 1, 1) - start).days))
        # Who knows only the year is written down on the first of January.
        unknown = group in ("arabic", "eritrean") and random.random() < 0.12
        return f"{drawn.year}-01-01" if unknown else drawn.isoformat()

    def phone(self) -> str:
        return f"00{self.random.randrange(10**8):08d}"

    def relative(self, person: Person, kind: str) -> Person:
        """Somebody else of the same household: "parent", "sibling", "twin" or "partner"."""
        random, own = self.random, person.record
        year = int(own.birthdate[:4])
        if kind == "parent":
            shift = random.choice([-1, 1]) * random.randint(19, 38)
            other = replace(own, birthdate=self.birthdate(after=year + shift, before=year + shift + 1))
            return replace(person, record=other)
        woman = random.random() < 0.5
        given = own.given
        while given == own.given:
            given = self.given(person.group, woman)
        record = replace(own, given=given)
        if kind != "twin":
            shift = random.choice([-1, 1]) * random.randint(1, 9)
            record = replace(record, birthdate=self.birthdate(after=year + shift, before=year + shift + 1))
        if kind == "partner":
            prefix, surname = self.family(person.group)
            record = replace(record, prefix=prefix, surname=surname)
        return Person(record, person.group, woman)

    def namesake(self, person: Person, same_year: bool) -> Person:
        """Somebody with the same name at another address."""
        own = person.record
        year = int(own.birthdate[:4])
        born = self.birthdate(after=year, before=year + 1) if same_year else self.birthdate()
        record = replace(
            own, birthdate=born, pc4=self.random.choice(POSTCODES), housenumber=str(self.random.randint(1, 240)),
            phone=self.phone(),
        )  # fmt: skip
        return replace(person, record=record)


def _families(text: str) -> list[tuple[str, str]]:
    """("van den", "Heuvel") pairs; a prefix stands before a bar and may itself hold blanks."""
    found: list[tuple[str, str]] = []
    prefix: list[str] = []
    for word in text.split():
        before, bar, after = word.partition("|")
        if bar:
            found.append((" ".join([*prefix, before]), after))
            prefix = []
        elif word[0].islower() or word[0] == "'":
            prefix.append(word)
        else:
            found.append(("", word))
    return found


def _skewed(random: Random, items: list[T]) -> T:
    """The earlier an item stands, the more people carry it: the first one about six times as many as the last."""
    return random.choices(items, [1 / (rank + 12) for rank in range(len(items))])[0]
