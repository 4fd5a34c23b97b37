"""Which bytes of an event are sealed? Its canonical JSON: the named fields, sorted, without blanks.

The lists are part of the format: a later field gets a new format number and a list of its own, because old
events must give the same bytes for ever.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii
from typing import Any
from uuid import UUID

from django.db.models import Model

from privacy.ledger.tree import leaf_hash
from privacy.models.ledger import AccessEvent, ChangeEvent

FORMAT = 1
COMMON = (
    "event_id",
    "at",
    "recorded_at",
    "actor",
    "role",
    "unit",
    "purpose",
    "relation",
    "request_id",
    "action",
    "salt",
    "fields",
)
FIELDS: dict[str, tuple[str, ...]] = {
    "access": (*COMMON, "outcome", "subjects", "about"),
    "change": (
        *COMMON,
        "id",
        "about_kind",
        "about_ref",
        "version",
        "from_state",
        "to_state",
        "reason_code",
    ),
}
TABLES: dict[str, type[Model]] = {"access": AccessEvent, "change": ChangeEvent}


# The names in the order in which canonical JSON has them, with what every event says of itself.
_ORDER = {source: tuple(sorted(names)) for source, names in FIELDS.items()}


def leaves(source: str, event_ids: Iterable[UUID]) -> dict[UUID, tuple[bytes, datetime]]:
    """Event id -> (leaf hash, recorded_at) of those `event_ids` that exist in `source`; one SELECT."""
    order = _ORDER[source]
    which, when = order.index("event_id"), order.index("recorded_at")
    rows = TABLES[source]._default_manager.filter(event_id__in=list(event_ids)).values_list(*order)
    return {row[which]: (leaf_hash(_line(source, row)), row[when]) for row in rows}


def canonical(source: str, row: Mapping[str, Any]) -> bytes:
    """The bytes of one event, read as a dictionary of its fields."""
    return _line(source, [row[name] for name in _ORDER[source]])


def _line(source: str, values: Sequence[Any]) -> bytes:
    """What the encoder would give for the whole event; put together by hand because it is three times as fast."""
    return (_FORM[source] % tuple([_TEXT.get(type(value), _encode)(value) for value in values])).encode()


def _plain(value: Any) -> str:
    """Moments in UTC to the microsecond, ids with dashes, bytes in hex. Raises TypeError for anything else."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    return bytes(value).hex()


def _quoted(value: Any) -> str:
    return f'"{_plain(value)}"'


def _form(source: str) -> str:
    """Canonical JSON with a place for the value of each name of `_ORDER`, in that order."""
    said = {**dict.fromkeys(_ORDER[source], "%s"), "format": FORMAT, "source": source}
    return _encode(said).replace('"%s"', "%s")


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=_plain).encode
_TEXT: dict[type, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    int: str,
    datetime: _quoted,
    UUID: _quoted,
    bytes: _quoted,
    memoryview: _quoted,
}
_FORM = {source: _form(source) for source in FIELDS}
