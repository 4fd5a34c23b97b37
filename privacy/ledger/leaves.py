"""Which bytes of an event are sealed? Its canonical JSON: the named fields, sorted, without blanks.

The lists are part of the format: a later field gets a new format number and a list of its own, because old
events must give the same bytes for ever.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
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


def leaves(source: str, event_ids: Iterable[UUID]) -> dict[UUID, tuple[bytes, datetime]]:
    """Event id -> (leaf hash, recorded_at) of those `event_ids` that exist in `source`; one SELECT."""
    rows = TABLES[source]._default_manager.filter(event_id__in=list(event_ids)).values(*FIELDS[source])
    return {row["event_id"]: (leaf_hash(canonical(source, row)), row["recorded_at"]) for row in rows}


def canonical(source: str, row: Mapping[str, Any]) -> bytes:
    """The bytes of one event, read as a dictionary of its fields."""
    content = {name: row[name] for name in FIELDS[source]}
    content.update(format=FORMAT, source=source)
    return _encode(content).encode()


def _plain(value: Any) -> str:
    """Moments in UTC to the microsecond, ids with dashes, bytes in hex. Raises TypeError for anything else."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    return bytes(value).hex()


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=_plain).encode
