"""In which twenty ways could what was told be left readable? Each is made on purpose, to show it would be found."""

import gzip
import logging
import secrets
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.db import connection

from casework.models import LoadedPack, Person, Team
from notifications import live
from notifications.models import Notice, Outbox
from privacy.context import now
from tests.promises import places
from tests.world import World


def _session(**data: str) -> None:
    session = SessionStore()
    session.update(data)
    session.save()


def _team(name: str) -> None:
    Team.objects.create(id=f"lek-{secrets.token_hex(3)}", name=name, organisation="x")


def _row_that_was_deleted(text: str) -> None:
    Team.objects.create(id="weg", name=text[:120], organisation="x")
    if connection.vendor == "sqlite":
        Team.objects.filter(id="weg").delete()


def _note(text: str, **values: Any) -> None:
    given = {"event": "clock.rang", "about_kind": "case", "about_ref": text, "level": "today", "created_at": now(),
             "dedupe_key": secrets.token_hex(8), "to_team": "va-meldpunt"}  # fmt: skip
    Notice.objects.create(**given | values)


def _outbox(text: str) -> None:
    Outbox.objects.create(key=secrets.token_hex(8), transport="email", recipient="a@voorbeeld.example", about_ref=text,
                          event="clock.rang", not_before=now(), created_at=now())  # fmt: skip


def _pack(text: str) -> None:
    LoadedPack.objects.create(region="x", digest="x", files={"clocks.toml": text}, loaded_at=now())


def _mail(subject: str = "x", body: str = "x", attached: str = "") -> None:
    message = mail.EmailMessage(subject, body, to=["a@voorbeeld.example"])
    if attached:
        message.attach("brief.txt", attached.encode(), "application/octet-stream")
    message.send()


def _file(name: str, data: bytes) -> None:
    (Path(settings.SLUITEND_DATA) / name).write_bytes(data)


def _past_the_seal(text: str) -> None:
    """A column that should be sealed, written by hand."""
    person = World().person()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_person SET surname = %s WHERE ref = %s", [text.encode("utf-16-le"), person.ref]
        )
    assert Person.objects.filter(ref=person.ref).exists()


def _hint(text: str) -> None:
    live._publish([{"type": "live.hint", "cursor": 1, "teams": [], "items": [["case", text]]}])


LEAKS: dict[str, Callable[[str], None]] = {
    "a readable column": lambda text: _note(text[:40]),
    "a sealed column, as UTF-16": _past_the_seal,
    "a column, as hexadecimal": lambda text: _note("x", dedupe_key=text.encode().hex()[:64]),
    "a column, as base64 at offset 0": lambda text: _team(b64encode(text.encode()).decode()),
    "a column, as base64 at offset 1": lambda text: _team(b64encode(b"a" + text.encode()).decode()),
    "a column, as base64 at offset 2": lambda text: _team(b64encode(b"ab" + text.encode()).decode()),
    "a JSON column": _pack,
    "a column, as part of an address": lambda text: _pack(quote(text)),
    "a mail that waits": _outbox,
    "the database after a row was written": _row_that_was_deleted,
    "a session": lambda text: _session(draft=text),
    "a long session, which is packed": lambda text: _session(draft=text * 60),
    "the subject of a mail": lambda text: _mail(subject=text),
    "the body of a mail": lambda text: _mail(body=f"Beste collega,\n{text}\n"),
    "an attachment": lambda text: _mail(attached="x" * 40 + text),
    "a file in the data folder, packed": lambda text: _file("lek.gz", gzip.compress(text.encode())),
    "the cache": lambda text: cache.set("lek", text),
    "the arguments of a task": lambda text: places.send("casework.tasks.sweep_clocks", {"naam": text}),
    "the live channel": _hint,
    "the log": lambda text: logging.getLogger("casework").error("case of %s", text),
}
