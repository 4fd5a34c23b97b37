"""Can the functional administrator try a new rule and see numbers, and nothing of anybody?"""

import pytest

from casework.models import Melding
from privacy.ledger.record import ChangeEvent
from privacy.models.ledger import AccessEvent
from tests.named import GEMEENTE
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World

pytestmark = pytest.mark.once
PAGE = "/beheer/routering/"
RULE = f"""
[[destination]]
id = "in-een-hand"
outcome = "BEMOEIZORG"
team = "crisisteam"
gemeenten = ["{GEMEENTE}"]
valid_from = "2030-03-01"
"""


def test_the_answer_is_a_table_of_numbers_without_a_reference_or_a_person(world: World) -> None:
    melding = world.melding("forwarded")
    before = (list(Melding.objects.values()), ChangeEvent.objects.count())
    said = words(at_the_screen_of(world.account("R92")).post(PAGE, {"rules": RULE}))
    assert "1 besluit geprobeerd, met de regels van 1 maart 2030. 1 was ergens anders heen gegaan." in said
    assert "1 Na triage Meldpunt OGGz (Vangnet & Advies) Integraal crisisteam" in said
    assert not [
        hidden for hidden in (melding.ref, "Dijkgraaf", "Gordijnen", "Mevrouw Buur", "8255") if hidden in said
    ]
    assert (list(Melding.objects.values()), ChangeEvent.objects.count()) == before
    assert not AccessEvent.objects.exclude(outcome="denied").exists()


def test_a_mistake_stands_at_the_rules_with_its_key_and_what_was_typed_stays(world: World) -> None:
    answer = at_the_screen_of(world.account("R92")).post(
        PAGE, {"rules": RULE.replace("crisisteam", "nachtploeg")}
    )
    assert answer.status_code == 422
    assert "destination[in-een-hand].team: 'nachtploeg' bestaat niet." in words(answer)
    assert "nachtploeg&quot;" in answer.content.decode()


def test_only_meldingen_since_a_day_are_tried(world: World) -> None:
    world.melding("forwarded")
    said = words(at_the_screen_of(world.account("R92")).post(PAGE, {"rules": RULE, "since": "2029-01-01"}))
    assert "0 besluiten geprobeerd" in said


def test_twenty_meldingen_cost_no_more_statements_than_one(world: World) -> None:
    screen = at_the_screen_of(world.account("R92"))
    world.melding("forwarded")
    screen.post(PAGE, {"rules": RULE})
    with counted_statements() as of_one:
        screen.post(PAGE, {"rules": RULE})
    for _ in range(20):
        world.melding("forwarded")
    with counted_statements() as of_many:
        screen.post(PAGE, {"rules": RULE})
    assert len(of_many) == len(of_one)


def test_the_page_is_found_from_the_management(world: World) -> None:
    screen = at_the_screen_of(world.account("R92"))
    assert PAGE in screen.get("/beheer/").content.decode()
    assert "Een nieuwe regel proberen" in words(screen.get(PAGE))


@pytest.mark.parametrize("role", ["R10", "R12", "R51", "R90", "R93"])
def test_nobody_else_finds_it(world: World, role: str) -> None:
    screen = at_the_screen_of(world.account(role))
    assert screen.get(PAGE).status_code == screen.post(PAGE, {"rules": RULE}).status_code == 404
