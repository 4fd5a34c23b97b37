"""What kind of mail is this, who reports and about whom, as far as the mail itself says so? Hints for a triagist.

By structure: labels before a colon, the domain of the sender. Nothing is decided here: danger stays unanswered, a name
is what somebody wrote, and no sender is proven. What belongs to the melder is taken out of the story, because more
people read the story than may know the melder.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from casework.mail import vocabulary as words
from casework.mail.dates import birth_date
from casework.mail.household import split, with_household
from casework.mail.message import ParsedMail
from casework.mail.names import address, described, split_name

MOST_LABELLED, MOST_LINES = 300, 2_000
"""A label stands in a line of at most this many characters, and among the first so many lines."""

LABEL = re.compile(r"^[ \t>*]*([^\W\d_][^:\n?]{0,39}?)\??[ \t]*:[ \t]*(.*)$")
MELDER_MARK = "[melder]"
SIGNATURE = re.compile(r"\n--[ \t]*\n")
LONGEST_SIGNATURE = 1_500
PHONE = re.compile(r"(?<![\w-])(?:\+31|0031|0)[ -]?(?:\d[ -]?){8}\d(?![\w-])")
NO_REPLY = re.compile(r"^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What a mail states, in the words of `melding.receive`.

    `kind`: police_form, web_form or letter. `melder`: kind_of_melder, name, organisation, relation, phone, email.
    `person`: fields of models.Person. `others`: everybody else a form
    lists, as melding.receive takes them. `narrative`: subject and text without what is the melder's.
    """

    kind: str
    anonymity: str
    melder: dict[str, str] = field(repr=False)
    person: dict[str, str] = field(repr=False)
    narrative: str = field(repr=False)
    others: tuple[dict[str, object], ...] = field(default=(), repr=False)


def read(mail: ParsedMail, *, today: date, places: Collection[str]) -> Reading:
    """The reading of one mail. `today`: the day of the report, no birth date lies after it. `places`: in lower case."""
    labelled, melder, story = _sorted_lines(mail.text)
    kind = _kind(labelled)
    melder = _melder(mail, kind, melder)
    listed, own = split(mail.text, latest=today, places=places)
    person = _labelled_person(_sorted_lines(own)[0] if listed else labelled, today=today, places=places)
    if not person.get("surname"):
        person = described(own, latest=today, places=places) | person
    person = {name: value for name, value in person.items() if value}
    signed, narrative = _without_melder(f"{mail.subject}\n\n{story}".strip(), melder)
    if signed and not melder["phone"]:
        melder["phone"] = signed
    others = with_household(listed, person)
    return Reading(kind, _wish(labelled, melder), melder, person, narrative, others)


def _sorted_lines(text: str) -> tuple[dict[str, str], dict[str, str], str]:
    """(label -> value, what is said about the melder, the text without the lines of the melder)."""
    labelled: dict[str, str] = {}
    melder: dict[str, str] = {}
    kept: list[str] = []
    for number, line in enumerate(text.split("\n")):
        found = LABEL.match(line) if len(line) <= MOST_LABELLED and number < MOST_LINES else None
        label = found[1].strip().casefold() if found else ""
        value = found[2].strip() if found else ""
        if found:
            labelled.setdefault(label, "" if value.casefold() in words.NOT_FILLED_IN else value)
        if label in words.MELDER_LABELS:
            melder.setdefault(words.MELDER_LABELS[label], labelled[label])
        else:
            kept.append(line)
    return labelled, melder, "\n".join(kept).strip()


def _kind(labelled: dict[str, str]) -> str:
    if any(label in labelled for label in words.POLICE_LABELS):
        return "police_form"
    return "web_form" if all(label in labelled for label in words.FORM_LABELS) else "letter"


def _melder(mail: ParsedMail, kind: str, said: dict[str, str]) -> dict[str, str]:
    """Who reports. A form speaks for somebody else: its sender is a machine."""
    melder = dict.fromkeys(("name", "organisation", "relation", "phone", "email"), "") | said
    if kind == "police_form":
        name, bracket, organisation = melder["name"].partition("(")
        if bracket:
            melder["name"], melder["organisation"] = name.strip(), organisation.strip(" )")
    elif kind == "letter" and not NO_REPLY.match(mail.sender_address):
        melder["name"] = melder["name"] or mail.sender_name
        melder["email"] = melder["email"] or mail.sender_address
    return melder | {"kind_of_melder": _kind_of_melder(mail, kind, melder["relation"])}


def _kind_of_melder(mail: ParsedMail, kind: str, relation: str) -> str:
    if kind == "police_form":
        return "police"
    by_relation = _first(words.KINDS_BY_RELATION, {relation.casefold()})
    if by_relation or kind == "web_form":
        return by_relation or "other"
    domain = mail.sender_address.rpartition("@")[2]
    return _first(words.KINDS_BY_WORD, set(re.split(r"[.-]", domain))) or "other"


def _first(table: dict[str, tuple[str, ...]], said: set[str]) -> str:
    return next((kind for kind, known in table.items() if said & set(known)), "")


def _wish(labelled: dict[str, str], melder: dict[str, str]) -> str:
    """What the melder wants; known to us only when nothing was said or when a name was left with us."""
    said = next((labelled[label] for label in words.ANONYMOUS_LABELS if label in labelled), "").casefold()
    if said in words.YES and not (melder["name"] or melder["email"] or melder["phone"]):
        return "anonymous"
    return "open" if said in words.NO else "known_to_us"


def _labelled_person(labelled: dict[str, str], *, today: date, places: Collection[str]) -> dict[str, str]:
    """The person as the labels say."""
    person: dict[str, str] = {}
    for label, value in labelled.items():
        meaning = words.PERSON_LABELS.get(label.rstrip(".").removesuffix(" 1"))
        if meaning == "person" and value:
            whole = described(f"{value}\n", latest=today, places=places)
            person |= whole or (split_name(value) if len(value.split()) <= 5 else {})
        elif meaning == "birthdate":
            person["birthdate"] = birth_date(value, today)
        elif meaning == "address":
            person |= address(value, places=places)
        elif meaning and value:
            person[meaning] = value[:100]
    return person


def _without_melder(story: str, melder: dict[str, str]) -> tuple[str, str]:
    """(a telephone number in the signature, the story in which the melder is a mark).

    Whole names only: a surname alone may be that of the person the report is about.
    """
    parts = SIGNATURE.split(f"\n{story}")
    phone = ""
    if len(parts) > 1 and len(parts[-1]) <= LONGEST_SIGNATURE:
        found = PHONE.search(parts[-1])
        phone = found[0] if found else ""
        story = story[: len(story) - len(parts[-1])] + PHONE.sub(MELDER_MARK, parts[-1])
    for name in ("name", "email", "phone"):
        said = melder[name]
        # One word, such as "Moeder", is no name that tells who somebody is.
        if len(said) > 4 and (name != "name" or " " in said):
            story = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", MELDER_MARK, story, flags=re.IGNORECASE)
    return phone, story
