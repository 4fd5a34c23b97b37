"""Which pages in this process hear a hint? One membership of the channel layer, one bounded queue per page.

It begins with the first page and ends with the last. A page that can't keep up, or was out of reach, is told
to ask for everything after its cursor. Pages at the same item hear of each other. The database is asked only who is
still signed in, and what colleagues are called.
"""

import asyncio
import json
import logging
from collections.abc import Coroutine, Iterable
from typing import Any
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings
from django.utils.module_loading import import_string

from notifications.audience import audiences
from notifications.client import CALL, RESYNC, SIGNED_OUT, TRY_AGAIN_LATER, WHERE, Client
from notifications.errors import NotLive
from notifications.presence import Presence, places_of

log = logging.getLogger(__name__)

GROUP = "live"
BEAT = 5.0
CHECK = 2.0
BLIND_CHECKS = 5
RETRY = 1.0
START = 5.0


class Hub:
    """All open pages of one process. Lives in one event loop and is called from that loop only."""

    def __init__(self) -> None:
        self.clients: set[Client] = set()
        self.turn = asyncio.Lock()
        self.owed = False
        self.presence = Presence()
        self._errands: set[asyncio.Task[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._listening = asyncio.Event()
        self._heard = 0.0

    async def join(self, client: Client) -> None:
        """From now on this page hears hints. Raises NotLive when the channel layer does not answer."""
        self.clients.add(client)
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._listen_on()), asyncio.create_task(self._watch())]
        try:
            await asyncio.wait_for(self._listening.wait(), START)
        except TimeoutError:
            self.leave(client)
            raise NotLive from None

    def leave(self, client: Client) -> None:
        """This page has gone; leaving twice is fine. After the last one nothing runs or listens."""
        self.clients.discard(client)
        self.put(client, "")
        if not self.clients and self._tasks:
            for task in self._tasks:
                task.cancel()
            self._tasks, self._listening, self._heard = [], asyncio.Event(), 0.0

    def dismiss(self, client: Client, code: int) -> None:
        """Close this page's socket with `code`."""
        client.dismiss(code)
        self.leave(client)

    def put(self, client: Client, place: str) -> None:
        """This page shows this item now ("" for none). Whether its account may see it was decided before."""
        before, client.place = client.place, place
        if before or place:
            self._run(self._say({before, place} - {""}))

    def deliver(self, hint: dict[str, Any]) -> None:
        """Queue a hint for every page of the teams it is meant for.

        Who may see an item can change with it: a page at that item says anew where it is, and is decided on anew. Of
        what is hidden nobody hears but the pages that show it.
        """
        teams, cursor = frozenset(hint["teams"]), hint["cursor"]
        called = frozenset(hint.get("calls", ()))
        text = json.dumps({"cursor": cursor, "items": hint["items"]})
        hidden = {item[1]: item for item in hint.get("hidden", ())}
        changed = {ref for _, ref in hint["items"]} | hidden.keys()
        for client in self.clients:
            if not teams.isdisjoint(client.audience):
                client.offer(text)
            if not called.isdisjoint(client.audience):
                client.offer(CALL)
            if client.place in hidden:
                client.offer(json.dumps({"cursor": cursor, "items": [hidden[client.place]]}))
            if client.place in changed:
                self.put(client, "")
                client.offer(WHERE)

    def resync(self) -> None:
        """Hints may have been lost: every page asks for what it missed."""
        for client in self.clients:
            client.offer(RESYNC)

    async def _listen_on(self) -> None:
        while True:
            try:
                await self._listen()
            except Exception as problem:  # noqa: BLE001 - whatever the layer raises, pages poll and we try again
                self._listening.clear()
                self.owed = True
                log.warning("live: not listening (%s); pages poll meanwhile", type(problem).__name__)
            await asyncio.sleep(RETRY)

    async def _listen(self) -> None:
        layer: Any = get_channel_layer()
        channel = await layer.new_channel("live")
        clock = asyncio.get_running_loop().time
        beat = asyncio.create_task(self._beat(layer, channel))
        try:
            await layer.group_add(GROUP, channel)
            self._listening.set()
            while True:
                message = await layer.receive(channel)
                now, before = clock(), self._heard or clock()
                self._heard = now
                if now - before > 1.5 * BEAT or message["type"] == "live.resync":
                    self.resync()
                if message["type"] == "live.hint":
                    self.deliver(message)
                if message["type"] == "live.here":
                    self._run(self._show(self.presence.hear(message, now)))
                # A burst waits in memory already; without a pause no page could empty its queue in between.
                await asyncio.sleep(0)
        finally:
            beat.cancel()
            await _discard(layer, channel)

    async def _beat(self, layer: Any, channel: str) -> None:
        """A message to ourselves: silence means trouble. And what is owed since a hint was lost.

        The membership is renewed each time, because the layer in memory forgets it after a day.
        """
        while True:
            await asyncio.sleep(BEAT)
            try:
                await layer.group_add(GROUP, channel)
                await layer.send(channel, {"type": "live.beat"})
                await self._say(None)
                await self.pay(layer)
            except Exception as problem:  # noqa: BLE001 - the gap it leaves makes every page ask again
                log.warning("live: no heartbeat (%s)", type(problem).__name__)

    async def pay(self, layer: Any) -> None:
        """What is owed since a hint was lost: every page, of every process, asks for what it missed."""
        if self.owed:
            await layer.group_send(GROUP, {"type": "live.resync"})
            self.owed = False

    async def _say(self, places: Iterable[str] | None) -> None:
        """Tell every process, this one included, who is at these items; None: at all of them."""
        message = self.presence.message(places_of(self.clients, places), whole=places is None)
        async with self.turn:
            layer: Any = get_channel_layer()
            await layer.group_send(GROUP, message)
        silent = self.presence.forget_silent(asyncio.get_running_loop().time(), BEAT)
        if silent:
            await self._show(silent)

    async def _show(self, places: set[str]) -> None:
        """Queue for every page at one of these items the names of the colleagues who are there as well."""
        pages = [client for client in self.clients if client.place in places]
        accounts = set().union(*(self.presence.at(client.place) for client in pages))
        if not accounts:
            return
        names: dict[str, str] = await database_sync_to_async(import_string(settings.LIVE_NAMES))(accounts)
        for client in pages:
            others = self.presence.at(client.place) - {client.visit.account}
            client.offer(json.dumps({"here": sorted(names[one] for one in others if one in names)}))

    def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        """Do this beside what goes on; who is here is worth no failure of anything else."""

        async def carefully() -> None:
            try:
                await errand
            except Exception as problem:  # noqa: BLE001 - the next heartbeat says it again
                log.warning("live: can't say who is here (%s)", type(problem).__name__)

        task = asyncio.get_running_loop().create_task(carefully())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _watch(self) -> None:
        """A socket follows its person within seconds: signed out, blocked, or moved to another team."""
        blind = 0
        while True:
            await asyncio.sleep(CHECK)
            watched = list(self.clients)
            try:
                allowed = await database_sync_to_async(audiences)([client.visit for client in watched])
                blind = 0
            except Exception as problem:  # noqa: BLE001 - a check that can't be made must not end the checking
                blind += 1
                log.warning("live: can't check who is signed in (%s)", type(problem).__name__)
                if blind < BLIND_CHECKS:
                    continue
                allowed = {}
            for client in watched:
                self._apply(client, allowed.get(client.visit), TRY_AGAIN_LATER if blind else SIGNED_OUT)

    def _apply(self, client: Client, audience: frozenset[str] | None, code: int) -> None:
        if client not in self.clients:
            return
        if audience is None:
            self.dismiss(client, code)
        elif audience != client.audience:
            client.audience = audience
            client.offer(RESYNC)
            if client.place:
                self.put(client, "")
                client.offer(WHERE)


async def _discard(layer: Any, channel: str) -> None:
    try:
        await layer.group_discard(GROUP, channel)
    except Exception as problem:  # noqa: BLE001 - a subscription that can't be ended ended with its connection
        log.warning("live: membership not ended (%s)", type(problem).__name__)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop. A process that serves sockets has one loop, so one hub."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
