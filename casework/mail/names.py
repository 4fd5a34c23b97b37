"""Which person does a text describe by name and birth date? `JANSEN Jan 10-10-77 Dorp`, `C. van Ginkel (30-05-1963)`.

Only a name beside a birth date counts, and only when the text holds one such person: of two, a human says who the
report is about. Everything found is what the sender wrote, a hint; nothing is looked up.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta

from casework.mail.dates import birth_dates
from casework.mail.vocabulary import PARTICLES, TITLES

MOST_READ = 20_000
BEFORE, AFTER = 100, 100
MOST_NAMES, MOST_PARTICLES = 5, 4
BORN = re.compile(r"[\s,(;:]*(?:\b(?:geb(?:oren)?\.?|geb\.?\s*datum)(?:\s+op)?\s*:?)?[\s(]*$", re.IGNORECASE)
SAYS_BORN = re.compile(r"\bgeb", re.IGNORECASE)
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,6}")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3}) ?([A-Z]{2})(?!\w)")
STREET = re.compile(
    r"(?<![\w.])((?:(?:[A-ZÀ-Þ][\w'’.-]*|van|de|der|den|het|'t)\s+){0,3}[A-ZÀ-Þ][\w'’.-]{2,})\s+"
    r"(\d{1,5}(?:\s?-?\s?[a-zA-Z]\b)?)(?![\w/-])"
)
SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÀ-Þ])|\n")
EVENT = timedelta(days=365)
"""A date this short before the report is when something happened, unless it says "geb"."""


def described(text: str, *, latest: date, places: Collection[str]) -> dict[str, str]:
    """The fields of the one person with a name and a birth date in `text`; {} for none or several.

    `latest`: the day of the report. `places`: names of places in lower case that an address may end with.
    """
    text = text[:MOST_READ]
    found: list[dict[str, str]] = []
    for born, start, end in birth_dates(text, latest):
        before = text[max(0, start - BEFORE) : start]
        lead = BORN.search(before)
        stated = lead is not None and SAYS_BORN.search(lead[0]) is not None
        if not stated and len(born) == 10 and date.fromisoformat(born) > latest - EVENT:
            continue
        named, between = _name_before(before[: lead.start()] if lead else before)
        # "Woont te Voorbeeld 1-1-1960": a place is no person.
        if not named or any(w.casefold() in places for w in (*named["given"].split(), named["surname"])):
            continue
        after = SENTENCE.split(text[end : end + AFTER], maxsplit=1)[0]
        found.append({"birthdate": born} | named | address(f"{between} {after}", places=places))
    return found[0] if len({(one["surname"], one["birthdate"]) for one in found}) == 1 else {}


def _name_before(before: str) -> tuple[dict[str, str], str]:
    """The name `before` ends with, and the parts of an address, at most three, between that name and the end."""
    line, between = before.rpartition("\n")[2], ""
    for _ in range(3):
        start, comma, part = line.rpartition(",")
        if not comma or not any(letter.isdigit() for letter in part):
            break
        line, between = start, f"{part} {between}"
    return _name_at_end(line), between


def _name_at_end(line: str) -> dict[str, str]:
    """The name this line ends with; {} when the words there are no name of at least two words."""
    taken: list[str] = []
    words = line.split()
    while words and len(taken) < MOST_NAMES + MOST_PARTICLES:
        word = words[-1]
        last_of_sentence = word.endswith((".", ":", ";", "!", "?")) and not _is_given(word)
        comma = word.endswith(",")
        bare = word.rstrip(",")
        if bare.lower() in TITLES:
            return split_name(" ".join(taken), titled=True)
        if last_of_sentence or (comma and not bare.isupper()):
            break
        if not (_is_given(bare) or bare.lower() in PARTICLES or (WORD.fullmatch(bare) and bare[0].isupper())):
            break
        taken.insert(0, word)
        words.pop()
    return split_name(" ".join(taken))


def _is_given(word: str) -> bool:
    return INITIALS.fullmatch(word) is not None and word.lower() not in PARTICLES


def split_name(name: str, *, titled: bool = False) -> dict[str, str]:
    """given, prefix and surname. `JANSEN, Jan`, `JANSEN Jan` and `C. van Ginkel`; {} when it is no such name.

    The surname is what stands before a comma, else what stands in capitals in front, else what follows the last given
    name. After a title (`titled`, or in the name itself) a surname alone is enough.
    """
    words = [word for word in name.split() if word.lower() not in TITLES]
    if titled or len(words) < len(name.split()):
        bare = [word for word in words if word.lower() not in PARTICLES]
        if len(bare) == 1 and words[-1] == bare[0]:
            return {"given": "", "prefix": " ".join(words[:-1]).lower(), "surname": _quiet(bare[0])}
    while words and words[0].lower() in PARTICLES:
        words.pop(0)
    if not 2 <= len(words) <= MOST_NAMES + MOST_PARTICLES:
        return {}
    plain = " ".join(words)
    if "," in plain:
        surname, _, given = plain.partition(",")
        return _fields(given.replace(",", " "), surname)
    loud = [word for word in words if word.isupper() and len(word) > 2 and not INITIALS.fullmatch(word)]
    if loud and len(loud) < len(words) and words[0] == loud[0]:
        return _fields(" ".join(words[len(loud) :]), " ".join(loud))
    at = next((i for i, word in enumerate(words) if i and word.lower() in PARTICLES), len(words) - 1)
    return _fields(" ".join(words[:at]), " ".join(words[at:]))


def _fields(given: str, surname: str) -> dict[str, str]:
    """Particles before or behind apart from the surname; capitals only become one capital."""
    words = surname.split()
    count = next((i for i, word in enumerate(words) if word.lower() not in PARTICLES), len(words))
    prefix, rest = " ".join(words[:count]).lower(), " ".join(words[count:])
    given_words = given.split()
    while given_words and not prefix and len(given_words) > 1 and given_words[-1].lower() in PARTICLES:
        prefix = given_words.pop().lower()
    if not rest or not given_words:
        return {}
    return {"given": _quiet(" ".join(given_words)), "prefix": prefix, "surname": _quiet(rest)}


def _quiet(name: str) -> str:
    return name.title() if name.isupper() and not INITIALS.fullmatch(name.replace(" ", "")) else name


def address(text: str, *, places: Collection[str]) -> dict[str, str]:
    """street, house_number, postcode and woonplaats as far as they stand in `text`. Only a place of `places` counts."""
    found: dict[str, str] = {}
    postcode = POSTCODE.search(text)
    if postcode:
        found["postcode"] = f"{postcode[1]} {postcode[2]}"
        text = f"{text[: postcode.start()]}, {text[postcode.end() :]}"
    street = STREET.search(text)
    if street:
        found["street"], found["house_number"] = " ".join(street[1].split()), street[2].replace(" ", "")
        text = text[street.end() :]
    place = _place(text, places)
    if place:
        found["woonplaats"] = place
    return found


def _place(text: str, places: Collection[str]) -> str:
    """The first words of `text` that are the name of a place, at most three together."""
    words = [word.strip(",.;:()") for word in text.split()]
    for at in range(len(words)):
        for length in (3, 2, 1):
            name = " ".join(words[at : at + length])
            if name[:1].isupper() and name.casefold() in places:
                return name
    return ""
