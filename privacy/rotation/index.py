"""How does the index key get a new version while people are being searched for?

    key       the new version stands in the key file; from now on tokens are written under both
    settle    whoever began before that has ended
    backfill  persons with tokens get those of the new version, from their own sealed facts
    switch    searched is under the new version, and only that is written
    drop      the tokens of older versions go, and then their key

A person whose key was destroyed has no facts left; their tokens end with the old version. One who cannot be
read for another reason stops the rotation before the switch, because nobody would find them again.
"""

import time
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet

from privacy.context import acting
from privacy.declarations import declaration
from privacy.errors import Destroyed, RotationRefused, SealError
from privacy.ledger.record import Release, release
from privacy.models import BlindToken
from privacy.rotation import keyfile
from privacy.rotation.progress import Running, running, unfinished
from privacy.rotation.reseal import batches
from privacy.sealed import open_for, reveal, sealed_names, subject_of
from privacy.tokens import PersonFacts, person_tokens

KIND = "index"
NAMES = ("index",)
DROPPED_AT_ONCE = 5_000
# So many passes may meet persons whom somebody else is busy with.
PATIENCE = 5
# Seal name -> what it is to the tokens. Seal names are frozen, so this is as well.
FACTS = {
    "person.given": "given",
    "person.prefix": "prefix",
    "person.surname": "surname",
    "person.birthdate": "birthdate",
    "person.street": "street",
    "person.woonplaats": "woonplaats",
    "person.house_number": "house_number",
    "person.postcode": "postcode",
    "person.phone": "phone",
    "person.bsn": "bsn",
}


def rotate(settle: float) -> dict[str, Any]:
    """What was done. settle: seconds. Raises RotationRefused when a person cannot be read, Unavailable,
    TraceUnavailable.
    """
    with running(KIND, "key", _target) as job:
        version = job.row.target["index"]
        if job.row.stage == "key":
            job.trace("key")
            keyfile.add_versions(job.row.target)
            job.trace("settle")
            time.sleep(settle)
            job.move("backfill")
        if job.row.stage == "backfill":
            job.trace("backfill")
            _backfill(job, version)
            job.move("switch")
        if job.row.stage == "switch":
            job.trace("switch")
            keyfile.raise_minimum(job.row.target)
            time.sleep(settle)
            job.move("drop")
        # Whoever began before the first settling and has only ended now.
        _backfill(job, version)
        job.trace("drop")
        _drop(job, version)
        keyfile.forget_below_minimum(NAMES)
        job.finish()
        done = {name: job.counts.get(name, 0) for name in ("persons", "without_facts", "dropped")}
        return {"rotation": KIND, "resumed": job.resumed, "version": version, **done}


def plan() -> dict[str, Any]:
    """What rotate() would do now. Changes nothing and opens nothing."""
    begun = unfinished(KIND)
    version = (begun.target if begun else _target())["index"]
    stages = ["key", "backfill", "switch", "drop"]
    return {
        "rotation": KIND, "dry_run": True, "resumes": begun is not None, "from": keyfile.newest(NAMES),
        "to": {"index": version}, "tokens": BlindToken.objects.filter(version__lt=version).count(),
        "persons": _behind(version).values("match_ref").distinct().count(),
        "steps": stages[stages.index(begun.stage) if begun else 0 :],
    }  # fmt: skip


def _target() -> dict[str, int]:
    return {"index": keyfile.newest(NAMES)["index"] + 1}


def person_model() -> type[Model]:
    """The model that seals the facts of persons. Raises RotationRefused when there is none."""
    for model in apps.get_models():
        if declaration(model).scope and set(FACTS) <= set(sealed_names(model)):
            return model
    raise RotationRefused("no model seals the facts of persons")


def _behind(version: int) -> "QuerySet[BlindToken]":
    """Tokens of persons who have none of `version`."""
    done = BlindToken.objects.filter(version=version).values("match_ref")
    return BlindToken.objects.exclude(match_ref__in=done)


def _backfill(job: Running, version: int) -> None:
    """Pass over the persons until a pass leaves nobody whose facts can be read."""
    patience = PATIENCE
    while True:
        busy = unreadable = 0
        for persons in batches(person_model()):
            with acting(job.by):
                facts, broken = _facts(_asked(persons, version), job)
                unreadable += broken
                busy += _write(facts, version, job)
        if unreadable:
            raise RotationRefused(f"{unreadable} persons cannot be read, and would not be found any more")
        if not busy:
            break
        patience -= 1
        if not patience:
            raise RotationRefused(f"{busy} persons are held by somebody else: run --index again")
        time.sleep(1)
    job.counts["without_facts"] = _behind(version).values("match_ref").distinct().count()


def _asked(persons: list[Any], version: int) -> list[Any]:
    """Those of `persons` who have tokens, and none of `version`."""
    refs = _behind(version).filter(match_ref__in=[str(person.pk) for person in persons])
    wanted = set(refs.values_list("match_ref", flat=True))
    return [person for person in persons if str(person.pk) in wanted]


def _facts(persons: list[Any], job: Running) -> tuple[list[tuple[Any, PersonFacts]], int]:
    """(persons with their facts, how many cannot be read); who was destroyed is in neither."""
    found: list[tuple[Any, PersonFacts]] = []
    broken = 0
    if persons:
        names = _attributes(persons[0])
        labels = sealed_names(persons[0], *names)
        subjects = [subject_of(person) for person in persons]
        permit = release(job.by, "keys.index.read", subjects, labels, about=job.about)
        for person in persons:
            try:
                open_for([person])
                found.append((person, _facts_of(person, names, permit)))
            except Destroyed:
                continue
            except SealError:
                broken += 1
    return found, broken


def _facts_of(person: Any, names: dict[str, str], permit: Release) -> PersonFacts:
    said = reveal(person, *names, release=permit)
    facts: dict[str, Any] = {fact: str(said[name] or "") for name, fact in names.items()}
    return replace(PersonFacts(), **facts)


def _attributes(person: Any) -> dict[str, str]:
    """Attribute of the person -> what it is to the tokens."""
    columns = [column for column in person._meta.concrete_fields if hasattr(column, "seal_name")]
    return {column.attname: FACTS[column.seal_name] for column in columns if column.seal_name in FACTS}


def _write(found: list[tuple[Any, PersonFacts]], version: int, job: Running) -> int:
    """Write the tokens of `version`, only of who is as they were read; how many persons still lack them."""
    if not found:
        return 0
    refs = [str(person.pk) for person, _ in found]
    with transaction.atomic():
        held = person_model()._base_manager.filter(pk__in=refs).select_for_update(skip_locked=True)
        now = dict(held.values_list("pk", "version"))
        # Asked again under the lock: somebody may have been forgotten, or written by the product itself.
        lacking = set(_behind(version).filter(match_ref__in=refs).values_list("match_ref", flat=True))
        rows = [
            BlindToken(
                purpose=token.purpose, version=version, token=token.value, match_ref=str(person.pk), slot=token.slot
            )
            for person, facts in found
            if str(person.pk) in lacking and now.get(person.pk) == person.version
            for token in person_tokens(facts, version)
        ]  # fmt: skip
        BlindToken.objects.bulk_create(rows, ignore_conflicts=True)
    written = {row.match_ref for row in rows}
    job.count("persons", len(written))
    return len(lacking - written)


def _drop(job: Running, version: int) -> None:
    older = BlindToken.objects.filter(version__lt=version)
    while keys := list(older.values_list("pk", flat=True)[:DROPPED_AT_ONCE]):
        job.count("dropped", BlindToken.objects.filter(pk__in=keys).delete()[0])
