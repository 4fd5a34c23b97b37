"""How does a record get under the newest version of its data key while people work on it?

The record keeps its version: nothing a person can see has changed, so an open form still fits. What changed
are ciphertexts, so each record leaves a change event at its own version with the new digests, in the same
transaction. Written only when the record is still at the version that was read; one that somebody is busy
with is left for the next pass. Values that do not open are left as they are and counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from privacy.context import acting
from privacy.crypto import keyring
from privacy.declarations import declaration
from privacy.errors import Destroyed, RotationRefused, SealError
from privacy.ledger.anchors import anchored_models
from privacy.ledger.record import Release, change, release
from privacy.models import ChangeEvent
from privacy.opaque import Sealed
from privacy.rotation.progress import Running
from privacy.sealed import digests, open_for, scope_of, sealed_names, subject_of

ACTION = "keys.reseal"
BATCH = 50
Key = tuple[int, int]


@dataclass
class Seen:
    """One pass over the records. Counts records, and of what cannot be opened values.

    kept: keys of values that were left as they are.
    """

    resealed: int = 0
    busy: int = 0
    destroyed: int = 0
    unreadable: int = 0
    kept: set[Key] = field(default_factory=set)


def models_to_reseal() -> list[type[Model]]:
    """Every model that seals values, in a fixed order. Raises RotationRefused when one counts no versions."""
    sealing = [model for model in apps.get_models() if declaration(model).scope and sealed_names(model)]
    unversioned = sorted(model._meta.label for model in set(sealing) - set(anchored_models()))
    if unversioned:
        raise RotationRefused(f"{', '.join(unversioned)} seals values and counts no versions")
    return sorted(sealing, key=lambda model: model._meta.label_lower)


def batches(model: type[Model], after: Any = None) -> Iterator[list[Any]]:
    """The records of `model` after the one with key `after`, in the order of their keys."""
    while True:
        rows = model._base_manager.order_by("pk")
        chunk = list((rows if after is None else rows.filter(pk__gt=after))[:BATCH])
        if not chunk:
            return
        yield chunk
        after = chunk[-1].pk


def reseal(records: Sequence[Any], job: Running, seen: Seen) -> None:
    """Bring these records, all of one model, under the newest versions of their keys; adds to `seen`."""
    # A frame of its own: opened keys live no longer than one batch.
    with acting(job.by):
        open_for(_whole(records))
        behind = {record.pk: names for record in records if (names := _behind(record, seen))}
        if not behind:
            return
        chosen = [record for record in records if record.pk in behind]
        labels = {label for record in chosen for label in sealed_names(record, *behind[record.pk])}
        permit = release(
            job.by, ACTION, [subject_of(record) for record in chosen], sorted(labels), about=job.about
        )
        fresh = {record.pk: _sealed_again(record, behind[record.pk], permit, seen) for record in chosen}
        _write([record for record in chosen if fresh[record.pk]], fresh, job, seen)


def _whole(records: Sequence[Any]) -> list[Any]:
    """The records whose values all name a key; the others are met again, one value at a time."""
    whole = []
    for record in records:
        try:
            [value.key() for _, value in _values(record)]
        except SealError:
            continue
        whole.append(record)
    return whole


def _values(record: Any) -> list[tuple[str, Sealed]]:
    names = [column.attname for column in record._meta.concrete_fields if hasattr(column, "seal_name")]
    return [(name, value) for name in names if isinstance(value := getattr(record, name), Sealed)]


def _behind(record: Any, seen: Seen) -> list[str]:
    """The attributes of `record` whose value is under an older version and can be brought up."""
    names = []
    for name, value in _values(record):
        key = None
        try:
            key = value.key()
            # First the key of the value: a scope without keys would get one by being asked for it.
            if key is not None and keyring.opened(key) != keyring.key_for(*scope_of(record)):
                names.append(name)
        except SealError as error:
            _left(error, key, seen)
    return names


def _left(error: SealError, key: Key | None, seen: Seen) -> None:
    """A value stays as it is: destroyed on purpose, or not readable."""
    seen.destroyed += isinstance(error, Destroyed)
    seen.unreadable += not isinstance(error, Destroyed)
    if key is not None:
        seen.kept.add(key)


def _sealed_again(record: Any, names: Sequence[str], permit: Release, seen: Seen) -> dict[str, Any]:
    """Attribute -> what goes into its column; without the values that turn out not to open."""
    columns = {}
    for name in names:
        value = getattr(record, name)
        try:
            setattr(record, name, Sealed(pending=value.open(permit)))
        except SealError as error:
            _left(error, value.key(), seen)
            continue
        columns[name] = record._meta.get_field(name).pre_save(record, False)
    return columns


def _write(records: Sequence[Any], fresh: dict[Any, dict[str, Any]], job: Running, seen: Seen) -> None:
    if not records:
        return
    model: type[Model] = type(records[0])
    said, rows = declaration(model), model._base_manager
    events = []
    with transaction.atomic():
        # Rows somebody else holds are passed over and never waited for, so nobody can lock each other out.
        held = rows.filter(pk__in=list(fresh)).select_for_update(skip_locked=True)
        free = set(held.values_list("pk", flat=True))
        for record in records:
            as_read = rows.filter(pk=record.pk, version=record.version)
            if record.pk not in free or not as_read.update(**fresh[record.pk]):
                seen.busy += 1
                continue
            seen.resealed += 1
            new = digests(record, *fresh[record.pk])
            ref = str(getattr(record, said.about))
            events.append(change(job.by, ACTION, said.kind, ref, record.version, new))
        ChangeEvent.objects.bulk_create(events)
