"""What does one open page say and hear? Ping and which item it shows; pong, hints, and who has that item open too.

In: {"ping": anything}, {"here": reference or ""}. Out: {"pong": true}, {"cursor": int, "items": [[kind, ref], ...]},
{"resync": true}, {"here": [names of colleagues]}, {"where": true} (say again which item you show), {"call": true}
(somebody of the team is called: ask whether it is you). Decides nothing: whether somebody may see an item says the
callable named by settings.LIVE_PLACES, with the account's id and a reference.
Close codes: 4401 signed out, 1009 message too large, 1003 not understood, 1013 try again later.
"""

import asyncio
import json
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils.module_loading import import_string

from notifications import live
from notifications.audience import Visit, audiences
from notifications.client import SIGNED_OUT, TRY_AGAIN_LATER, Client
from notifications.errors import NotLive
from notifications.hub import hub
from notifications.notices import REFERENCE

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
        """A ping is answered, a place is taken; anything else ends the socket."""
        if self.client is None:
            return
        size = len(bytes_data or b"") + len((text_data or "").encode())
        said = _understood(text_data)
        if size > LARGEST:
            hub().dismiss(self.client, TOO_LARGE)
        elif "ping" in said:
            self.client.offer(PONG)
        elif (place := _place(said)) is not None:
            await self._be_at(self.client, place)
        else:
            hub().dismiss(self.client, NOT_UNDERSTOOD)

    async def _be_at(self, client: Client, place: str) -> None:
        """For who may not see it, as for what is not there, nothing happens."""
        may_see = import_string(settings.LIVE_PLACES)
        allowed = bool(place) and await database_sync_to_async(may_see)(client.visit.account, place)
        if client in hub().clients:
            hub().put(client, place if allowed else "")

    async def _pump(self, client: Client) -> None:
        """The only writer: what this page has to hear, in order, at the pace of its connection."""
        try:
            while not isinstance(item := await client.queue.get(), int):
                await self.send(text_data=item)
            await self.close(item)
        except (OSError, RuntimeError):
            # The page left in the middle of a message; its disconnect is on the way and cleans up.
            return


def _understood(text: str | None) -> dict[str, Any]:
    """The message, empty for anything but a table."""
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}


def _place(said: dict[str, Any]) -> str | None:
    """The reference somebody says to be at, "" for nowhere; None when that is not what was said."""
    place = said.get("here")
    return place if isinstance(place, str) and (place == "" or REFERENCE.fullmatch(place)) else None
