"""Who may only look with a reason: is it asked, kept and named by the look, and does no more open than that?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casework.actions import reason
from casework.errors import NotYours
from casework.models import StatedReason
from casework.reading import stated as reading
from privacy.context import acting
from privacy.models.ledger import AccessEvent
from tests.screens.people import at_the_screen_of, words
from tests.world import World


def looked(screen: Client, ref: str, why: str = "De melder vroeg om teruggebeld te worden.") -> Any:
    """Somebody types a reason and sees what opens."""
    return screen.post(f"/reden/{ref}/", {"text": why}, follow=True)


def test_the_care_coordinator_sees_who_reported_with_a_reason_and_not_without(world: World) -> None:
    case, screen = world.case("guidance"), at_the_screen_of(world.account("R11"))
    assert "Mevrouw Buur" not in words(screen.get(f"/casus/{case.ref}/"))
    page = looked(screen, case.ref)
    assert page.status_code == 200
    assert "Mevrouw Buur" in words(page)
    assert "Wat ging naar wie" not in words(page)
    stated = StatedReason.objects.get()
    looks = AccessEvent.objects.filter(action="reason.read", relation=f"reason:{stated.ref}")
    assert looks.count() == 1
    assert "reporter.name" in looks[0].fields
    assert "teruggebeld" not in str(looks.values())


def test_without_words_nothing_opens(world: World) -> None:
    case, screen = world.case("guidance"), at_the_screen_of(world.account("R11"))
    page = looked(screen, case.ref, why=" ")
    assert page.status_code == 422
    assert "Mevrouw Buur" not in words(page)
    assert not StatedReason.objects.exists()


def test_the_privacy_officer_sees_of_a_closed_case_the_name_and_what_was_shared_alone(world: World) -> None:
    case, screen = world.case("closed"), at_the_screen_of(world.account("R90"))
    page = looked(screen, case.ref, why="Klacht van de familie.")
    text = words(page)
    assert "Dijkgraaf" in text
    assert "Hier is niets van gedeeld" in text
    for private in ("Mevrouw Buur", "Weer koken", "Voorbeeldpad"):
        assert private not in text


@pytest.mark.parametrize("role", ["R12", "R50", "R10", "R13", "R92"])
def test_a_reason_opens_nothing_to_whom_the_table_gives_nothing_for_one(world: World, role: str) -> None:
    case, screen = world.case("guidance"), at_the_screen_of(world.account(role))
    assert screen.get(f"/reden/{case.ref}/").status_code == 404
    assert looked(screen, case.ref).status_code == 404


def test_a_reason_is_for_whoever_gave_it_and_for_half_an_hour(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    stated = reason.state(by=anke, item_ref=case.ref, text="terugbellen")
    other = world.by(world.account("R11", "joost"))
    late = world.by(world.account("R11"), at=anke.at + timedelta(minutes=31))
    for by in (other, late):
        with acting(by), pytest.raises(NotYours):
            reading.read(stated.ref, by=by)
