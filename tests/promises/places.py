"""Where could a word be left behind? Everything this installation keeps or sends, as bytes by the name of its place.

The databases as they lie on the disk (SQLite with its log; PostgreSQL every column, its statistics, its running
statements and its write-ahead log), the data folder, mails, sessions, cache, broker and what was printed.
"""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import redis
from celery.utils import uuid
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connections
from kombu.transport.memory import Channel
from psycopg import sql

from config.celery import app
from notifications.models import Notice, Outbox

QUEUE = "promises"


def everywhere(*, log: bool = True) -> dict[str, bytes]:
    """Every place but what was logged or printed, which the test itself listens to.

    log: the write-ahead log of PostgreSQL as well, which is large.
    """
    found = dict(databases(log=log))
    for part in (folder, mails, sessions, sentences, remembered, waiting_messages):
        found |= dict(part())
    return found


def databases(*, log: bool) -> Iterator[tuple[str, bytes]]:
    """Each database as it lies there."""
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            base = str(connections[alias].settings_dict["NAME"])
            for path in sorted(Path(base).parent.glob(f"{Path(base).name}*")):
                yield f"file {path.name}", path.read_bytes()
        else:
            yield from _postgres(alias, log=log and alias == "default")


def _postgres(alias: str, *, log: bool) -> Iterator[tuple[str, bytes]]:
    """Tables and statistics as the server writes them to a dump, and the write-ahead log of the last segments."""
    with connections[alias].cursor() as cursor:
        cursor.execute("ANALYZE")
        tables = connections[alias].introspection.table_names(cursor)
    for table in [*tables, "pg_stats", "pg_stat_activity"]:
        yield f"{alias}.{table}", _copied(alias, table)
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if log and cursor.fetchone() == (True,):
            yield "write-ahead log", _write_ahead_log(cursor)


def _copied(alias: str, table: str) -> bytes:
    """What COPY sends: sealed columns as raw bytes where the types allow it, as text where they do not."""
    connections[alias].ensure_connection()
    driver: Any = connections[alias].connection
    kind = sql.SQL("text" if table == "pg_stats" else "binary")
    query = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT (FORMAT {})").format(sql.Identifier(table), kind)
    with driver.cursor() as cursor, cursor.copy(query) as rows:
        return b"".join(bytes(row) for row in rows)


def _write_ahead_log(cursor: Any) -> bytes:
    cursor.execute("SELECT pg_switch_wal()")
    cursor.execute(
        "SELECT pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir() WHERE modification > now() - interval "
        "'90 seconds' ORDER BY modification DESC LIMIT 2"
    )
    return b"".join(bytes(row[0]) for row in cursor.fetchall())


def folder() -> Iterator[tuple[str, bytes]]:
    """The data folder: mails as files, keys, and whatever was put there meanwhile."""
    for path in sorted(Path(settings.SLUITEND_DATA).rglob("*")):
        if path.is_file() and ".sqlite3" not in path.name:
            yield f"folder {path.name}", path.read_bytes()


def mails() -> Iterator[tuple[str, bytes]]:
    """Every mail as it goes over the line, and its subject as it is read."""
    for number, message in enumerate(mail.outbox):
        yield f"mail {number}", message.message().as_bytes()
        yield f"subject {number}", str(message.subject).encode()


def sessions() -> Iterator[tuple[str, bytes]]:
    """Every session, opened."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in store.get_model_class().objects.all():
        yield f"session {row.session_key[:6]}", json.dumps(row.get_decoded(), ensure_ascii=False).encode()


def sentences() -> Iterator[tuple[str, bytes]]:
    """Every notice as its reader sees it, and every waiting mail row."""
    yield "notices", "\n".join(told.sentence for told in Notice.objects.all()).encode()
    yield "outbox", "\n".join(str(vars(row)) for row in Outbox.objects.all()).encode()


def remembered() -> Iterator[tuple[str, bytes]]:
    """What the cache keeps in this process; with Redis it stands among the messages."""
    if not settings.REDIS_URL:
        yield "cache", b"".join(cache._cache.values())


def waiting_messages() -> Iterator[tuple[str, bytes]]:
    """Every key of Redis, or the queues in memory."""
    if settings.REDIS_URL:
        server = redis.Redis.from_url(settings.REDIS_URL)
        for key in server.scan_iter(count=1_000):
            # Read by its type: a dump of a key is packed in a way of its own.
            yield f"redis {key!r}", key + b" " + _value(server, key)
        server.close()
    else:
        for name, queue in Channel.queues.items():
            yield f"queue {name}", json.dumps(list(queue.queue), default=str).encode()


def _value(server: Any, key: bytes) -> bytes:
    """Everything under a key, one after the other."""
    read: dict[bytes, Callable[[], Any]] = {
        b"string": lambda: [server.get(key)], b"list": lambda: server.lrange(key, 0, -1),
        b"hash": lambda: [part for pair in server.hgetall(key).items() for part in pair],
        b"set": lambda: server.smembers(key), b"zset": lambda: server.zrange(key, 0, -1), b"none": list,
    }  # fmt: skip
    return b"\n".join(part for part in read[server.type(key)]() if part)


def send(task: str, *arguments: Any) -> None:
    """A message for a worker that is not there, so that it stays where it was put."""
    with app.connection_for_write() as connection:
        message = app.amqp.as_task_v2(uuid(), task, arguments, {})
        app.amqp.send_task_message(app.amqp.Producer(connection), task, message, queue=QUEUE)


def forget_messages() -> None:
    """Empties the queue of these tests."""
    with app.connection_for_write() as connection:
        connection.default_channel.queue_purge(QUEUE)
