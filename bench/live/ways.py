"""Which ways from a message to open pages are compared? Ours, the floor below it, and a group member per page.

Every page of every way is an ASGI application that is opened, told and closed alike.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import channel_layers, get_channel_layer
from django.conf import settings

from notifications import live
from notifications.consumers import LiveConsumer

HUB, FLOOR, PUBSUB, CORE = "hub", "floor", "pubsub", "core"
WAYS = {
    FLOOR: "raw asyncio",
    HUB: "our hub",
    PUBSUB: "channels-redis, pub/sub layer",
    CORE: "channels-redis, default layer",
}
LAYERS = {
    PUBSUB: "channels_redis.pubsub.RedisPubSubChannelLayer",
    CORE: "channels_redis.core.RedisChannelLayer",
}
GROUP = "bench"


def own_layers(name: str) -> None:
    """Our own layer, and two of channels-redis, under names that nobody else on this Redis server hears."""
    ours = settings.CHANNEL_LAYERS["default"]
    ours["CONFIG"]["prefix"] = name
    for way, layer in LAYERS.items():
        settings.CHANNEL_LAYERS[way] = {
            "BACKEND": layer,
            "CONFIG": ours["CONFIG"] | {"prefix": f"{name}{way}"},
        }
    channel_layers.backends.clear()


class FloorPage:
    """A queue and a task that sends what is in it: less cannot be done for a page that may be slow."""

    queues: set["asyncio.Queue[str]"] = set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.queues.add(queue)
        await send({"type": "websocket.accept"})
        while True:
            await send({"type": "websocket.send", "text": await queue.get()})


class _Member(AsyncWebsocketConsumer):
    """A page that is a member of a group by itself, as the manual of channels does it."""

    groups = [GROUP]

    async def bench_hint(self, message: dict[str, Any]) -> None:
        await self.send(text_data=message["text"])


class _PubSubMember(_Member):
    channel_layer_alias = PUBSUB


class _CoreMember(_Member):
    channel_layer_alias = CORE


APPLICATIONS: dict[str, Callable[..., Any]] = {
    HUB: LiveConsumer.as_asgi(),
    FLOOR: FloorPage(),
    PUBSUB: _PubSubMember.as_asgi(),
    CORE: _CoreMember.as_asgi(),
}


def hint(cursor: int, team: str) -> dict[str, Any]:
    """A hint as a change gives it."""
    return {"cursor": cursor, "teams": [team], "items": [["handover", "H-7K3QX9P2"]]}


async def publish(way: str, cursor: int, team: str) -> None:
    """Send message number `cursor` to every page of this way, in every process; the floor has no way out of one."""
    text = json.dumps({key: value for key, value in hint(cursor, team).items() if key != "teams"})
    if way == HUB:
        live.publish(hint(cursor, team))
    elif way == FLOOR:
        for queue in FloorPage.queues:
            queue.put_nowait(text)
    else:
        layer: Any = get_channel_layer(way)
        await layer.group_send(GROUP, {"type": "bench.hint", "text": text})


publish_from_a_thread = sync_to_async(live.publish, thread_sensitive=False)
