"""What does a process with open pages do in a benchmark? What standard input tells it; standard output answers.

A message and its answer are one line of JSON each.
"""

import asyncio
import json
import logging
import sys
import time
from collections import defaultdict
from functools import lru_cache, partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

django.setup()

from channels.db import database_sync_to_async  # noqa: E402  the apps must be loaded first
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import transaction  # noqa: E402

from bench.live import ways  # noqa: E402
from casework.actions import postbak  # noqa: E402
from casework.edge import system  # noqa: E402
from casework.models import Account  # noqa: E402
from notifications.hub import hub  # noqa: E402

REMEMBERED = 8
"""Messages of which is kept when they were heard: the memory that is measured is not that of the measuring."""


@lru_cache(maxsize=REMEMBERED)
def cursor_of(text: str) -> int | None:
    """Which message this is; read once, because the measuring must not cost more than what is measured."""
    found: int | None = json.loads(text).get("cursor")
    return found


class Page:
    """The other end of a socket: takes what is sent and says when; a stalled one takes nothing after the opening."""

    def __init__(self, heard: Any, *, stalled: bool) -> None:
        self.heard, self.stalled = heard, stalled
        self.opened, self.gone = asyncio.Event(), asyncio.Event()
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.events.put_nowait({"type": "websocket.connect"})
        self.task: asyncio.Task[None] | None = None

    async def send(self, event: dict[str, Any]) -> None:
        """What the server says to this page."""
        if event["type"] != "websocket.send":
            self.opened.set()
        elif self.stalled:
            await self.gone.wait()
            raise OSError("the page has gone")
        else:
            self.heard(event["text"])

    def leave(self) -> None:
        """Its connection is gone."""
        self.gone.set()
        self.events.put_nowait({"type": "websocket.disconnect", "code": 1001})


class Problems(logging.Handler):
    """Counts what is logged as a warning or worse; a page that ends with an error is logged as well."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage())


class Serving:
    """The pages of this process, by way, and when they heard what."""

    def __init__(self, team: str) -> None:
        self.team = team
        self.pages: dict[str, list[Page]] = defaultdict(list)
        self.times: dict[int, list[float]] = defaultdict(list)
        self.resyncs = 0
        self.problems = Problems()
        logging.getLogger().addHandler(self.problems)

    def reading(self, way: str) -> int:
        """How many pages of this way take what they are sent."""
        return sum(not page.stalled for page in self.pages[way])

    def heard(self, way: str, text: str) -> None:
        """One page heard something; the last one to hear a message says so at once."""
        cursor = cursor_of(text)
        if cursor is None:
            self.resyncs += "resync" in text
            return
        times = self.times[cursor]
        times.append(time.monotonic())
        if len(self.times) > REMEMBERED:
            self.times.pop(next(iter(self.times)))
        if len(times) == self.reading(way):
            answer({"all": cursor, "at": times[-1]})

    async def open(self, way: str, count: int, stalled_every: int) -> None:
        """Open `count` pages, each of somebody with a session of their own."""
        scopes = await database_sync_to_async(self._scopes)(count)
        for number, scope in enumerate(scopes):
            stalled = stalled_every > 0 and number % stalled_every == 0
            page = Page(partial(self.heard, way), stalled=stalled)
            page.task = asyncio.create_task(ways.APPLICATIONS[way](scope, page.events.get, page.send))
            page.task.add_done_callback(self._ended)
            self.pages[way].append(page)
        for page in self.pages[way]:
            await page.opened.wait()

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (problem := task.exception()) is not None:
            self.problems.seen.append(f"a page ended with {type(problem).__name__}")

    def _scopes(self, count: int) -> list[dict[str, Any]]:
        account = Account.objects.select_related("team").get(username="seed_triagist")
        store = import_module(settings.SESSION_ENGINE).SessionStore
        scopes = []
        with transaction.atomic():
            for _ in range(count):
                session = store()
                session[SESSION_KEY] = str(account.pk)
                session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
                session[HASH_SESSION_KEY] = account.get_session_auth_hash()
                session.create()
                scopes.append({"type": "websocket", "user": account, "session": session})
        return scopes

    async def leave(self, way: str, count: int) -> dict[str, Any]:
        """So many pages leave in one breath."""
        leaving, self.pages[way] = self.pages[way][:count], self.pages[way][count:]
        before, started = len(self.problems.seen), time.monotonic()
        for page in leaving:
            page.leave()
        await asyncio.wait([page.task for page in leaving if page.task], timeout=30)
        return {
            "seconds": time.monotonic() - started,
            "staying": sum(page.task is not None and not page.task.done() for page in leaving),
            "in hub": len(hub().clients),
            "problems": self.problems.seen[before:],
        }

    async def change(self) -> dict[str, float]:
        """Something real happens in this process: a message in the Postbak, its clock, its event and its notice."""
        return await database_sync_to_async(self._change)()

    def _change(self) -> dict[str, float]:
        digest, moments = sha256(uuid4().bytes).hexdigest(), {"called": time.monotonic()}
        with transaction.atomic():
            transaction.on_commit(lambda: moments.update(committed=time.monotonic()))
            postbak.keep(by=system(), why="nothing_in_it", name="file:bench", source_digest=digest)
        return moments

    def cpu(self) -> float:
        """Processor time of this process so far, in seconds."""
        return time.process_time()

    def figures(self) -> dict[str, Any]:
        """What this process has seen so far, and what it weighs; what was heard is told once."""
        queues = [client.queue.qsize() for client in hub().clients]
        told, self.times = self.times, defaultdict(list)
        return {
            "memory": _resident(), "largest queue": max(queues, default=0),
            "resyncs": self.resyncs, "problems": self.problems.seen, "times": told,
        }  # fmt: skip


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def answer(said: dict[str, Any]) -> None:
    """One line to whoever started this process."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def main(prefix: str, team: str) -> None:
    """Do what each line says, one after another, until there are no more."""
    ways.own_layers(prefix)
    serving = Serving(team)
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        do, *rest = json.loads(line)
        if do == "publish":
            await ways.publish(ways.FLOOR, rest[0], team)
        elif do == "publish from a thread":
            answer({"called": time.monotonic()})
            await ways.publish_from_a_thread(ways.hint(rest[0], team))
        else:
            act = getattr(serving, do)
            found = act(*rest)
            answer({"done": do, "found": await found if asyncio.iscoroutine(found) else found})
    for pages in serving.pages.values():
        for page in pages:
            if page.task is not None:
                page.task.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
