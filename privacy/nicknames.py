"""Which given names may be one person's? Short, church and foreign forms, from general knowledge and three rules.

The families in given_names.txt are common Dutch, Frisian, English, Turkish, Arabic, Surinamese, Polish, Ukrainian and
Eritrean usage, one a line; a name may stand in several. The rules: a short form is the beginning of the long one,
Abdelkarim is Karim, and who has two given names may go by either. All of it says "may be": a brother Jan and a
brother Johan exist.
"""

import re
from functools import lru_cache
from pathlib import Path

from privacy.names import LONGEST, first_sound, parts

SERVANT_OF = re.compile(r"^[ae]b[de]+[aeou]?[lrsnz](?=[a-z]{4})")
FAMILIES = Path(__file__).with_name("given_names.txt")
# Shorter beginnings are shared by too many names.
SHORTEST = 3


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, frozenset[str]]:
    """sound -> the sounds of all names that share a family with it."""
    found: dict[str, set[str]] = {}
    for family in FAMILIES.read_text(encoding="utf-8").splitlines():
        sounds = {first_sound(name) for name in family.split()}
        for sound in sounds:
            found.setdefault(sound, set()).update(sounds)
    return {sound: frozenset(others - {sound}) for sound, others in found.items()}


def other_forms(given: str) -> set[str]:
    """Sounds of other given names under which this person may be known; never its own."""
    own = first_sound(given)
    if not own:
        return set()
    first, *others = parts(given)
    pieces = {first[:length] for length in range(SHORTEST, min(len(first) - 1, LONGEST))}
    pieces |= {SERVANT_OF.sub("", first)}
    pieces |= {others[0], first + others[0]} if others else set()
    return (set(_by_sound().get(own, ())) | {first_sound(piece) for piece in pieces}) - {own, ""}
