"""Does every way in say what it does, and does a stranger learn nothing from any of them?"""

import re

import pytest
from django.test import Client

from casework import route_list
from casework.actions import ACTIONS
from tests.world import World

# What a row of the table lets through is asked of every engine; here it is about addresses.
pytestmark = pytest.mark.once

EXAMPLES = {"ref:": "M-7K3QX9P2", "uuid:": "01930000-0000-7000-8000-000000000000", "slug:": "note"}
ASKED = {"receipt.read"}
"""Looks that come with POST, because their question may not stand in an address."""
PLACEHOLDER = re.compile(r"<(\w+:)?(\w+)>")
OF_NOUN = {
    "melding": "melding",
    "casus": "case",
    "overdracht": "handover",
    "kaart": "handover",
    "reden": "case",
    "postbak": "postbak",
    "patroon": "pattern",
    "opschaling": "escalation",
    "crisis": "crisis",
    "fan": "fan_contact",
    "nachtkaart": "case",
    "nachtprofiel": "fan_profile",
    "taak": "task",
    "verstrekking": "disclosure",
    "dienst": "shift",
    "oproep": "case",
}
TYPED = {"person.search", "routing.rehearse"}
"""Looks for which something is typed: with POST, so that it stands in no address."""


def pages() -> list[str]:
    """Every address behind the login, once."""
    return sorted({row["route"] for row in route_list.urls() if row["guard"] == "login"})


def public_pages() -> list[str]:
    """Every address for somebody without an account, once."""
    return sorted({row["route"] for row in route_list.urls() if row["guard"] == "public"})


def address(route: str, **given: str) -> str:
    """The route with something filled in at every placeholder."""
    return PLACEHOLDER.sub(lambda found: given.get(found[2]) or EXAMPLES[found[1] or "slug:"], route)


def test_every_way_in_declares_its_action() -> None:
    rows = route_list.listed()
    assert {row["kind"] for row in rows} == {"url", "socket", "task", "command"}
    assert [row["route"] for row in rows if row["action"] is None] == []


def test_every_declared_act_is_a_registered_action() -> None:
    rows = [row for row in route_list.urls() if row["guard"] in ("login", "public")]
    acts = {row["action"] for row in rows if "POST" in row["methods"]} - ASKED
    assert acts
    assert acts - TYPED <= set(ACTIONS)


@pytest.mark.parametrize("route", pages())
def test_who_has_not_signed_in_is_asked_to(route: str, db: None) -> None:
    answer = Client().get(address(route))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_exactly_three_pages_are_for_everybody() -> None:
    assert public_pages() == ["/crisiswijzer/", "/melden/", "/melden/status/"]


@pytest.mark.parametrize("route", public_pages())
def test_a_page_for_everybody_asks_no_login_and_leaves_no_cookie(route: str, db: None) -> None:
    stranger = Client(enforce_csrf_checks=True)
    only_looks = all("POST" not in row["methods"] for row in route_list.urls() if row["route"] == route)
    sent = stranger.post(route, {"narrative": "wat ik typte", "code": "1"})
    assert sent.status_code == (405 if only_looks else 422)
    for answer in (stranger.get(route), sent):
        assert answer.status_code in (200, sent.status_code)
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
    assert stranger.put(route).status_code == 405


@pytest.mark.parametrize("route", pages())
def test_who_was_signed_out_meanwhile_gets_the_typed_text_back_and_nothing_else(route: str, db: None) -> None:
    answer = Client().post(address(route), {"text": "wat ik net typte"})
    assert answer.status_code == 403
    assert "wat ik net typte" in answer.content.decode()


@pytest.mark.parametrize("route", [route for route in pages() if "<ref:" in route])
def test_a_stranger_gets_the_same_page_for_what_is_not_there_and_what_is_not_theirs(
    route: str, world: World
) -> None:
    noun = OF_NOUN[route.split("/")[1]]
    item = getattr(world, noun)()
    stranger = Client()
    stranger.force_login(
        world.account("R51", "vreemd", team="wijkteam-urk"), backend="casework.accounts.Backend"
    )
    for step in ("note", "claim", "accept", "bestaat-niet"):
        for method in ("get", "post"):
            there = getattr(stranger, method)(address(route, ref=item.ref, step=step))
            nowhere = getattr(stranger, method)(address(route, ref=f"{item.ref[0]}-7K3QX9P2", step=step))
            assert there.status_code == nowhere.status_code in (404, 405), f"{method} {route} {step}"
            assert there.content.replace(item.ref.encode(), b"") == nowhere.content.replace(
                f"{item.ref[0]}-7K3QX9P2".encode(), b""
            )
