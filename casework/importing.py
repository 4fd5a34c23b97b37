"""How do reports get in from a file? Every line is imported, repeated, advice or rejected with a reason; none is lost.

A JSON line: `{id, received_at, door, channel, reporter: {type, name, organisation, relation_or_function, phone, email,
anonymity_wish}, person_reported: {given, prefix, surname, birthdate, street, house_number, postcode, woonplaats,
phone} or null, narrative, kind?}`. Other fields are dropped unread. The importer decides nothing: only `kind: advies`
counts as advice, and nothing of such a line is kept. A rejected line waits in the Postbak, sealed as it came. A reason
never repeats what stands in the line.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from casework import intake
from casework.arriving import NotTaken, Original, Summary, reject, settle
from casework.directory.current import pack
from casework.directory.lines import BadLine, moment
from casework.place import address_of, first_door, gemeente_of
from workflows.reporting import CHANNELS

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
CHANNELS_OF_SOURCES = {
    "telefoon": "phone", "telefoon_politie": "phone", "telefoon_crisis": "phone", "telefoon_hap": "phone",
    "telefoon_ziekenhuis": "phone", "telefoon_fan": "phone", "email": "mail", "webformulier": "web_form",
    "politie_zorgmelding": "police_form", "app": "app", "beeldbellen": "video", "bezoek": "visit", "brief": "post",
}  # fmt: skip
"""The source's word for how it came in -> ours; any other word becomes file."""
ADVICE = "advies"
BOM = b"\xef\xbb\xbf"


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
    original = Original(line, name=place, digest=sha256(b"line:" + line).hexdigest())
    try:
        given = _object(line)
        name = _id(given)
        if given.get("kind") == ADVICE:
            summary.advice += 1
            return
        report = arguments(given)
    except BadLine as unreadable:
        reject(original, NotTaken("unreadable_line", str(unreadable)), name=name, summary=summary)
        return
    settle(original, lambda: {"report": report}, name=name, summary=summary)


def arguments(given: dict[str, Any]) -> dict[str, Any]:
    """What `melding.receive` gets for one line. Raises BadLine with the reason."""
    person, melder = _table(given, "person_reported"), _table(given, "reporter")
    known = {name: _text(person, name) for name in intake.PERSON_FIELDS if name != "bsn"}
    return {
        "source": _id(given),
        "received_at": moment(given, "received_at"),
        "door": _door(given),
        "channel": _channel(given),
        "anonymity": _wish(melder),
        "melder": {ours: _text(melder, theirs) for theirs, ours in MELDER_FIELDS.items()}
        | {"kind_of_melder": KINDS_OF_MELDER.get(_text(melder, "type").strip().lower(), "other")},
        "person": known,
        "gemeente": gemeente_of(known["postcode"], known["woonplaats"]),
        "narrative": _text(given, "narrative"),
        # Without a name the address is what there is to look for.
        "location": "" if known["surname"] else address_of(known),
    }


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


def _channel(given: dict[str, Any]) -> str:
    """One of our channels, from the source's word or from ours."""
    said = _text(given, "channel").strip().lower()
    return said if said in CHANNELS else CHANNELS_OF_SOURCES.get(said, "file")


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
