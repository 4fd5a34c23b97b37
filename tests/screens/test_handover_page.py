"""What do sender and receiver see of a handover, at which stage, and at what cost?"""

from datetime import datetime, timedelta

import pytest

from casework.actions import handover as handovers
from casework.models import Handover, HandoverMessage
from casework.work import working
from privacy.context import acting, now, set_offset, wall_clock
from tests.named import VA
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import PACKAGE, World
from workflows.handover import CHECKLIST
from workflows.handover import State as HandoverState

# What a page shows of the same rows is the same on every engine; what it costs is counted on each.
pytestmark = pytest.mark.once

MOST_STATEMENTS = 10
CARD = ("Gerben Dijkgraaf", "8255, Dronten", "U4", "hond", "Begeleiding bij het huishouden")
PACKAGED = ("Voorbeeldpad 12", "1 mei 1972", "Tekst over risks.")
NEVER = ("Mevrouw Buur", "085-0000777", "De diagnose blijft hier", "Gordijnen dicht")
BEFORE = ("offered", "received", "asking", "returned", "expired", "waiting_list")
AFTER = ("accepted", "talk_planned", "talk_held", "together", "confirmed", "reopened")


def _handover(world: World, state: str, **values: object) -> Handover:
    person = world.person(flags=[{"kind": "dog"}])
    case = world.case("aftercare" if state == "confirmed" else "handing_over",
                      melding=world.melding("in_care", person=person))  # fmt: skip
    return world.handover(state, case=case, held_back="De diagnose blijft hier", **values)


@pytest.mark.parametrize("state", BEFORE)
@pytest.mark.parametrize("role", ["R50", "R51"])
def test_before_a_named_yes_the_receiver_sees_the_card_and_nothing_else(
    world: World, state: str, role: str
) -> None:
    handover = _handover(world, state)
    answer = at_the_screen_of(world.account(role)).get(f"/overdracht/{handover.ref}/")
    said = words(answer)
    assert all(shown in said for shown in CARD)
    assert not [hidden for hidden in (*PACKAGED, *NEVER) if hidden in answer.content.decode()]


@pytest.mark.parametrize("state", AFTER)
def test_after_a_named_yes_the_receiver_sees_the_package_and_not_what_stays(world: World, state: str) -> None:
    handover = _handover(world, state)
    answer = at_the_screen_of(world.account("R50")).get(f"/overdracht/{handover.ref}/")
    said = words(answer)
    assert all(shown in said for shown in (*CARD, *PACKAGED))
    assert not [hidden for hidden in NEVER if hidden in answer.content.decode()]


def test_only_the_sender_reads_what_stays_behind(world: World) -> None:
    handover = _handover(world, "accepted")
    assert "De diagnose blijft hier" in words(
        at_the_screen_of(world.account("R11")).get(f"/overdracht/{handover.ref}/")
    )
    said = words(at_the_screen_of(world.account("R12")).get(f"/overdracht/{handover.ref}/"))
    assert "Gerben Dijkgraaf" in said
    assert not [hidden for hidden in (*PACKAGED, *NEVER) if hidden in said]


def test_both_sides_read_the_same_steps_and_each_has_its_own_button(world: World) -> None:
    handover = _handover(world, "received")
    pages = {
        role: at_the_screen_of(world.account(role)).get(f"/overdracht/{handover.ref}/")
        for role in ("R11", "R50")
    }
    decks = {role: page.context["bridge"] for role, page in pages.items()}
    assert decks["R11"]["steps"] == decks["R50"]["steps"]
    assert decks["R50"]["receiver"]["action"]["label"] == "Accepteren"
    assert decks["R11"]["receiver"]["action"] is None
    assert decks["R11"]["receiver"]["waits"] == "Is nu aan zet"


@pytest.mark.parametrize("state", [state for state in HandoverState if state != "draft"])
def test_ownership_on_the_page_lies_with_one_side_and_moves_at_confirmation(world: World, state: str) -> None:
    final = {"owner_person": None, "clock": None} if HandoverState(state).final else {}
    handover = _handover(world, state, **final)
    bridge = at_the_screen_of(world.account("R11")).get(f"/overdracht/{handover.ref}/").context["bridge"]
    receiver_owns = state in ("confirmed", "completed")
    assert (bridge["receiver"]["owns"], bridge["sender"]["owns"]) == (receiver_owns, not receiver_owns)


def test_full_is_offered_nowhere_and_the_hint_points_to_the_waiting_list(world: World) -> None:
    handover = _handover(world, "received")
    screen = at_the_screen_of(world.account("R51"))
    page = screen.get(f"/overdracht/{handover.ref}/stap/give_back/")
    codes = {code for code, _ in page.context["form"].fields["reason"].choices}
    assert not codes & {"vol", "full", "capacity", "capaciteit"}
    assert f"/overdracht/{handover.ref}/stap/put_on_waiting_list/" in page.content.decode()
    answer = screen.post(f"/overdracht/{handover.ref}/stap/give_back/", {"reason": "vol", "alternative": "x"})
    assert answer.status_code == 422
    assert Handover.objects.get(pk=handover.pk).state == "received"


def test_a_worker_of_the_team_cannot_give_back_the_coordinator_can(world: World) -> None:
    handover = _handover(world, "received")
    labels = {
        role: words(at_the_screen_of(world.account(role)).get(f"/overdracht/{handover.ref}/"))
        for role in ("R50", "R51")
    }
    assert "Teruggeven" not in labels["R50"]
    assert "Teruggeven" in labels["R51"]
    assert "Ja, maar later" in labels["R51"]


def test_the_waiting_days_of_the_sender_are_shown_to_both_sides(world: World) -> None:
    handover = _handover(world, "received", offered_at=now() - timedelta(days=14))
    for role in ("R11", "R50", "R51"):
        said = words(at_the_screen_of(world.account(role)).get(f"/overdracht/{handover.ref}/"))
        assert "De afzender wacht" in said


def test_the_receiver_reads_the_answer_before_deciding_but_no_other_word(world: World) -> None:
    handover, anke, sanne = _handover(world, "received"), world.account("R11"), world.account("R50")
    handovers.ask(handover_ref=handover.ref, question="Is er een sleutel?", by=world.by(sanne))
    by = world.by(anke)
    with acting(by), working(by, "test.line") as work:
        work.add(
            HandoverMessage(
                handover=handover, at=by.at, by_id=by.actor, what="consent", text="Was in de war."
            )
        )
    screen = at_the_screen_of(anke)
    assert "Is er een sleutel?" in words(screen.get(f"/overdracht/{handover.ref}/"))
    screen.post(f"/overdracht/{handover.ref}/stap/answer/", {"answer": "Ja, bij de buurvrouw."})
    said = words(at_the_screen_of(sanne).get(f"/overdracht/{handover.ref}/"))
    assert "Ja, bij de buurvrouw." in said
    assert "Was in de war." not in said


@pytest.mark.engine
@pytest.mark.parametrize("state", ["draft", "received", "accepted", "confirmed"])
def test_the_page_costs_ten_statements_at_most_and_the_same_with_a_long_thread(
    world: World, state: str
) -> None:
    screen, costs = at_the_screen_of(world.account("R11")), []
    for count in (10, 1000):
        handover = _handover(world, state)
        by = world.by(world.account("R50"))
        with acting(by), working(by, "test.thread") as work:
            for place in range(count):
                work.add(HandoverMessage(handover=handover, at=by.at + timedelta(minutes=place), by_id=by.actor,
                                         what="question", text=f"Vraag {place}"))  # fmt: skip
        with counted_statements() as statements:
            assert screen.get(f"/overdracht/{handover.ref}/").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= MOST_STATEMENTS


def test_a_stranger_gets_the_same_bytes_for_a_handover_that_exists_and_one_that_does_not(
    world: World,
) -> None:
    handovers_now = [_handover(world, state) for state in ("draft", "received", "accepted")]
    strangers = [
        world.account("R50", name="Almere", team="wijkteam-almere"), world.account("R11", name="Vreemd"),
        world.account("R10"), world.account("R92"), world.account("R20"),
    ]  # fmt: skip
    for stranger in strangers:
        screen = at_the_screen_of(stranger)
        for handover in handovers_now:
            for address in ("", "stap/accept/", "stap/offer/", "stap/write/", "stap/bestaat-niet/"):
                real, none = (
                    screen.get(f"/overdracht/{ref}/{address}") for ref in (handover.ref, "H-ZZZZZZZZ")
                )
                assert (real.status_code, real.content) == (404, none.content), (stranger, address)
                real, none = (
                    screen.post(f"/overdracht/{ref}/{address}", {}) for ref in (handover.ref, "H-ZZZZZZZZ")
                )
                assert (real.status_code, real.content) == (none.status_code, none.content)


def test_a_draft_is_invisible_to_the_team_it_may_go_to(world: World) -> None:
    handover = _handover(world, "draft")
    assert at_the_screen_of(world.account("R50")).get(f"/overdracht/{handover.ref}/").status_code == 404


def test_a_draft_shows_its_thirteen_parts_and_what_was_kept(world: World) -> None:
    handover = _handover(world, "draft")
    form = at_the_screen_of(world.account("R11")).get(f"/overdracht/{handover.ref}/").context["draft"]
    assert [name for name in form.fields if name.startswith("part_")] == [
        f"part_{part}" for part in CHECKLIST
    ]
    assert form["part_tried"].value() == PACKAGE["tried"]
    assert form["held_back"].value() == "De diagnose blijft hier"
    assert world.account("R11").team_id == VA


@pytest.mark.parametrize(("consent", "shown"), [("yes", True), ("no", False), ("not_asked", False)])
def test_the_paragraph_on_the_card_is_there_with_consent_alone(
    world: World, consent: str, shown: bool
) -> None:
    handover = _handover(world, "received", consent=consent, card_text="Doel: weer koken, twee uur per week.")
    said = words(at_the_screen_of(world.account("R50")).get(f"/overdracht/{handover.ref}/"))
    assert ("twee uur per week" in said) == shown


@pytest.mark.parametrize(("reader", "number"), [("R50", "085-0000001"), ("R11", "085-0000008")])
def test_each_side_reads_which_number_to_call_on_the_other_side(
    world: World, reader: str, number: str
) -> None:
    set_offset(datetime.fromisoformat("2027-02-05T10:00:00+01:00") - wall_clock())
    handover = _handover(world, "received")
    page = at_the_screen_of(world.account(reader)).get(f"/overdracht/{handover.ref}/").content.decode()
    bridge = page.split('class="bridge"')[1].split('class="bridge__load"')[0]
    assert f'href="tel:{number}"' in bridge
    assert bridge.count('href="tel:') == 1
