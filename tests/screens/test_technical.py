"""Can whoever keeps the machine running do that without knowing of anybody?"""

import pytest

from privacy.models.ledger import AccessEvent
from tests.screens.people import at_the_screen_of, words
from tests.world import World


def test_the_technical_administrator_starts_at_ages_and_numbers_and_sees_nobody(world: World) -> None:
    world.case("contact_phase")
    world.handover("offered")
    screen = at_the_screen_of(world.account("R93"))
    page = screen.get("/", follow=True)
    assert page.redirect_chain[-1][0] == "/beheer/techniek/"
    said = words(page)
    assert "casus" in said.lower()
    hidden = (
        "Dijkgraaf",
        "Gordijnen",
        "Mevrouw Buur",
        "C-",
        "M-",
        "H-",
        "Dronten",
        "Person-R11",
        "Weer koken",
    )
    assert not [one for one in hidden if one in said]
    assert not AccessEvent.objects.exclude(outcome="denied").exists(), "nothing sealed was opened for it"


@pytest.mark.parametrize("role", ["R10", "R12", "R50", "R90", "R92"])
def test_nobody_else_finds_that_page(world: World, role: str) -> None:
    assert at_the_screen_of(world.account(role)).get("/beheer/techniek/").status_code == 404


@pytest.mark.parametrize("address", ["/werkvoorraad/", "/berichten/", "/postbak/"])
def test_a_list_shows_the_technical_administrator_no_item(world: World, address: str) -> None:
    case = world.case("contact_phase")
    said = words(at_the_screen_of(world.account("R93")).get(address))
    assert case.ref not in said
    assert "Dijkgraaf" not in said
