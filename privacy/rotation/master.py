"""How do the master keys get a new version? Make it, put every data key under it, and only then refuse the old.

    key      the new version stands in the key file; from now on new data keys are wrapped with it
    rewrap   every living data key, in batches, each only as it was read
    refuse   none is left under an older version: the lowest version that counts is raised

The old version stays in the file, refused, until `forget()`: a copy of the keystore from before cannot be
opened without it, so first a new copy must be kept. After that, what was destroyed stays destroyed in every
older copy.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from privacy.crypto import keyring
from privacy.crypto.providers import KEKS
from privacy.errors import RotationRefused
from privacy.models import DataKey
from privacy.rotation import keyfile
from privacy.rotation.progress import Running, running, unfinished

KIND = "master"
BATCH = 500


def rotate() -> dict[str, Any]:
    """What was done. Raises RotationRefused when a data key does not open, Unavailable, TraceUnavailable."""
    with running(KIND, "key", _target) as job:
        target = job.row.target
        if job.row.stage == "key":
            job.trace("key")
            keyfile.add_versions(target)
            job.move("rewrap")
        if job.row.stage == "rewrap":
            job.trace("rewrap")
            _rewrap(job)
            job.move("refuse")
        job.trace("refuse")
        keyfile.raise_minimum(target)
        # A process that was killed between making a key and looking back may have left one behind.
        _rewrap(job)
        job.finish()
        return {
            "rotation": KIND, "resumed": job.resumed, "versions": target,
            "rewrapped": job.counts.get("rewrapped", 0), "under_an_older_version": behind(target).count(),
        }  # fmt: skip


def forget() -> dict[str, Any]:
    """Erase the refused versions from the key file; which ones. Raises RotationRefused while any is needed."""
    if unfinished(KIND) is not None:
        raise RotationRefused("a rotation of the master keys is not finished: run --master first")
    left = behind(keyfile.in_file().minimum).count()
    if left:
        raise RotationRefused(f"{left} data keys still need a refused version: run --master first")
    with running("forget", "erase", dict) as job:
        job.trace("erase")
        gone = keyfile.forget_below_minimum(KEKS)
        job.finish()
    return {"rotation": "forget", "erased": gone}


def plan() -> dict[str, Any]:
    """What rotate() would do now. Changes nothing."""
    begun = unfinished(KIND)
    target = begun.target if begun else _target()
    return {
        "rotation": KIND, "dry_run": True, "resumes": begun is not None, "from": keyfile.newest(KEKS),
        "to": target, "data_keys": behind(target).count(),
        "steps": ["key", "rewrap", "refuse"] if begun is None else [begun.stage],
    }  # fmt: skip


def plan_to_forget() -> dict[str, Any]:
    """What forget() would erase. Changes nothing."""
    keys = keyfile.in_file()
    old = {name: [v for v in sorted(keys.roots[name]) if v < keys.minimum.get(name, 0)] for name in KEKS}
    return {"rotation": "forget", "dry_run": True, "erased": {name: v for name, v in old.items() if v}}


def behind(target: dict[str, int]) -> "QuerySet[DataKey]":
    """The data keys that are not under the version of their master key that `target` names."""
    older = Q(pk__in=())
    for name, version in target.items():
        older |= Q(kek_name=name, kek_version__lt=version)
    return DataKey.objects.filter(older).exclude(status=DataKey.Status.DESTROYED)


def _target() -> dict[str, int]:
    return {name: version + 1 for name, version in keyfile.newest(KEKS).items()}


def _rewrap(job: Running) -> None:
    """Pass over what is behind until nothing is; a pass that brings nothing further raises RotationRefused."""
    todo = behind(job.row.target)
    left = todo.count()
    while left:
        before, failed = left, 0
        after: int | None = 0
        while after is not None:
            after, not_opened = _batch(todo, after)
            failed += not_opened
        left = todo.count()
        job.count("rewrapped", before - left)
        if left >= before:
            raise RotationRefused(
                f"{left} data keys could not be rewrapped ({failed} do not open); the old version still counts"
            )


def _batch(todo: "QuerySet[DataKey]", after: int) -> tuple[int | None, int]:
    """Rewrap the next rows: (where they ended, None at the end; how many do not open)."""
    with transaction.atomic(using=keyring.ALIAS, durable=True):
        # Rows somebody else holds are passed over and never waited for, so nobody can lock each other out.
        rows = list(todo.filter(pk__gt=after).order_by("pk").select_for_update(skip_locked=True)[:BATCH])
        failed = keyring.rewrap(rows)
    return (rows[-1].pk if rows else None), failed
