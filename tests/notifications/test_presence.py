"""Who else has this item open? Colleagues who may open it hear each other's names; nobody hears anything else."""

import asyncio
from typing import Any

import pytest
from channels.db import database_sync_to_async

from casework.actions import team as teams
from casework.models import Account, Handover
from casework.present import may_be_at, names_of
from notifications import hub as hubs
from notifications.hub import hub
from notifications.presence import SILENT, Presence, places_of
from tests.named import SECOND_TEAM
from tests.notifications.conftest import Colleague
from tests.screens.people import at_the_screen_of
from tests.world import World

pytestmark = pytest.mark.engine


@pytest.fixture
async def team(signed_in, page) -> dict[str, Any]:
    """A handover from Anke to Sanne's team, and the open pages of four colleagues by name."""

    def people() -> tuple[Handover, dict[str, Account]]:
        world = World()
        named = {
            "anke": ("R11", ""),
            "marja": ("R12", ""),
            "sanne": ("R50", ""),
            "gijs": ("R50", SECOND_TEAM),
        }
        accounts = {name: world.account(role, name, team=team) for name, (role, team) in named.items()}
        handover = world.handover("received", sender_person=accounts["anke"], owner_person=accounts["anke"])
        return handover, accounts

    handover, accounts = await database_sync_to_async(people)()
    pages = {}
    for name, account in accounts.items():
        pages[name] = await page(Colleague(account, await database_sync_to_async(at_the_screen_of)(account)))
    return pages | {"ref": handover.ref, "handover": handover, "accounts": accounts}


async def here(page: Any) -> list[str]:
    """The next thing this page hears about who is there."""
    while True:
        said = await page.receive_json_from(5)
        if "here" in said:
            return list(said["here"])


async def until_here(page: Any, names: list[str]) -> None:
    while await here(page) != names:
        pass


async def test_two_colleagues_at_one_item_hear_each_others_name_until_one_leaves(team) -> None:
    for name in ("anke", "sanne"):
        await team[name].send_json_to({"here": team["ref"]})
    await asyncio.wait_for(until_here(team["anke"], ["Sanne"]), 5)
    await asyncio.wait_for(until_here(team["sanne"], ["Anke"]), 5)
    await team["sanne"].disconnect()
    await asyncio.wait_for(until_here(team["anke"], []), 5)


async def test_somebody_without_a_tie_is_at_no_item_and_hears_nobody(team) -> None:
    await team["anke"].send_json_to({"here": team["ref"]})
    await asyncio.wait_for(until_here(team["anke"], []), 5)
    for ref in (team["ref"], "H-7K3QX9P2"):
        await team["gijs"].send_json_to({"here": ref})
        assert await team["gijs"].receive_nothing(0.3), "the same silence for what is not there"
    assert await team["anke"].receive_nothing(0.3)


async def test_a_change_of_the_item_makes_every_page_say_anew_that_it_may_be_there(team) -> None:
    for name in ("anke", "sanne"):
        await team[name].send_json_to({"here": team["ref"]})
    await asyncio.wait_for(until_here(team["anke"], ["Sanne"]), 5)

    def steps_aside() -> None:
        Handover.objects.filter(ref=team["ref"]).update(stepped_aside=str(team["accounts"]["sanne"].pk))

    await database_sync_to_async(steps_aside)()
    hub().deliver({"cursor": 1, "teams": [], "items": [["handover", team["ref"]]]})
    await asyncio.wait_for(said_where(team["sanne"]), 5)
    await team["sanne"].send_json_to({"here": team["ref"]})
    await team["anke"].send_json_to({"here": team["ref"]})
    await asyncio.wait_for(until_here(team["anke"], []), 5)
    assert not [client for client in hub().clients if client.place and client.visit.account == sannes(team)]


def sannes(team: dict[str, Any]) -> str:
    return str(team["accounts"]["sanne"].pk)


async def said_where(page: Any) -> None:
    while "where" not in await page.receive_json_from(5):
        pass


async def test_a_place_that_is_no_reference_ends_the_socket(team) -> None:
    for said in ({"here": "Gerben Dijkgraaf"}, {"here": 5}):
        assert (await closes(team["anke" if said["here"] == 5 else "marja"], said)) == 1003


async def closes(page: Any, said: dict[str, Any]) -> int:
    await page.send_json_to(said)
    return int((await page.receive_output(5))["code"])


async def test_what_travels_between_processes_names_nobody(team, monkeypatch) -> None:
    travelled: list[Any] = []
    hear = Presence.hear

    def listening(self: Presence, message: Any, now: float) -> set[str]:
        travelled.append(message)
        return hear(self, message, now)

    monkeypatch.setattr(Presence, "hear", listening)
    await team["anke"].send_json_to({"here": team["ref"]})
    await asyncio.wait_for(until_here(team["anke"], []), 5)
    assert travelled
    assert "anke" not in repr(travelled).lower()


async def test_a_process_that_ended_without_a_word_is_forgotten(team, monkeypatch) -> None:
    monkeypatch.setattr(hubs, "BEAT", 0.1)
    away = Presence()
    hub().presence.hear(
        away.message({team["ref"]: [sannes(team)]}, whole=True), asyncio.get_running_loop().time()
    )
    await team["anke"].send_json_to({"here": team["ref"]})
    await asyncio.wait_for(until_here(team["anke"], ["Sanne"]), 5)
    await asyncio.sleep(0.1 * (SILENT + 1))
    hub().put(next(one for one in hub().clients if one.place), team["ref"])
    await asyncio.wait_for(until_here(team["anke"], []), 5)


def test_a_lost_message_is_made_good_by_the_next_whole_one() -> None:
    ours, theirs = Presence(), Presence()
    assert ours.hear(theirs.message({"C-7K3QX9P2": ["a"]}, whole=False), 1.0) == {"C-7K3QX9P2"}
    assert ours.at("C-7K3QX9P2") == {"a"}
    assert ours.hear(theirs.message({}, whole=True), 2.0) == {"C-7K3QX9P2"}
    assert ours.at("C-7K3QX9P2") == set()
    assert ours.hear(theirs.message({}, whole=True), 3.0) == set()
    assert places_of([], ["C-7K3QX9P2"]) == {"C-7K3QX9P2": []}


@pytest.mark.django_db
def test_who_decides_or_reviews_is_shown_to_nobody(world: World) -> None:
    handover = world.handover("expired")
    for role, shown in (
        ("R11", True),
        ("R12", True),
        ("R50", True),
        ("R51", True),
        ("R52", False),
        ("R13", False),
    ):
        account = world.account(role)
        assert may_be_at(str(account.pk), handover.ref) is shown, role
    assert not may_be_at(str(world.account("R90").pk), handover.ref)
    assert names_of([str(world.account("R11").pk)]) == {str(world.account("R11").pk): "Person-R11"}


@pytest.mark.django_db
def test_a_deputy_is_there_as_long_as_the_absence_lasts(world: World) -> None:
    anke, joost = world.account("R11", "anke"), world.account("R11", "joost")
    case = world.case("guidance", owner_person=anke)
    assert not may_be_at(str(joost.pk), case.ref)
    by = world.by(world.account("R12"))
    teams.set_days(by=by, username="anke", works_on="1234567", deputy="joost")
    teams.report_ill(by=by, username="anke")
    assert may_be_at(str(joost.pk), case.ref)
