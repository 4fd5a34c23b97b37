"""Do many pages, slow pages and pages that leave all at once stay harmless?"""

import asyncio
import json

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import OperationalError
from redis import Redis

from notifications import hub as hubs
from notifications import live
from notifications.audience import Visit
from notifications.client import RESYNC, ROOM, TRY_AGAIN_LATER, Client
from notifications.hub import GROUP, Hub, hub
from tests.notifications.conftest import socket

pytestmark = pytest.mark.engine

HINT = {"cursor": 1, "teams": ["team-noord"], "items": [["handover", "H-7K3QX9P2"]]}


def somebody(team: str = "team-noord") -> Client:
    return Client(Visit("session", "account"), frozenset({team}))


def members() -> int:
    """How many times this installation is subscribed to the group, seen from the layer itself."""
    layer = get_channel_layer()
    if not settings.REDIS_URL:
        return len(layer.groups.get(GROUP, {}))
    prefix = settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"]
    with Redis.from_url(settings.REDIS_URL) as redis:
        return int(redis.pubsub_numsub(f"{prefix}__group__{GROUP}")[0][1])


async def until(condition, seconds: float = 5.0) -> bool:
    for _ in range(int(seconds / 0.005)):
        if condition():
            return True
        await asyncio.sleep(0.005)
    return bool(condition())


async def test_a_page_that_cannot_keep_up_keeps_a_bounded_queue_and_is_told_to_ask_again():
    slow, fast, heard = somebody(), somebody(), []
    await hub().join(slow)
    await hub().join(fast)

    async def read() -> None:
        while True:
            heard.append(json.loads(await fast.queue.get()))

    reading = asyncio.create_task(read())
    for number in range(3 * ROOM):
        live.publish({**HINT, "cursor": number})
        await until(lambda seen=number: len(heard) > seen)
    reading.cancel()
    assert [one["cursor"] for one in heard] == list(range(3 * ROOM))
    assert slow.queue.qsize() <= ROOM
    assert slow.queue.get_nowait() == RESYNC
    for client in (slow, fast):
        hub().leave(client)


async def test_three_hundred_changes_in_one_breath_are_all_heard_in_order():
    page, heard = somebody(), []
    await hub().join(page)
    live.bind_loop(asyncio.get_running_loop())

    def burst() -> None:
        for number in range(300):
            live.publish({**HINT, "cursor": number})

    async def read() -> None:
        while len(heard) < 300:
            heard.append(json.loads(await page.queue.get())["cursor"])

    await asyncio.gather(asyncio.to_thread(burst), asyncio.wait_for(read(), 10))
    assert heard == list(range(300))
    hub().leave(page)


async def test_the_close_code_comes_before_everything_that_was_waiting():
    page = somebody()
    await hub().join(page)
    for _ in range(ROOM):
        page.offer("hint")
    hub().dismiss(page, 4401)
    hub().deliver(HINT)
    assert page.queue.get_nowait() == 4401
    assert page.queue.empty()


async def test_a_thousand_pages_cost_one_membership():
    pages = [somebody() for _ in range(1_000)]
    await asyncio.gather(*(hub().join(page) for page in pages))
    assert members() == 1
    live.publish(HINT)
    assert await until(lambda: all(page.queue.qsize() == 1 for page in pages))
    for page in pages:
        hub().leave(page)
    assert await until(lambda: members() == 0)


@pytest.mark.timeout(120)
async def test_five_hundred_colleagues_leaving_at_once_leave_nothing_behind(signed_in):
    anke = await signed_in("anke", "team-noord")
    before = asyncio.all_tasks()
    sockets = [socket(anke.cookie) for _ in range(500)]
    answers = await asyncio.gather(*(s.connect(timeout=60) for s in sockets))
    assert all(connected for connected, _ in answers)
    assert (len(hub().clients), members()) == (500, 1)
    await asyncio.gather(*(s.disconnect(timeout=60) for s in sockets))
    assert not hub().clients
    assert await until(lambda: members() == 0)
    assert await until(lambda: len(asyncio.all_tasks() - before) <= (1 if settings.REDIS_URL else 0))


async def test_a_socket_whose_server_stops_leaves_the_hub_as_well(signed_in):
    anke = await signed_in("anke", "team-noord")
    opened = socket(anke.cookie)
    await opened.connect(timeout=10)
    assert len(hub().clients) == 1
    opened.future.cancel()
    assert await until(lambda: not hub().clients)


async def test_leaving_and_coming_back_at_once_hears_the_next_hint():
    first = somebody()
    await hub().join(first)
    hub().leave(first)
    second = somebody()
    await hub().join(second)
    live.publish(HINT)
    assert json.loads(await asyncio.wait_for(second.queue.get(), 2))["cursor"] == 1
    hub().leave(second)
    assert await until(lambda: members() == 0)


async def test_silence_on_the_layer_makes_every_page_ask_again(monkeypatch):
    monkeypatch.setattr(hubs, "BEAT", 0.1)
    page = somebody()
    await hub().join(page)
    await asyncio.sleep(0.25)
    assert page.queue.empty()
    hub()._heard -= 1
    assert await asyncio.wait_for(page.queue.get(), 2) == RESYNC
    hub().leave(page)


async def test_a_hint_that_was_lost_is_made_good_at_the_next_heartbeat(monkeypatch):
    monkeypatch.setattr(hubs, "BEAT", 0.3)
    page = somebody()
    await hub().join(page)
    with monkeypatch.context() as impatient:
        impatient.setattr(live, "PATIENCE", 0)
        live.publish(HINT)
        await asyncio.sleep(0.1)
    assert page.queue.empty()
    assert await asyncio.wait_for(page.queue.get(), 2) == RESYNC
    await asyncio.sleep(0.4)
    assert page.queue.empty()
    hub().leave(page)


async def test_a_layer_that_answers_nobody_refuses_the_page_instead_of_pretending(settings, monkeypatch):
    monkeypatch.setattr(hubs, "START", 0.3)
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1"]},
        }
    }
    with pytest.raises(hubs.NotLive):
        await hub().join(somebody())
    assert not hub().clients
    assert not hub()._tasks


def test_every_loop_has_its_own_hub_and_takes_it_along_when_it_ends():
    async def one() -> Hub:
        return hub()

    assert async_to_sync(one)() is not async_to_sync(one)()


async def test_when_nobody_can_be_checked_any_more_pages_are_closed_and_may_come_back(monkeypatch):
    monkeypatch.setattr(hubs, "CHECK", 0.02)

    def no_database(visits: list[Visit]) -> dict[Visit, frozenset[str]]:
        raise OperationalError

    monkeypatch.setattr(hubs, "audiences", no_database)
    page = somebody()
    await hub().join(page)
    assert await asyncio.wait_for(page.queue.get(), 5) == TRY_AGAIN_LATER
    assert not hub().clients
