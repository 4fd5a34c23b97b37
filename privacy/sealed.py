"""How does a record carry what must not be read? The door for models and for whoever builds an answer.

Assigning a value wraps it at once, so that signals, logs, templates and tracebacks meet the wrapping and
never the text. Saving encrypts it once under the key of the row's scope. A page costs one SELECT for keys
(`open_for`), a new record one INSERT (`prepare_for`), whatever the number of fields.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from privacy.crypto import keyring
from privacy.fields import SealedBytesField, SealedField, SealedJSONField, scope_of, subject_of
from privacy.ledger.record import Release
from privacy.opaque import MASK, Revealed, Sealed, reveals

__all__ = [
    "MASK",
    "Revealed",
    "Sealed",
    "SealedBytesField",
    "SealedField",
    "SealedJSONField",
    "digests",
    "open_for",
    "prepare_for",
    "reveal",
    "reveals",
    "scope_of",
    "sealed_names",
    "subject_of",
]


def sealed_names(model: type[Model] | Model, *attributes: str) -> tuple[str, ...]:
    """Seal names of the sealed fields of `model`, of `attributes` only when given. They go into release()."""
    fields = _sealed_fields(model)
    return tuple(fields[name].seal_name for name in (attributes or fields))


def prepare_for(records: Iterable[Model]) -> None:
    """Make and open the keys that saving `records` needs, with one INSERT."""
    keyring.prepare(scope_of(record) for record in records if _sealed_fields(record))


def open_for(records: Iterable[Model]) -> None:
    """Open the keys of everything loaded and sealed in `records` with one SELECT."""
    loaded = [
        value
        for record in records
        for name in _sealed_fields(record)
        if isinstance(value := record.__dict__.get(name), Sealed)
    ]
    keyring.open_many(key for value in loaded if (key := value.key()) is not None)


def reveal(record: Model, *names: str, release: Release) -> dict[str, Any]:
    """Attribute name -> opened value (None where nothing is stored) for `names` of `record`."""
    fields = _sealed_fields(record)
    values = {name: getattr(record, name) for name in names}
    return {
        name: None if value is None else fields[name].reveal(value, release) for name, value in values.items()
    }


def digests(record: Model, *names: str) -> dict[str, str | None]:
    """Attribute name -> hash of its ciphertext for `change()`; None for readable and for empty fields."""
    values = {name: record.__dict__.get(name) for name in (names or _sealed_fields(record))}
    return {name: value.digest() if isinstance(value, Sealed) else None for name, value in values.items()}


def _sealed_fields(model: type[Model] | Model) -> dict[str, Any]:
    """Attribute name -> field, for the sealed fields of a model; recognised by their seal name."""
    return {field.attname: field for field in model._meta.concrete_fields if hasattr(field, "seal_name")}
