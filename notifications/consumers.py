"""What does one open page say and hear? It says ping; it hears pong, hints and "ask again". Decides nothing.

In: {"ping": anything}. Out: {"pong": true}, {"cursor": int, "items": [[kind, ref], ...]}, {"resync": true}.
Close codes: 4401 signed out, 1009 message too large, 1003 not understood, 1013 try again later.
"""

import asyncio
import json
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from notifications import live
from notifications.audience import Visit, audiences
from notifications.client import SIGNED_OUT, TRY_AGAIN_LATER, Client
from notifications.errors import NotLive
from notifications.hub import hub

LARGEST = 1_024
TOO_LARGE = 1009
NOT_UNDERSTOOD = 1003
PONG = json.dumps({"pong": True})


class LiveConsumer(AsyncWebsocketConsumer):
    """The socket of one page of somebody who is signed in."""

    # No layer of its own: the hub listens once for the whole process.
    channel_layer_alias = ""

    client: Client | None = None
    pump: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """However the socket ends, also when the server stops, nothing of it stays behind."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self.pump is not None:
                self.pump.cancel()
            if self.client is not None:
                hub().leave(self.client)

    async def connect(self) -> None:
        """Refuses whoever is not signed in (4401) and, while the channel layer is away, everybody (1013)."""
        visit = self._visit()
        held = await database_sync_to_async(audiences)([visit]) if visit else {}
        if visit is None or visit not in held:
            await self.close(SIGNED_OUT)
            return
        live.bind_loop(asyncio.get_running_loop())
        self.client = Client(visit, held[visit])
        try:
            await hub().join(self.client)
        except NotLive:
            await self.close(TRY_AGAIN_LATER)
            return
        await self.accept()
        self.pump = asyncio.create_task(self._pump(self.client))

    def _visit(self) -> Visit | None:
        user, session = self.scope.get("user"), self.scope.get("session")
        if user is None or session is None or not user.is_authenticated or not session.session_key:
            return None
        return Visit(session.session_key, str(user.pk))

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """A ping is answered; anything else ends the socket."""
        if self.client is None:
            return
        size = len(bytes_data or b"") + len((text_data or "").encode())
        if size > LARGEST:
            hub().dismiss(self.client, TOO_LARGE)
        elif _is_ping(text_data):
            self.client.offer(PONG)
        else:
            hub().dismiss(self.client, NOT_UNDERSTOOD)

    async def _pump(self, client: Client) -> None:
        """The only writer: what this page has to hear, in order, at the pace of its connection."""
        try:
            while not isinstance(item := await client.queue.get(), int):
                await self.send(text_data=item)
            await self.close(item)
        except (OSError, RuntimeError):
            # The page left in the middle of a message; its disconnect is on the way and cleans up.
            return


def _is_ping(text: str | None) -> bool:
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        return False
    return isinstance(message, dict) and "ping" in message
