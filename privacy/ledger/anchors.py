"""Do the records still agree with the ledger? The latest change event of a record against its row.

Looks at every model that seals values and counts versions: the version must be that of its latest event, and
each sealed value must have the hash that its latest event gives. Shows edits, roll-backs, deletions and
insertions made around the application. Readable columns are not anchored, only the version that counts them.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model

from privacy.declarations import Declaration, declaration
from privacy.models.ledger import ChangeEvent
from privacy.sealed import digests

CHUNK = 500
# A record may be gone when its last event says so.
ENDINGS = (".deleted", ".destroyed", ".erased")


def anchored_models() -> list[type[Model]]:
    """The models whose rows can be held against the ledger."""
    return [
        model
        for model in apps.get_models()
        if declaration(model).scope and any(field.name == "version" for field in model._meta.concrete_fields)
    ]


def row_problems(models: Iterable[type[Model]] | None = None) -> Iterator[dict[str, str]]:
    """`{problem, where}` for every record of `models` (default: all anchored ones) that disagrees."""
    for model in models if models is not None else anchored_models():
        said = declaration(model)
        rows = model._default_manager.order_by("pk").iterator(chunk_size=CHUNK)
        present: set[str] = set()
        while chunk := list(islice(rows, CHUNK)):
            by_ref = {_ref(record, said): record for record in chunk}
            present |= by_ref.keys()
            latest = _latest(said.kind, by_ref)
            for ref, record in by_ref.items():
                yield from _about(record, latest.get(ref), f"{said.kind}:{ref}")
        yield from _gone(said.kind, present)


def _ref(record: Model, said: Declaration) -> str:
    return str(getattr(record, said.about))


def _latest(kind: str, refs: Iterable[str]) -> dict[str, tuple[int, dict[str, Any]]]:
    """Reference -> (version of the latest event, attribute -> hash in the latest event that names it)."""
    events = ChangeEvent.objects.filter(about_kind=kind, about_ref__in=list(refs)).order_by("id")
    latest: dict[str, tuple[int, dict[str, Any]]] = {}
    for ref, version, fields in events.values_list("about_ref", "version", "fields"):
        _, known = latest.get(ref, (0, {}))
        latest[ref] = (version, {**known, **fields})
    return latest


def _about(record: Model, latest: tuple[int, dict[str, Any]] | None, where: str) -> Iterator[dict[str, str]]:
    if latest is None:
        yield {"problem": "the record has no event", "where": where}
        return
    version, hashes = latest
    if vars(record)["version"] != version:
        yield {"problem": "the record is not at the version of its latest event", "where": where}
    for name, digest in digests(record).items():
        if hashes.get(name) != digest:
            yield {"problem": "a sealed value is not the one that was recorded", "where": f"{where} {name}"}


def _gone(kind: str, present: set[str]) -> Iterator[dict[str, str]]:
    last: dict[str, str] = {}
    events = ChangeEvent.objects.filter(about_kind=kind).order_by("id")
    for ref, action in events.values_list("about_ref", "action").iterator():
        if ref not in present:
            last[ref] = action
    for ref, action in last.items():
        if not action.endswith(ENDINGS):
            yield {"problem": "the record is gone", "where": f"{kind}:{ref}"}
