"""Which pages in this process hear a hint? One membership of the channel layer, one bounded queue per page.

It begins with the first page and ends with the last. A page that can't keep up, or was out of reach, is told
to ask for everything after its cursor. The database is asked only who is still signed in.
"""

import asyncio
import json
import logging
from typing import Any
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from notifications.audience import audiences
from notifications.client import RESYNC, SIGNED_OUT, TRY_AGAIN_LATER, Client
from notifications.errors import NotLive

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
        if not self.clients and self._tasks:
            for task in self._tasks:
                task.cancel()
            self._tasks, self._listening, self._heard = [], asyncio.Event(), 0.0

    def dismiss(self, client: Client, code: int) -> None:
        """Close this page's socket with `code`."""
        client.dismiss(code)
        self.leave(client)

    def deliver(self, hint: dict[str, Any]) -> None:
        """Queue a hint for every page of the teams it is meant for."""
        teams = frozenset(hint["teams"])
        text = json.dumps({"cursor": hint["cursor"], "items": hint["items"]})
        for client in self.clients:
            if not teams.isdisjoint(client.audience):
                client.offer(text)

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
                if self.owed:
                    await layer.group_send(GROUP, {"type": "live.resync"})
                    self.owed = False
            except Exception as problem:  # noqa: BLE001 - the gap it leaves makes every page ask again
                log.warning("live: no heartbeat (%s)", type(problem).__name__)

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


async def _discard(layer: Any, channel: str) -> None:
    try:
        await layer.group_discard(GROUP, channel)
    except Exception as problem:  # noqa: BLE001 - a subscription that can't be ended ended with its connection
        log.warning("live: membership not ended (%s)", type(problem).__name__)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop. A process that serves sockets has one loop, so one hub."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
