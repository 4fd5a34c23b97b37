"""Which data key belongs to this scope, and is it still there? Keys are made, opened and destroyed here.

Opened keys are kept for one `acting()` block and nowhere else. New keys are committed in the keystore before
the record that needs them is written: the keystore is never touched inside an open transaction of its own.
A key once destroyed stays destroyed: asking for its scope again raises Destroyed, it never makes a new one.
"""

import secrets
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import connections, transaction

from privacy import context
from privacy.crypto.envelope import OpenKey, Secret, prefixed
from privacy.crypto.providers import KEK_OF_SCOPE, Wrapped, provider
from privacy.errors import Denied, Destroyed, Integrity, SealError
from privacy.models.keystore import DataKey

Scope = tuple[str, str]
LIVING = (DataKey.Status.ACTIVE, DataKey.Status.DECRYPT_ONLY)
ALIAS = "keystore"
KEPT = "keyring"
COLUMNS = ("key_id", "version", "scope_kind", "scope_ref", "kek_name", "kek_version", "wrapped", "status",
           "created_at", "destroyed_by")  # fmt: skip


def tenant() -> str:
    """The controller whose installation this is; part of every binding and every wrapped key."""
    return getattr(settings, "PRIVACY_TENANT", "sluitend")


def prepare(scopes: Iterable[Scope]) -> None:
    """Make the missing keys of `scopes` with one INSERT and open all of them. Raises Destroyed.

    Safe against another process preparing the same scope: whoever comes second gets the first one's key.
    """
    kept = context.kept(KEPT)
    scopes = list(dict.fromkeys(scopes))
    wanted = [scope for scope in scopes if scope not in kept]
    rows = _insert(wanted) if wanted else []
    _open(rows, kept)
    for row in rows:
        if row.status != DataKey.Status.ACTIVE:
            scope = (row.scope_kind, row.scope_ref)
            kept[scope] = _newest(scope) or Denied(scope[0])
    for scope in scopes:
        _usable(kept[scope])


def key_for(kind: str, ref: str) -> OpenKey:
    """The active key of one scope, made when there is none. Raises the reason when it may not be used."""
    scope = (kind, ref)
    kept = context.kept(KEPT)
    if scope not in kept:
        newest = _newest(scope)
        kept[scope] = _first_of(scope) if newest is None else newest
    return _usable(kept[scope])


def open_many(key_ids: Iterable[tuple[int, int]]) -> None:
    """Open the keys (id, version) in one SELECT, so that reading afterwards asks nothing more.

    A key that does not open is remembered with its reason; reading a value under it raises that reason.
    """
    kept = context.kept(KEPT)
    wanted = {key for key in key_ids if key not in kept}
    if wanted:
        _open(DataKey.objects.filter(key_id__in={key_id for key_id, _ in wanted}), kept)
        for key in wanted - kept.keys():
            kept[key] = Integrity("unknown key")


def opened(key: tuple[int, int]) -> OpenKey:
    """One key by id and version. Raises the reason when it does not open."""
    kept = context.kept(KEPT)
    if key not in kept:
        rows = list(DataKey.objects.filter(key_id=key[0], version=key[1]))
        if not rows:
            raise Integrity("unknown key")
        _open(rows, kept)
    return _usable(kept[key])


def destroy(kind: str, ref: str, by: Sequence[str]) -> int:
    """Make everything under one scope unreadable for ever; `by`: references of the deciders. Rows touched.

    Committed at once. Copies in backups of the keystore live until those expire or their master key goes.
    """
    scope = DataKey.objects.filter(scope_kind=kind, scope_ref=ref)
    with transaction.atomic(using=ALIAS, durable=True):
        # Locked before it is asked again: a rotation may just be adding a version, which must go as well.
        list(scope.select_for_update().values_list("pk"))
        count = scope.exclude(status=DataKey.Status.DESTROYED).update(
            status=DataKey.Status.DESTROYED,
            wrapped=bytes(60),
            destroyed_at=context.wall_clock(),
            destroyed_by=",".join(by),
        )
    connection = connections[ALIAS]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            # The old bytes also stand in the write-ahead log until it is emptied.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = context.kept(KEPT)
    kept.pop((kind, ref), None)
    stale = [key for key, value in kept.items() if isinstance(value, OpenKey) and value.scope == (kind, ref)]
    for key in stale:
        del kept[key]
    return count


def _open(rows: Iterable[DataKey], kept: dict) -> None:
    """Unwrap `rows` in one call and keep each by (id, version), the writable one also by its scope."""
    rows = list(rows)
    living = [row for row in rows if row.status in LIVING]
    for row, answer in zip(living, _unwrapped(living), strict=True):
        scope = (row.scope_kind, row.scope_ref)
        found: OpenKey | SealError = (
            answer if isinstance(answer, SealError) else OpenKey(row.key_id, row.version, scope, answer)
        )
        kept[(row.key_id, row.version)] = found
        if row.status == DataKey.Status.ACTIVE:
            kept[scope] = found
    for row in rows:
        if row.status in (DataKey.Status.DESTROYED, DataKey.Status.BLOCKED):
            refusal = Destroyed if row.status == DataKey.Status.DESTROYED else Denied
            kept[(row.key_id, row.version)] = refusal(row.scope_kind)


def _unwrapped(rows: Sequence[DataKey]) -> list[Secret | SealError]:
    """The key of each row, or the reason why it does not open."""
    answers = _asked(rows)
    refused = [row for row, answer in zip(rows, answers, strict=True) if isinstance(answer, Denied)]
    if refused:
        # The master key may have been rotated after these rows were read.
        again = list(DataKey.objects.filter(key_id__in=[row.key_id for row in refused], status__in=LIVING))
        found = {(row.key_id, row.version): answer for row, answer in zip(again, _asked(again), strict=True)}
        answers = [
            found.get((row.key_id, row.version), answer) for row, answer in zip(rows, answers, strict=True)
        ]
    return answers


def _asked(rows: Sequence[DataKey]) -> list[Secret | SealError]:
    return provider().unwrap_many([(wrapped_of(row), wrap_aad(row)) for row in rows]) if rows else []


def _insert(scopes: Sequence[Scope]) -> list[DataKey]:
    """One INSERT that returns for every scope the row that now stands there, ours or an earlier one."""
    rows = [new_row(scope) for scope in scopes]
    connection = connections[ALIAS]
    created_at = connection.ops.adapt_datetimefield_value(rows[0].created_at)
    values = [
        value
        for row in rows
        for value in (*(getattr(row, column) for column in COLUMNS[:-2]), created_at, row.destroyed_by)
    ]
    one = f"({', '.join(['%s'] * len(COLUMNS))})"
    # The update changes nothing; it makes the database return the row that was there first.
    statement = (
        f"INSERT INTO keystore_key ({', '.join(COLUMNS)}) VALUES {', '.join([one] * len(rows))} "  # noqa: S608 - constants only
        "ON CONFLICT (scope_kind, scope_ref, version) DO UPDATE SET scope_ref = excluded.scope_ref "
        f"RETURNING {', '.join(COLUMNS[:-2])}"
    )
    with transaction.atomic(using=ALIAS, durable=True), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchall()
    committed = [DataKey(**dict(zip(COLUMNS[:-2], row, strict=True))) for row in found]
    bring_up(committed)
    return committed


def bring_up(rows: Iterable[DataKey]) -> None:
    """Rewrap `rows`, just committed, where their master key was rotated between wrapping and committing.

    A rotation counts after the new master key is in use, and whoever wraps looks at it again after the
    commit: one of the two sees the other.
    """
    newest = {name: provider().newest_version(name) for name in {row.kek_name for row in rows}}
    rewrap([row for row in rows if row.kek_version < newest[row.kek_name] and row.status in LIVING])


def rewrap(rows: Sequence[DataKey]) -> int:
    """Put `rows` under the newest version of their master keys; how many do not open.

    Each only as it was read: one that was destroyed or rewrapped meanwhile is left alone.
    """
    keys = provider()
    answers = keys.rewrap_many([(wrapped_of(row), wrap_aad(row)) for row in rows])
    failed = 0
    for row, answer in zip(rows, answers, strict=True):
        if isinstance(answer, SealError) or isinstance(
            keys.unwrap_many([(answer, wrap_aad(row))])[0], SealError
        ):
            failed += 1
            continue
        unchanged = DataKey.objects.filter(
            key_id=row.key_id, version=row.version, kek_version=row.kek_version, wrapped=bytes(row.wrapped)
        )
        unchanged.update(kek_version=answer.kek_version, wrapped=answer.blob)
    return failed


def new_row(scope: Scope, *, key_id: int | None = None, version: int = 1) -> DataKey:
    """An unsaved new data key of `scope`, wrapped; a later version of a key keeps its id."""
    row = DataKey(
        key_id=int.from_bytes(secrets.token_bytes(8), signed=True) if key_id is None else key_id,
        version=version,
        scope_kind=scope[0],
        scope_ref=scope[1],
        status=DataKey.Status.ACTIVE,
        created_at=context.written_at(),
    )
    kek_name = KEK_OF_SCOPE.get(scope[0], "data")
    wrapped = provider().wrap(Secret(secrets.token_bytes(32)), wrap_aad(row), kek_name)
    row.kek_name, row.kek_version, row.wrapped = wrapped.kek_name, wrapped.kek_version, wrapped.blob
    return row


def _newest(scope: Scope) -> OpenKey | SealError | None:
    """The active key of a scope by a SELECT; without one the reason, None when it never had a key."""
    rows = list(DataKey.objects.filter(scope_kind=scope[0], scope_ref=scope[1]).order_by("version"))
    kept: dict = {}
    _open(rows, kept)
    context.kept(KEPT).update(kept)
    if scope in kept or not rows:
        return kept.get(scope)
    return Destroyed(scope[0]) if rows[-1].status == DataKey.Status.DESTROYED else Denied(scope[0])


def _first_of(scope: Scope) -> OpenKey | SealError:
    """The first key of a scope, made now; another process may have been a moment earlier."""
    rows = _insert([scope])
    kept: dict = {}
    _open(rows, kept)
    return kept.get(scope) or _newest(scope) or Denied(scope[0])


def wrap_aad(row: DataKey) -> bytes:
    """What a wrapped key is bound to."""
    return prefixed(
        ("casus-wrap", row.scope_kind, row.scope_ref, str(row.key_id), str(row.version), tenant())
    )


def wrapped_of(row: DataKey) -> Wrapped:
    """The wrapped key of a row, as its master key takes it."""
    return Wrapped(row.kek_name, row.kek_version, bytes(row.wrapped))


def _usable(found: OpenKey | SealError) -> OpenKey:
    if isinstance(found, SealError):
        # A new one each time: a kept exception would hold on to the frames it went through.
        raise type(found)(*found.args)
    return found
