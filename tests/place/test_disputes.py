"""Two gemeenten point at each other: who decides, before when, and why does nobody fall between?"""

from datetime import timedelta
from typing import Any

import pytest

from casework.actions import handover, melding
from casework.invariants import violations
from casework.models import Clock, Handover, Melding
from casework.tasks import ring_due
from notifications.models import Notice
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.gemeente_refusals import (
    GemeenteAlreadySettled,
    GemeenteDisputeNeeded,
    GemeenteNotListed,
    SameGemeente,
)
from workflows.refusals import NotYourStep, SecondPersonIsYou

pytestmark = pytest.mark.django_db
DRONTEN, URK = "0303", "0184"
WHY = {"gemeente": URK, "reason": "Woont sinds juni op Urk."}
ACTIONS: dict[str, Any] = {"melding": melding, "handover": handover}


def disputed(world: World, noun: str) -> Any:
    """An item that lies with the wijkteam of Dronten, whose coordinator says that it is Urk."""
    if noun == "melding":
        item = world.melding("forwarded", target=WIJKTEAM_TEAM, outcome="WIJKTEAM")
    else:
        item = world.handover("received")
    return act(world, noun, "dispute_gemeente", item, "R51", **WHY)


def act(
    world: World, noun: str, step: str, item: Any, role: str, *, later: timedelta = timedelta(), **given: Any
) -> Any:
    who = world.account(role) if role != "R51-urk" else world.account("R51", "urk", team="wijkteam-urk")
    by = world.by(who)
    by = world.by(who, at=by.at + later)
    return getattr(ACTIONS[noun], step)(by=by, **{f"{noun}_ref": item.ref}, **given)


def stored(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk)


def lies_with(item: Any) -> str:
    return item.target if isinstance(item, Melding) else str(item.receiver_team_id)


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_the_sender_owns_it_during_a_dispute_and_two_people_decide(world, noun):
    item = disputed(world, noun)
    before = stored(item)
    owner = (before.owner_team_id, before.owner_person_id)
    assert before.state == "disputed"
    assert before.owner_person.role in ("R10", "R11")
    clock = Clock.objects.get(item_id=item.pk, leading=True)
    assert (clock.kind, clock.team_id) == ("gemeente_dispute", WIJKTEAM_TEAM)
    assert Notice.objects.filter(event="gemeente.disputed", to_role="R12").exists()
    act(world, noun, "agree_gemeente", item, "R12", reason="Klopt met de BRP.")
    after = stored(item)
    assert after.state in ("forwarded", "offered")
    assert (after.gemeente, lies_with(after)) == (URK, "wijkteam-urk")
    assert (after.owner_team_id, after.owner_person_id) == owner
    assert violations() == []


@pytest.mark.parametrize(("noun", "path"), [("melding", "melding"), ("handover", "overdracht")])
def test_the_page_names_the_two_who_decide(world, noun, path):
    item = disputed(world, noun)
    page = words(at_the_screen_of(world.account("R51")).get(f"/{path}/{item.ref}/"))
    assert "De teamleider en de coördinator beslissen samen welke gemeente het is" in page


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_when_the_team_lead_sees_it_otherwise_the_coordinator_signs(world, noun):
    item = disputed(world, noun)
    act(world, noun, "propose_gemeente", item, "R12", gemeente=DRONTEN, reason="Slaapt hier vier nachten.")
    assert stored(item).state == "disputed"
    act(world, noun, "sign_gemeente", item, "R51")
    after = stored(item)
    assert (after.gemeente, lies_with(after), after.gemeente_settled) == (DRONTEN, WIJKTEAM_TEAM, True)


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_nobody_decides_alone(world, noun):
    item = disputed(world, noun)
    with pytest.raises(NotYourStep):
        act(world, noun, "agree_gemeente", item, "R51", reason="zelf")
    coordinator = world.account("R51")
    type(item).objects.filter(pk=item.pk).update(ruled_gemeente=DRONTEN, ruled_by=coordinator.pk)
    with pytest.raises(SecondPersonIsYou):
        act(world, noun, "sign_gemeente", item, "R51")


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_what_was_decided_opens_again_only_with_a_new_fact(world, noun):
    item = disputed(world, noun)
    act(world, noun, "agree_gemeente", item, "R12", reason="Klopt met de BRP.")
    back = {"gemeente": DRONTEN, "reason": "Toch Dronten."}
    if noun == "handover":
        act(world, noun, "open", item, "R51-urk")
    with pytest.raises(GemeenteAlreadySettled):
        act(world, noun, "dispute_gemeente", item, "R51-urk", **back)
    act(world, noun, "dispute_gemeente", item, "R51-urk", **back, new_fact="Verhuisde gisteren terug.")
    assert stored(item).state == "disputed"


def test_a_melding_goes_back_for_the_wrong_gemeente_once(world):
    item = world.melding("forwarded", target=WIJKTEAM_TEAM)
    act(world, "melding", "return_to_triage", item, "R50", reason="wrong_gemeente")
    again = stored(item)
    assert (again.state, again.gemeente_returned) == ("in_triage", True)
    there = world.melding("forwarded", target=WIJKTEAM_TEAM, gemeente_returned=True)
    with pytest.raises(GemeenteDisputeNeeded):
        act(world, "melding", "return_to_triage", there, "R50", reason="wrong_gemeente")
    assert stored(there).state == "forwarded"


def test_a_handover_that_a_second_gemeente_gives_back_is_a_decision(world):
    item = world.handover("received", gemeente_returned=True)
    with pytest.raises(GemeenteDisputeNeeded):
        act(world, "handover", "give_back", item, "R51", reason="wrong_gemeente", alternative="Urk")
    act(world, "handover", "dispute_gemeente", item, "R51", **WHY)
    assert stored(item).state == "disputed"


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_a_wrong_or_the_same_gemeente_is_no_dispute(world, noun):
    item = (
        world.melding("forwarded", target=WIJKTEAM_TEAM) if noun == "melding" else world.handover("received")
    )
    with pytest.raises(SameGemeente):
        act(world, noun, "dispute_gemeente", item, "R51", gemeente=DRONTEN, reason="x")
    with pytest.raises(GemeenteNotListed):
        act(world, noun, "dispute_gemeente", item, "R51", gemeente="9999", reason="x")


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_without_a_decision_it_climbs_to_the_manager_and_the_region_who_decide(world, noun):
    manager, region = world.account("R52"), world.account("R13")
    item = disputed(world, noun)
    first = Clock.objects.get(item_id=item.pk, leading=True)
    ring_due(first.due_at + timedelta(minutes=1))
    second = Clock.objects.get(item_id=item.pk, leading=True)
    assert second.kind == "gemeente_ruling"
    assert Notice.objects.filter(event="clock.rang", to_role="R52").exists()
    ring_due(second.due_at + timedelta(minutes=1))
    third = Clock.objects.get(item_id=item.pk, leading=True)
    assert (third.kind, third.due_at > second.due_at) == ("gemeente_ruling", True)
    assert Notice.objects.filter(event="clock.rang", to_team="regio-flevoland").exists()
    path = "melding" if noun == "melding" else "overdracht"
    for decider in (manager, region):
        seen = at_the_screen_of(decider).get(f"/{path}/{item.ref}/")
        assert seen.status_code == 200
        assert "Woont sinds juni op Urk." in words(seen)
        assert "Dijkgraaf" not in words(seen)
        assert item.ref in words(at_the_screen_of(decider).get("/werkvoorraad/"))
    act(world, noun, "rule_gemeente", item, "R13", gemeente=DRONTEN, reason="Hoofdverblijf.")
    assert stored(item).state in ("forwarded", "offered")
    assert violations() == []


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_a_colleague_of_another_gemeente_sees_nothing_of_the_dispute(world, noun):
    item = disputed(world, noun)
    path = "melding" if noun == "melding" else "overdracht"
    stranger = at_the_screen_of(world.account("R51", "almere", team="wijkteam-almere"))
    assert stranger.get(f"/{path}/{item.ref}/").status_code == 404


@pytest.mark.parametrize("noun", ["melding", "handover"])
def test_both_see_what_was_said_and_what_they_can_do(world, noun):
    item = disputed(world, noun)
    path = "melding" if noun == "melding" else "overdracht"
    for role, button in (
        ("R12", "Eens: het gaat naar de genoemde gemeente"),
        ("R51", "Teken voor de voorgestelde"),
    ):
        shown = words(at_the_screen_of(world.account(role)).get(f"/{path}/{item.ref}/"))
        assert "gemeente in geschil" in shown
        assert button in shown
    assert isinstance(item, (Melding, Handover))
