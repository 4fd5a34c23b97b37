"""How does every data key get a new version? New versions first, then every record, then the old ones end.

    versions  each scope with a key from before this rotation gets a next version; the old one only opens
    reseal    pass after pass over every record, until a pass finds nothing under an old version
    settle    once more after the longest request has ended: it may have begun with the old version in hand
    retire    old versions that nothing needs end, when the copies of the records from their time are gone

What is new since the rotation began already has a new key and is left alone.
"""

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from privacy.context import wall_clock
from privacy.crypto import keyring
from privacy.errors import RotationRefused
from privacy.models import DataKey
from privacy.models.rotation import KeyRotation
from privacy.rotation.progress import Running, running, unfinished
from privacy.rotation.reseal import Key, Seen, batches, models_to_reseal, reseal

KIND = "data"
STAGES = ("versions", "reseal", "settle", "retire")
BATCH = 500
# A moment for others between two batches, which matters where there is one writer at a time.
BREATH = 0.01
# So many passes in a row may bring nothing further, because somebody holds on to the same records.
PATIENCE = 5
LONGEST_COPY = timedelta(days=35)


def rotate(settle: float) -> dict[str, Any]:
    """What was done; `unreadable` counts values that did not open before either. settle: seconds.

    Raises RotationRefused when some records stay busy, Unavailable, TraceUnavailable.
    """
    models_to_reseal()
    with running(KIND, "versions", dict) as job:
        if job.row.stage == "versions":
            job.trace("versions")
            _make_versions(job)
            job.move("reseal")
        job.trace("reseal")
        _until_clean(job)
        job.trace("settle")
        time.sleep(settle)
        seen = _until_clean(job)
        job.trace("retire")
        job.count("retired", _retire(seen.kept))
        job.finish()
        done = {name: job.counts.get(name, 0) for name in ("new_versions", "resealed", "retired")}
        left = {"destroyed": seen.destroyed, "unreadable": seen.unreadable}
        return {"rotation": KIND, "resumed": job.resumed, **done, **left}


def plan() -> dict[str, Any]:
    """What rotate() would do now. Changes nothing and opens nothing."""
    begun = unfinished(KIND)
    moment = begun.started_at if begun else wall_clock()
    return {
        "rotation": KIND, "dry_run": True, "resumes": begun is not None,
        "new_versions": _older_than(moment).count() if begun is None or begun.stage == "versions" else 0,
        "records": {model._meta.label_lower: model._base_manager.count() for model in models_to_reseal()},
        "old_versions": DataKey.objects.filter(status=DataKey.Status.DECRYPT_ONLY).count(),
        "old_enough_to_retire": _superseded().count(),
        "steps": STAGES[STAGES.index(begun.stage) if begun else 0 :],
    }  # fmt: skip


def _older_than(moment: Any) -> "QuerySet[DataKey]":
    return DataKey.objects.filter(status=DataKey.Status.ACTIVE, created_at__lt=moment)


def _make_versions(job: Running) -> None:
    while rows := _next_versions(job.row):
        job.count("new_versions", rows)
        time.sleep(BREATH)
    left = _older_than(job.row.started_at).count()
    if left:
        raise RotationRefused(f"{left} data keys are held by somebody else: run --data again")


def _next_versions(row: KeyRotation) -> int:
    """Give the next scopes their new version, both halves in one transaction."""
    with transaction.atomic(using=keyring.ALIAS, durable=True):
        old = list(_older_than(row.started_at).order_by("pk").select_for_update(skip_locked=True)[:BATCH])
        DataKey.objects.filter(pk__in=[key.pk for key in old]).update(status=DataKey.Status.DECRYPT_ONLY)
        new = [
            keyring.new_row((key.scope_kind, key.scope_ref), key_id=key.key_id, version=key.version + 1)
            for key in old
        ]
        DataKey.objects.bulk_create(new)
    keyring.bring_up(new)
    return len(new)


def _until_clean(job: Running) -> Seen:
    """Pass over all records until a pass finds none to bring up; that pass."""
    fruitless = 0
    while fruitless < PATIENCE:
        seen = _pass(job)
        job.count("resealed", seen.resealed)
        if not seen.resealed and not seen.busy:
            return seen
        fruitless = 0 if seen.resealed else fruitless + 1
        if fruitless:
            time.sleep(1)
    raise RotationRefused(f"{seen.busy} records are held by somebody else: run --data again")


def _pass(job: Running) -> Seen:
    seen = Seen()
    label, _, key = job.row.cursor.partition(":")
    for model in models_to_reseal():
        if model._meta.label_lower < label:
            continue
        after = model._meta.pk.to_python(key) if key and model._meta.label_lower == label else None
        for records in batches(model, after):
            before = seen.resealed
            reseal(records, job, seen)
            if seen.resealed > before:
                job.move("reseal", f"{model._meta.label_lower}:{records[-1].pk}")
                time.sleep(BREATH)
    job.move("reseal")
    return seen


def _superseded() -> "QuerySet[DataKey]":
    """Old versions whose successor is older than the oldest copy of the records."""
    days = getattr(settings, "PRIVACY_RECORDS_COPY_DAYS", LONGEST_COPY.days)
    successor = DataKey.objects.filter(
        key_id=OuterRef("key_id"),
        version__gt=OuterRef("version"),
        created_at__lt=wall_clock() - timedelta(days=days),
    )
    return DataKey.objects.filter(Exists(successor), status=DataKey.Status.DECRYPT_ONLY)


def _retire(needed: set[Key]) -> int:
    """End the old versions that neither a value nor a copy needs; how many."""
    ended = 0
    for key in _superseded():
        if (key.key_id, key.version) not in needed:
            ended += DataKey.objects.filter(pk=key.pk, status=DataKey.Status.DECRYPT_ONLY).update(
                status=DataKey.Status.DESTROYED,
                wrapped=bytes(60),
                destroyed_at=wall_clock(),
                destroyed_by="rotation",
            )
    return ended
