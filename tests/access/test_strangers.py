"""Does a stranger get anywhere, over HTTP or the live socket? No word, no list, no count, and no difference to see.

Short here; `make probes` sends fifty thousand requests and prints what it found.
"""

import json
import logging
import os
import time
from random import Random
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.urls import reverse

from casework.actions import case as cases
from tests.access.strangers import Region, address, bare, lists, pages, region
from tests.notifications.conftest import socket
from tests.screens.people import counted_statements
from tests.world import World

LONG = os.environ.get("SLUITEND_LONG") == "1"
PAIRS = 24_000 if LONG else 250
MESSAGES = 2_000 if LONG else 20
WITH_REF = [route for route in pages() if "<ref:ref>" in route]
PREFIX = {
    "melding": "melding",
    "casus": "case",
    "overdracht": "handover",
    "postbak": "postbak",
    "patroon": "pattern",
    "opschaling": "escalation",
    "crisis": "crisis",
    "fan": "fan_contact",
    "nachtkaart": "case",
    "nachtprofiel": "fan_profile",
    "taak": "task",
    "verstrekking": "disclosure",
    "kaart": "handover",
    "reden": "case",
    "dienst": "shift",
    "oproep": "case",
}

ENTITLED = {("the privacy officer without a reason", "disclosure")}
"""The officer reads to whom, which kinds and on which ground without a reason; what was told stays shut."""

TYPES_A_REASON = ("the privacy officer without a reason", "/reden/<ref:ref>/")
"""The officer finds the page that asks for the reason, and is no stranger any more once it is sent."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200 if LONG else 180)]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of refusals are what is wanted here, and no news for a log."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def leaks(answer: Any, where: Region) -> list[str]:
    """Which of the words stand in an answer, headers included."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = body + str(answer.headers).encode()
    return [word.decode() for word in where.words if word.lower() in said.lower()]


def ask(browser: Any, method: str, url: str) -> Any:
    """One request. What is sent along would be enough for many steps."""
    given = {
        "text": "hallo",
        "reason": "wil kijken",
        "owner": "person-r11",
        "seen_version": "1",
        "answer": "ja",
    }
    return getattr(browser, method)(url, given if method == "post" else None)


@pytest.mark.django_db
def test_what_is_not_yours_and_what_does_not_exist_are_the_same_to_the_byte(world: World) -> None:
    where, dice, started = region(world), Random(11), time.perf_counter()
    who = list(where.strangers)
    seen: set[tuple[str, str]] = set()
    ways = [(name, route) for name in who for route in WITH_REF]
    dice.shuffle(ways)
    for number in range(PAIRS):
        name, route = ways[number % len(ways)]
        own = PREFIX[route.split("/")[1]]
        kind = own if dice.random() < 0.9 else dice.choice(list(where.refs))
        ref, method = dice.choice(where.refs[kind]), dice.choice(("get", "get", "post", "head"))
        asked_why = (name, route) == TYPES_A_REASON
        method = "get" if asked_why else method
        nowhere = where.unknown(ref)
        answers = [
            ask(where.strangers[name], method, address(route, one, Random(number))) for one in (ref, nowhere)
        ]
        assert leaks(answers[0], where) == [], f"{name}: {method} {route}"
        if (name, kind) in ENTITLED or asked_why:
            continue
        assert bare(answers[0], ref) == bare(answers[1], nowhere), f"{name}: {method} {route} of {kind}"
        # Some forms stand on the page of their item: their address leads there, whatever the reference.
        assert answers[0].status_code in (302, 404, 405, 422), f"{name}: {method} {route}"
        seen.add((name, route))
    seconds = time.perf_counter() - started
    print(f"\n{PAIRS * 2:,} requests by {len(who)} strangers to {len(WITH_REF)} addresses with a reference: "
          f"0 leaks, 0 differences; {len(seen)} of {len(who) * len(WITH_REF)} ways; {seconds:.1f} s")  # fmt: skip


@pytest.mark.django_db
def test_refusing_costs_the_same_whether_it_is_there_or_not(world: World) -> None:
    where = region(world)
    for name in ("another gemeente", "the former owner", "the technical administrator"):
        browser = where.strangers[name]
        for route in WITH_REF:
            ref = where.refs[PREFIX[route.split("/")[1]]][0]
            costs = []
            for one in (ref, where.unknown(ref)):
                with counted_statements() as asked:
                    browser.get(address(route, one, Random(3)))
                costs.append(len(asked))
            assert costs[0] == costs[1], f"{name}: {route} costs {costs}"


@pytest.mark.django_db
def test_no_list_count_or_search_tells_a_stranger_anything(world: World) -> None:
    where = region(world)
    search = {"postcode": "8255 AB", "house_number": "12", "birthdate": "1972-05-01", "token": "0" * 32}
    refs = [ref for found in where.refs.values() for ref in found]
    asked = 0
    for name, browser in where.strangers.items():
        for url in lists():
            answer = browser.get(url)
            asked += 1
            assert leaks(answer, where) == [], f"{name}: {url}"
            body = answer.content.decode()
            told = [ref for ref in refs if ref in body]
            # Who had an item before may still have a notice about it: a reference, no name.
            assert told == [] or url == reverse("notices"), f"{name}: {url} tells {told}"
        for url in (reverse("running"), reverse("recognition")):
            asked += 1
            assert leaks(browser.post(url, search), where) == [], f"{name}: {url}"
    print(f"\n{asked} lists, counts and searches by {len(where.strangers)} strangers: 0 leaks")


@pytest.mark.django_db(transaction=True)
async def test_a_socket_tells_a_stranger_nothing_whatever_they_send(transactional_db: None) -> None:
    @sync_to_async
    def prepare() -> tuple[Region, dict[str, str]]:
        where = region(World())
        name = settings.SESSION_COOKIE_NAME
        chosen = (
            "another gemeente",
            "the former owner",
            "the technical administrator",
            "the functional administrator",
        )
        return where, {who: f"{name}={where.strangers[who].cookies[name].value}" for who in chosen}

    where, cookies = await prepare()
    dice, refs = Random(5), [ref for found in where.refs.values() for ref in found]
    for number in range(MESSAGES):
        who = list(cookies)[number % len(cookies)]
        ref = dice.choice(refs)
        closed = [await _said_to(cookies[who], _message(one, number)) for one in (ref, where.unknown(ref))]
        assert closed[0] == closed[1], f"{who}: {_message(ref, number)}"
        assert not [word for word in where.words if word in str(closed).encode()]

    live = {who: socket(cookie) for who, cookie in cookies.items()}
    for one in live.values():
        assert (await one.connect(timeout=10))[0]
    world = where.world
    case = where.refs["case"][1]
    await sync_to_async(cases.note)(by=await sync_to_async(_owner)(world), case_ref=case, text="stil")
    for who, one in live.items():
        if who not in ("another gemeente", "the technical administrator", "the functional administrator"):
            continue
        heard = await _anything(one)
        assert case not in heard, f"{who} heard {heard}"
        assert not [word for word in where.words if word in heard.encode()]
    for one in live.values():
        await one.disconnect()
    print(f"\n{MESSAGES * 2:,} messages over the live socket: 0 leaks, 0 differences")
    await sync_to_async(connections.close_all)()


def _owner(world: World) -> Any:
    return world.by(world.account("R11"))


def _message(ref: str, number: int) -> str:
    """What a page never sends."""
    kinds = ({"subscribe": ref}, {"ref": ref}, {"ping": ref}, {"group": f"case.{ref}"}, [ref], ref)
    return json.dumps(kinds[number % len(kinds)])


async def _said_to(cookie: str, text: str) -> list[Any]:
    """What came back: the messages and the close code."""
    one = socket(cookie)
    connected, _ = await one.connect(timeout=10)
    assert connected
    await one.send_to(text_data=text)
    heard: list[Any] = []
    try:
        message = await one.receive_output(timeout=5)
        heard.append((message["type"], message.get("text"), message.get("code")))
    except TimeoutError:
        heard.append("silence")
    if heard[0] != "silence" and heard[0][0] == "websocket.send":
        await one.disconnect()
    return heard


async def _anything(one: Any) -> str:
    """Everything that comes within a moment."""
    heard = []
    while not await one.receive_nothing(timeout=0.3):
        heard.append(await one.receive_from())
    return " ".join(heard)
