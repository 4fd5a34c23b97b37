"""What is known about a person, and in which ways may somebody else have written it down? Facts in, parts out.

A part is one normalised fact, such as the sound of the family name. A record has one text for each part. Whoever asks
has several, each with how far it lies from what was typed; only the first is ever stored. No keys, no database.
"""

import re
from dataclasses import dataclass

from privacy.names import (
    first_sound,
    house,
    initial,
    parts,
    phone_digits,
    postcode,
    readings,
    sound,
    surnames,
)
from privacy.nicknames import other_forms
from privacy.slips import exchanged_date, is_date, near_codes, near_dates, near_numbers, near_words

# A part as somebody may have written it: the text, and how it lies from what was typed.
Variant = tuple[str, str]
SAME, FORM, PIECE, TURNED, NEAR, UNKNOWN = "same", "form", "piece", "turned", "near", "unknown"
# Of dates: day and month exchanged; another year or another day one digit away; only the year or a first of January.
EXCHANGED, NEAR_DAY, YEAR, NEW_YEAR = "exchanged", "near_day", "year", "new_year"
NOBODY = "-"
# Sounds shorter than this are those of too many given names.
TELLING = 4


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
    woonplaats: str = ""
    postcode: str = ""
    house_number: str = ""
    house_suffix: str = ""
    phone: str = ""
    bsn: str = ""


def stored_parts(facts: PersonFacts) -> dict[str, str]:
    """The one text of each part that is known; what is unknown is not in it."""
    year, month, day = birth_of(facts.birthdate)
    pc4, pc6 = postcode(facts.postcode)
    number, suffix = house(facts.house_number, facts.house_suffix)
    street = sound(facts.street)
    families = _families(facts)
    found = {
        "given": first_sound(facts.given),
        "initial": initial(facts.given) or NOBODY,
        # Beside an address only a real one: nobody's would be the address alone.
        "letter": initial(facts.given),
        "family": sound(families[0]) if families else "",
        "other": sound(families[1]) if len(families) > 1 else "",
        "birth": f"{year}-{month}-{day}" if day else "",
        "year": year,
        "pc4": pc4,
        "pc6": pc6,
        "house": f"{pc4}/{number}" if pc4 and number else "",
        "street": f"{street}/{number}" if street and number else "",
        "town": sound(facts.woonplaats),
        "door": f"{pc6}/{number}/{suffix}" if pc6 and number else "",
        "phone": phone_digits(facts.phone),
        "bsn": "".join(c for c in facts.bsn if c.isdigit()),
    }
    return {part: text for part, text in found.items() if text}


def asked_parts(facts: PersonFacts) -> dict[str, list[Variant]]:
    """For each part the texts under which the same person may be stored, nearest first."""
    own = stored_parts(facts)
    asked = {part: [(text, SAME)] for part, text in own.items()}
    asked["initial"] = _nearest([(own["initial"], SAME)], [(NOBODY, UNKNOWN)])
    asked["given"] = _given_variants(facts.given) if "given" in own else []
    asked["family"] = _family_variants(facts)
    if asked["given"] and asked["family"]:
        # Typed into each other's field.
        asked["given"] = _nearest(asked["given"], [(first_sound(facts.surname), TURNED)])
        asked["family"] = _nearest(asked["family"], [(sound(facts.given), TURNED)])
    asked["birth"] = _birth_variants(facts.birthdate)
    if "house" in own:
        asked["house"] += _house_variants(own["house"])
    if "street" in own:
        asked["street"] += _street_variants(own["street"])
    if "phone" in own:
        asked["phone"] += [(text, NEAR) for text in sorted(near_codes(own["phone"]))]
    return {part: variants for part, variants in asked.items() if variants}


def birth_of(text: str) -> tuple[str, str, str]:
    """(year, month, day) of an ISO date, or ("1970", "", "") of a year alone or an impossible date; "" for unknown."""
    found = re.fullmatch(r"\s*([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?\s*", text)
    if found is None:
        return "", "", ""
    year, month, day = found[1], found[2] or "", found[3] or ""
    if month > "12" >= day:
        month, day = day, month
    return (year, month, day) if day and is_date(year, month, day) else (year, "", "")


def is_new_years_day(text: str) -> bool:
    """True for a first of January: very often what was written for somebody who knows only the year."""
    return birth_of(text)[1:] == ("01", "01")


def _families(facts: PersonFacts) -> list[str]:
    """The family names by which somebody is known: the first in use, then the others."""
    found = surnames(facts.surname) + [name for other in facts.other_names for name in surnames(other)]
    return list(dict.fromkeys(found))


def _given_variants(given: str) -> list[Variant]:
    own, word = first_sound(given), parts(given)[0]
    near = near_words(word, first_sound)
    return _nearest(
        [(own, SAME)],
        [(text, SAME) for text in sorted(map(first_sound, readings(word)))],
        [(text, FORM) for text in sorted(other_forms(given))],
        # A woman's name may be a man's with an "a".
        [(text, NEAR) for text in sorted(near) if _alike(text, own)],
    )


def _alike(near: str, own: str) -> bool:
    return max(len(near), len(own)) >= TELLING and near.endswith("a") == own.endswith("a")


def _family_variants(facts: PersonFacts) -> list[Variant]:
    names = _families(facts)
    if not names:
        return []
    words = parts(names[0])
    pieces = names[1:] + ["".join(parts(facts.surname))] + (words if len(words) > 1 else [])
    spelled = [(reading, SAME) for reading in sorted(readings("".join(words)))]
    spelled += [(reading, PIECE) for name in names[1:] for reading in sorted(readings("".join(parts(name))))]
    near = set[str]().union(*(near_words(name, sound) for name in map(_bare, names[:2])))
    return _nearest(
        [(sound(names[0]), SAME)],
        [(sound(text), level) for text, level in spelled],
        [(sound(piece), PIECE) for piece in pieces],
        [(text, NEAR) for text in sorted(near)],
    )


def _bare(name: str) -> str:
    return "".join(parts(name))


def _birth_variants(birthdate: str) -> list[Variant]:
    year, month, day = birth_of(birthdate)
    if not day:
        return []
    typed = f"{year}-{month}-{day}"
    return _nearest(
        [(typed, SAME)],
        [(exchanged_date(year, month, day), EXCHANGED)],
        [(f"{year}-01-01", NEW_YEAR)],
        [
            (text, NEAR_DAY if text.startswith(year) else NEAR)
            for text in sorted(near_dates(year, month, day))
        ],
    )


def _house_variants(house_: str) -> list[Variant]:
    pc4, number = house_.split("/")
    return [(f"{pc4}/{other}", NEAR) for other in sorted(near_numbers(number))] + [
        (f"{other}/{number}", NEAR) for other in sorted(near_codes(pc4))
    ]


def _street_variants(street: str) -> list[Variant]:
    name, number = street.split("/")
    return [(f"{name}/{other}", NEAR) for other in sorted(near_numbers(number))]


def _nearest(*groups: list[Variant]) -> list[Variant]:
    """The variants of all groups, each text once, with the level it has first."""
    found: dict[str, str] = {}
    for text, level in (variant for group in groups for variant in group):
        if text:
            found.setdefault(text, level)
    return list(found.items())
