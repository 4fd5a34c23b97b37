"""How do reports get in from a file? Every line is imported, repeated, advice or rejected with a reason; none is lost.

A JSON line: `{id, received_at, door, channel, reporter: {type, name, organisation, relation_or_function, phone, email,
anonymity_wish}, person_reported: {given, prefix, surname, birthdate, street, house_number, postcode, woonplaats,
phone} or null, narrative, kind?}`. Other fields are dropped unread. The importer decides nothing: only `kind: advies`
counts as advice, and nothing of such a line is kept. A reason never repeats what stands in the line.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError

from casework import intake
from casework.actions import melding as meldingen
from casework.directory.current import pack
from casework.directory.lines import BadLine, moment
from casework.edge import system
from casework.errors import CaseworkError, SentTwice
from privacy.errors import TooLarge
from workflows.refusals import Refusal

WISHES = {"volledig_anoniem": "anonymous", "bekend_bij_meldpunt": "known_to_us", "open": "open"}
MELDER_FIELDS = {
    "name": "name", "organisation": "organisation", "relation_or_function": "relation",
    "phone": "phone", "email": "email",
}  # fmt: skip
KINDS_OF_MELDER = {
    "politie": "police", "buur": "neighbour", "familie": "family", "betrokkene": "client", "huisarts": "huisarts",
    "corporatie": "housing", "wijkteam": "wijkteam", "school": "school", "ziekenhuis": "care", "thuiszorg": "care",
    "begeleider": "care", "hulporganisatie": "care", "fan": "care",
}  # fmt: skip
"""The source's word for who reported -> ours; any other word becomes other."""
ADVICE = "advies"
BOM = b"\xef\xbb\xbf"


@dataclass
class Summary:
    """What happened to the lines: three counts and a list that are disjoint and add up."""

    imported: int = 0
    repeated: int = 0
    advice: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """`{imported, repeated, advice, rejected: [{id, reason}]}`."""
        return {
            "imported": self.imported, "repeated": self.repeated, "advice": self.advice, "rejected": self.rejected,
        }  # fmt: skip


def import_lines(lines: Iterable[bytes]) -> Summary:
    """Take in every line that is not blank, each in a transaction of its own.

    A rejected line is named by its id, or as line:17 when it has none that can be read. Raises
    privacy.errors.TraceUnavailable and database errors: then nothing can be taken in.
    """
    summary = Summary()
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(BOM).strip()
        if text:
            _take(text, f"line:{number}", summary)
    return summary


def _take(line: bytes, place: str, summary: Summary) -> None:
    name = place
    try:
        given = _object(line)
        name = _id(given)
        if given.get("kind") == ADVICE:
            summary.advice += 1
        else:
            receive(arguments(given), name=name, summary=summary)
    except BadLine as unreadable:
        summary.rejected.append({"id": name, "reason": str(unreadable)})


def receive(given: dict[str, Any], *, name: str, summary: Summary) -> None:
    """Take one report in and count what became of it. `given`: what `melding.receive` gets; `name`: for a rejection."""
    try:
        _receive_once(given)
        summary.imported += 1
    except SentTwice:
        summary.repeated += 1
    except TooLarge:
        summary.rejected.append({"id": name, "reason": "a text is larger than one megabyte"})
    except (Refusal, CaseworkError) as refused:
        summary.rejected.append({"id": name, "reason": refused.sentence})


def _receive_once(given: dict[str, Any]) -> None:
    """Raises SentTwice when this report came in before, also when that was a moment ago through another import."""
    try:
        meldingen.receive(by=system(purpose="import"), **given)
    except IntegrityError:
        # Now the other one stands there; anything else is a defect and shows itself again.
        meldingen.receive(by=system(purpose="import"), **given)


def arguments(given: dict[str, Any]) -> dict[str, Any]:
    """What `melding.receive` gets for one line. Raises BadLine with the reason."""
    person, melder = _table(given, "person_reported"), _table(given, "reporter")
    known = {name: _text(person, name) for name in intake.PERSON_FIELDS if name != "bsn"}
    return {
        "source": _id(given),
        "received_at": moment(given, "received_at"),
        "door": _door(given),
        "channel": _word(given, "channel", most=30) or "file",
        "anonymity": _wish(melder),
        "melder": {ours: _text(melder, theirs) for theirs, ours in MELDER_FIELDS.items()}
        | {"kind_of_melder": KINDS_OF_MELDER.get(_text(melder, "type").strip().lower(), "other")},
        "person": known,
        "gemeente": gemeente_of(known["postcode"], known["woonplaats"]),
        "narrative": _text(given, "narrative"),
        # Without a name the address is what there is to look for.
        "location": "" if known["surname"] else address_of(known),
    }


def address_of(known: dict[str, str]) -> str:
    """Street, number, postcode and place on one line, as far as they are known."""
    parts = (known.get(name) for name in ("street", "house_number", "postcode", "woonplaats"))
    return " ".join(part for part in parts if part)


def gemeente_of(postcode: str, woonplaats: str) -> str:
    """The four-digit code of a gemeente of the region by postcode, else by place; "" means that somebody must ask."""
    region = pack().region
    found = region.gemeente_of_pc4(postcode.replace(" ", "")[:4]) or region.gemeente_of_place(woonplaats)
    return found.code if found else ""


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("this is not JSON") from None
    if not isinstance(given, dict):
        raise BadLine("this is not a JSON object")
    return given


def _id(given: dict[str, Any]) -> str:
    """The source's own id of this report: a text on one line, or a number."""
    name = given.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        return str(name)
    if not isinstance(name, str) or not name.strip() or len(name) > 200 or not name.isprintable():
        raise BadLine("id is missing")
    return name


def _table(given: dict[str, Any], key: str) -> dict[str, Any]:
    """A table, empty when left out or null."""
    value = given.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadLine(f"{key} is not a table")
    return value


def _text(given: dict[str, Any], key: str) -> str:
    """A text, empty when left out or null; a number counts as its digits."""
    value = given.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadLine(f"{key} is not a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadLine(f"{key} holds a broken character") from None
    return value


def _word(given: dict[str, Any], key: str, *, most: int) -> str:
    """A short word that is kept readable, for counting."""
    value = _text(given, key).strip()
    if len(value) > most or not value.isprintable():
        raise BadLine(f"{key} is not a word of at most {most} characters")
    return value


def first_door() -> str:
    """The door of what comes in without saying which."""
    return pack().region.doors[0].door


def _door(given: dict[str, Any]) -> str:
    """One of the doors of the region; the first one when the source does not say."""
    doors = list(dict.fromkeys(row.door for row in pack().region.doors))
    door = _text(given, "door") or first_door()
    if door not in doors:
        raise BadLine(f"door is not one of {', '.join(doors)}")
    return door


def _wish(melder: dict[str, Any]) -> str:
    """What the melder wants; known to us only when nothing was said."""
    wish = _text(melder, "anonymity_wish") or "bekend_bij_meldpunt"
    if wish not in WISHES:
        raise BadLine(f"anonymity_wish is not one of {', '.join(WISHES)}")
    return WISHES[wish]
