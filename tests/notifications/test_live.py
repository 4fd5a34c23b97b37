"""Does a change reach the open pages of the right team at once, and nobody else?"""

import asyncio
import logging
import os
import threading
import time

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async

from notifications import live
from notifications.hub import hub
from tests.notifications.conftest import socket

HINT = {"cursor": 345, "teams": ["team-noord"], "items": [["handover", "H-7K3QX9P2"]]}
HEARD = {"cursor": 345, "items": [["handover", "H-7K3QX9P2"]]}


def _from_a_thread(hint: dict[str, object]) -> None:
    thread = threading.Thread(target=live.publish, args=(hint,))
    thread.start()
    thread.join()


async def test_a_change_made_in_a_thread_reaches_the_page_of_that_team_at_once(signed_in, page):
    anke = await page(await signed_in("anke", "team-noord"))
    begin = time.monotonic()
    _from_a_thread(HINT)
    assert await anke.receive_json_from(2) == HEARD
    assert time.monotonic() - begin < 0.5


async def test_a_page_of_another_team_hears_nothing(signed_in, page):
    anke = await page(await signed_in("anke", "team-noord"))
    bram = await page(await signed_in("bram", "team-zuid"))
    _from_a_thread(HINT)
    assert await anke.receive_json_from(2) == HEARD
    assert await bram.receive_nothing(0.2)


async def test_the_loop_itself_can_publish(signed_in, page):
    anke = await page(await signed_in("anke", "team-noord"))
    live.publish(HINT)
    assert await anke.receive_json_from(2) == HEARD


async def test_pages_share_one_membership_and_the_last_one_ends_it(signed_in, page):
    anke = await signed_in("anke", "team-noord")
    first, second = await page(anke), await page(anke)
    assert len(hub().clients) == 2
    assert len(hub()._tasks) == 2
    for each in (first, second):
        await each.disconnect()
    assert not hub().clients
    assert not hub()._tasks


async def test_a_stranger_gets_no_socket(transactional_db):
    assert await socket().connect() == (False, 4401)
    assert await socket("sluitend_session=gevonden").connect() == (False, 4401)


async def test_another_site_gets_no_socket(signed_in):
    anke = await signed_in("anke", "team-noord")
    foreign = socket(anke.cookie)
    foreign.scope["headers"] = [(b"origin", b"https://elders.example"), *foreign.scope["headers"][1:]]
    connected, _ = await foreign.connect()
    assert not connected


async def test_a_ping_is_answered(signed_in, page):
    anke = await page(await signed_in("anke", "team-noord"))
    await anke.send_json_to({"ping": 1})
    assert await anke.receive_json_from() == {"pong": True}


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * 2_000, 1009), ("[" * 1_000, 1003), ("geen json", 1003), ('{"open": "H-1"}', 1003)],
)
async def test_a_page_that_says_anything_else_is_closed(signed_in, page, text, code):
    anke = await page(await signed_in("anke", "team-noord"))
    await anke.send_to(text_data=text)
    assert await anke.receive_output(2) == {"type": "websocket.close", "code": code}


async def test_a_blocked_colleague_is_off_within_five_seconds_and_the_other_stays(signed_in, page):
    blocked, other = await signed_in("bram", "team-noord"), await signed_in("anke", "team-noord")
    his, hers = await page(blocked), await page(other)
    blocked.account.is_active = False
    await database_sync_to_async(blocked.account.save)()
    assert await his.receive_output(5) == {"type": "websocket.close", "code": 4401}
    _from_a_thread(HINT)
    assert await hers.receive_json_from(2) == HEARD


async def test_signing_out_closes_the_socket_within_five_seconds(signed_in, page):
    anke = await signed_in("anke", "team-noord")
    opened = await page(anke)
    await database_sync_to_async(anke.browser.logout)()
    assert await opened.receive_output(5) == {"type": "websocket.close", "code": 4401}


async def test_a_new_password_closes_the_sockets_of_the_old_one(signed_in, page):
    anke = await signed_in("anke", "team-noord")
    opened = await page(anke)
    anke.account.set_password("een ander lang geheim")
    await database_sync_to_async(anke.account.save)()
    assert await opened.receive_output(5) == {"type": "websocket.close", "code": 4401}


async def test_who_moves_to_another_team_is_told_to_ask_again_and_hears_the_new_team(signed_in, page):
    anke, bram = await signed_in("anke", "team-noord"), await signed_in("bram", "team-zuid")
    opened = await page(anke)
    anke.account.team = bram.account.team
    await database_sync_to_async(anke.account.save)()
    assert await opened.receive_json_from(5) == {"resync": True}
    _from_a_thread(HINT)
    assert await opened.receive_nothing(0.2)
    _from_a_thread({**HINT, "teams": ["team-zuid"]})
    assert await opened.receive_json_from(2) == HEARD


def test_nobody_is_listening_and_publishing_still_raises_nothing():
    live.publish(HINT)


async def test_a_layer_that_is_away_costs_a_log_line_and_nothing_else(settings, caplog):
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1"]},
        }
    }
    with caplog.at_level(logging.WARNING):
        live.publish(HINT)
        await asyncio.sleep(0.2)
        await sync_to_async(live.publish)(HINT)
        await asyncio.sleep(0.2)
    lines = [record.getMessage() for record in caplog.records if record.name == "notifications.live"]
    assert len(lines) == 2
    assert all("ConnectionError" in line and "H-7K3QX9P2" not in line for line in lines)


def test_a_program_that_serves_no_pages_sends_all_its_hints_from_one_loop_and_pays_what_it_owes(
    settings, caplog
):
    away = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": ["redis://127.0.0.1:1"]},
    }
    here, settings.CHANNEL_LAYERS = settings.CHANNEL_LAYERS, {"default": away}
    own = live._own_loop(os.getpid())
    live.publish(HINT, HINT)
    assert asyncio.run_coroutine_threadsafe(_owed(), own).result(2)
    settings.CHANNEL_LAYERS = here
    live.publish(HINT)
    assert live._own_loop(os.getpid()) is own
    assert not asyncio.run_coroutine_threadsafe(_owed(), own).result(2)


async def _owed() -> bool:
    return hub().owed


@pytest.mark.parametrize(
    "hint",
    [
        {**HINT, "items": [["handover", "Jan de Vries"]]},
        {**HINT, "items": [["handover", "H-7K3QX9P2"], ["person", "Jan de Vries"]]},
        {**HINT, "items": [["handover", "H-7K3QX9P2", "Jan de Vries"]]},
        {**HINT, "items": [["Jan de Vries", "H-7K3QX9P2"]]},
        {"items": []},
    ],
)
async def test_a_hint_with_anything_but_references_is_not_sent(signed_in, page, caplog, hint):
    anke = await page(await signed_in("anke", "team-noord"))
    _from_a_thread(hint)
    assert await anke.receive_nothing(0.2)
    assert "Jan de Vries" not in caplog.text
    _from_a_thread({**HINT, "why": "Jan de Vries"})
    assert await anke.receive_json_from(2) == HEARD
