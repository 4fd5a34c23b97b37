"""What does the crisis team see and do on the page of a crisis, and what do others learn of it?"""

import pytest
from django.utils.timezone import localtime

from casework.forms.crisis import FORMS
from casework.models import BridgingPlan, Crisis, Person
from tests.named import CRISIS_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.crisis_states import State


def page(crisis: Crisis) -> str:
    """The address of its page."""
    return f"/crisis/{crisis.ref}/"


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_page_with_owner_and_clock_and_every_form_opens(state: State, world: World) -> None:
    crisis, screen = world.crisis(state), at_the_screen_of(world.account("R20"))
    answer = screen.get(page(crisis))
    assert answer.status_code == 200
    shown = words(answer)
    assert crisis.ref in shown
    assert ("Dijkgraaf" in shown) is not state.final
    for step in crisis.possible_steps("R20"):
        if step.name in FORMS:
            assert screen.get(f"{page(crisis)}stap/{step.name}/").status_code == 200, step.name


def test_the_ring_the_pair_the_sheet_and_the_plan_stand_on_the_page(world: World) -> None:
    crisis = world.crisis("stabilising", companion=world.account("R20", "noor"))
    shown = words(at_the_screen_of(world.account("R20")).get(page(crisis)))
    for said in (
        "24 uur, tot",
        "Person-R20 en Noor",
        "Crisisblad",
        "Overbruggingsplan 1",
        "Elke minuut antwoordt er",
    ):
        assert said in shown, said


def test_a_weapon_in_another_report_about_this_person_is_told_to_who_goes_there(world: World) -> None:
    crisis = world.crisis("accepted")
    earlier = world.person(flags=[{"kind": "weapon", "detail": "Mes in de la", "until": "2099-01-01"}])
    world.tied(world.melding("added", person=earlier), crisis.person)
    shown = words(at_the_screen_of(world.account("R20")).get(page(crisis)))
    assert "wapen Bron: elders bekend" in shown
    assert "Mes in de la" not in shown


def test_a_crisis_without_words_of_its_own_leads_to_the_melding_that_has_them(world: World) -> None:
    melding = world.melding("at_crisis", target=CRISIS_TEAM)
    crisis = world.crisis("announced", melding=melding, summary="", where="")
    answer = at_the_screen_of(world.account("R20")).get(page(crisis))
    assert "Lees in de melding wat er aan de hand is" in words(answer)
    assert f'href="/melding/{crisis.melding.ref}/"' in answer.content.decode()


def test_who_has_it_already_is_not_asked_to_take_it_over(world: World) -> None:
    crisis = world.crisis("stabilising")
    own, other = (at_the_screen_of(one).get(page(crisis)).content.decode()
                  for one in (world.account("R20"), world.account("R20", "noor")))  # fmt: skip
    assert "/stap/take_over/" not in own
    assert "/stap/take_over/" in other


def test_the_form_of_the_plan_says_from_when_until_when_and_begins_where_nobody_answers(world: World) -> None:
    crisis = world.crisis("stabilising")
    plan = BridgingPlan.objects.get(crisis=crisis)
    plan.blocks = []
    plan.save()
    answer = at_the_screen_of(world.account("R20")).get(f"{page(crisis)}stap/write_plan/")
    assert "Op deze tijden antwoordt niemand:" in words(answer)
    first = answer.context["form"]["begins_0"].value()
    assert crisis.day_ends is not None
    assert f"{first:%H:%M}" == f"{localtime(crisis.day_ends):%H:%M}"


def test_a_hole_is_named_and_one_press_fills_it(world: World) -> None:
    crisis = world.crisis("stabilising")
    plan = BridgingPlan.objects.get(crisis=crisis)
    plan.blocks = []
    plan.save()
    screen = at_the_screen_of(world.account("R20"))
    assert "Op deze tijden antwoordt niemand:" in words(screen.get(page(crisis)))
    screen.post(f"{page(crisis)}stap/fill_holes/", {"seen_version": crisis.version})
    assert "Elke minuut antwoordt er iemand." in words(screen.get(page(crisis)))


def test_what_was_typed_in_the_plan_comes_back_in_its_form(world: World) -> None:
    crisis = world.crisis("on_site")
    screen = at_the_screen_of(world.account("R20"))
    typed = {
        "receiver_team": "wijkteam-dronten", "client_does": "Slaapt bij zijn zus.", "begins_0": "2027-03-27T21:15",
        "ends_0": "2027-03-28T08:30", "who_0": "named", "name_0": "Huisarts Voorbeeld", "phone_0": "085-0000123",
        "seen_version": crisis.version,
    }  # fmt: skip
    assert screen.post(f"{page(crisis)}stap/write_plan/", typed).status_code == 302
    form = screen.get(f"{page(crisis)}stap/write_plan/").content.decode()
    for said in ("Slaapt bij zijn zus.", "2027-03-27T21:15", "Huisarts Voorbeeld", "085-0000123"):
        assert said in form
    assert "Huisarts Voorbeeld" not in str(BridgingPlan.objects.get(crisis=crisis).blocks)


def test_the_form_as_it_stands_ready_is_a_draft_that_saves(world: World) -> None:
    crisis = world.crisis("accepted")
    BridgingPlan.objects.filter(crisis=crisis).delete()
    screen = at_the_screen_of(world.account("R20"))
    ready = screen.get(f"{page(crisis)}stap/write_plan/").context["form"]
    typed = {name: ready[name].value() or "" for name in ready.fields}
    begins = ready["begins_0"].value().strftime("%Y-%m-%dT%H:%M")
    assert screen.post(f"{page(crisis)}stap/write_plan/", typed | {"begins_0": begins}).status_code == 302
    assert BridgingPlan.objects.get(crisis=crisis).blocks == []


def test_a_weapon_on_the_sheet_stands_in_the_safety_block_of_the_crisis_and_of_the_melding(
    world: World,
) -> None:
    crisis = world.crisis("on_site")
    sheet = {"weapons": "yes", "seen_weapons": "Een mes in de keuken.", "seen_version": crisis.version}
    screen = at_the_screen_of(world.account("R20"))
    assert screen.post(f"{page(crisis)}stap/fill_sheet/", sheet).status_code == 302
    assert "Een mes in de keuken." in words(screen.get(page(crisis)))
    triagist = at_the_screen_of(world.account("R10"))
    assert "Een mes in de keuken." in words(triagist.get(f"/melding/{crisis.melding.ref}/"))
    assert Person.objects.get(pk=crisis.person_id).version == 2


def test_the_plan_on_paper_is_there_when_it_is_settled_and_says_nothing_of_the_sheet(world: World) -> None:
    crisis = world.crisis("stabilising")
    screen = at_the_screen_of(world.account("R20"))
    assert screen.get(f"{page(crisis)}plan/").status_code == 404
    screen.post(f"{page(crisis)}stap/settle_plan/", {"seen_version": crisis.version})
    paper = words(screen.get(f"{page(crisis)}plan/"))
    assert "Wie kunt u bellen, en wanneer?" in paper
    assert "wapens" not in paper
    assert "Wat doet u zelf?" in paper, "it speaks to who holds it"
    assert "cliënt" not in paper
    assert "Dijkgraaf" not in paper


@pytest.mark.parametrize(
    ("role", "team"),
    [("R10", ""), ("R11", ""), ("R12", ""), ("R50", ""), ("R30", ""), ("R20", "wijkteam-urk")],
)
def test_nobody_outside_the_crisis_team_opens_it(role: str, team: str, world: World) -> None:
    crisis = world.crisis("stabilising")
    screen = at_the_screen_of(world.account(role, "elders", team=team))
    assert screen.get(page(crisis)).status_code == 404
