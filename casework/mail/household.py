"""Who else does a mail name, when its form lists several persons? Only by labels: `Betrokkene 2: ...`, `Kind: ...`.

A second person in running text is left to a human. What is found is what the sender wrote.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from casework.mail import vocabulary as words
from casework.mail.dates import birth_date
from casework.mail.names import address, described, split_name

MOST_OTHERS = 12
LABEL = re.compile(r"^[ \t>*]*([^\W\d_][^:\n?]{0,39}?)\??[ \t]*:[ \t]*(.*)$")
NUMBER = re.compile(r"[ \t]*\(?(\d{1,2})\)?$")
MOST_LABELLED, MOST_LINES = 300, 2_000
WITH_THEM = ("partner", "child", "resident")


@dataclass
class Listed:
    """One person of the list: what they are in the report, and the fields of models.Person."""

    part: str
    person: dict[str, str] = field(default_factory=dict, repr=False)


def split(text: str, *, latest: date, places: Collection[str]) -> tuple[list[Listed], str]:
    """(everybody after the first person, the text without their lines). `latest`, `places`: see names.described."""
    others: list[Listed] = []
    kept: list[str] = []
    first_seen, current = False, False
    for number, line in enumerate(text.split("\n")):
        found = LABEL.match(line) if len(line) <= MOST_LABELLED and number < MOST_LINES else None
        label, value = (found[1].strip().casefold().rstrip("."), found[2].strip()) if found else ("", "")
        part, is_first = _part(label, first_seen) if value else ("", False)
        if is_first:
            first_seen, current = True, False
        elif part and len(others) < MOST_OTHERS:
            named = [_person(one, latest=latest, places=places) for one in value.split(";")]
            people = [Listed(part, person) for person in named if person]
            others += people[: MOST_OTHERS - len(others)]
            current = bool(people)
            if people:
                continue
        elif current and found and _add(others[-1].person, label, value, latest=latest, places=places):
            continue
        else:
            current = False
        kept.append(line)
    return others, "\n".join(kept)


def with_household(others: list[Listed], first: dict[str, str]) -> tuple[dict[str, object], ...]:
    """The others as `melding.receive` takes them; whoever lives with the first person, or names no other address."""
    return tuple(
        {"part": one.part, "household": _together(one, first), **one.person} for one in others if one.person
    )


def _together(one: Listed, first: dict[str, str]) -> bool:
    where = [one.person.get(name, "") for name in ("street", "house_number")]
    same = where == [first.get(name, "") for name in ("street", "house_number")]
    return same if any(where) else one.part in WITH_THEM


def _part(label: str, first_seen: bool) -> tuple[str, bool]:
    """(what somebody with this label is, is it the first person). ("", False) for a label of no person."""
    counted = NUMBER.search(label)
    name = NUMBER.sub("", label) if counted else label
    if name in words.OTHER_LABELS:
        return words.OTHER_LABELS[name], False
    if name not in words.FIRST_LABELS:
        return "", False
    later = int(counted[1]) > 1 if counted else first_seen
    return "concern", not later


def _person(value: str, *, latest: date, places: Collection[str]) -> dict[str, str]:
    value = value.strip()
    whole = described(f"{value}\n", latest=latest, places=places)
    if whole:
        return whole
    name = value.partition("(")[0].partition(",")[0] if len(value.split()) > 5 else value
    named = split_name(name) if 0 < len(name.split()) <= 5 else {}
    return {key: text for key, text in named.items() if text}


def _add(person: dict[str, str], label: str, value: str, *, latest: date, places: Collection[str]) -> bool:
    """Add what a line says about the person whose turn it is; False when it says nothing about a person."""
    meaning = words.PERSON_LABELS.get(label, "person")
    if meaning == "person":
        return False
    if value.casefold() in words.NOT_FILLED_IN:
        return True
    if meaning == "birthdate":
        person["birthdate"] = birth_date(value, latest)
    elif meaning == "address":
        person.update(address(value, places=places))
    else:
        person[meaning] = value[:100]
    return True
