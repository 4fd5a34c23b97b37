"""What does a colleague see who was a moment too late with a melding, and where is the text?"""

from typing import Any

import pytest

from casework.models import Melding
from tests.screens.people import at_the_screen_of, words
from tests.screens.test_melding_page import page_of
from tests.world import World

# What a form gives back is the same on every engine; that its actions are is asked by the promise tests of both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_second_to_take_it_sees_who_was_first(world):
    melding = world.melding("received", owner_person=None)
    first, second = world.account("R10", name="eerste"), world.account("R10", name="tweede")
    at_the_screen_of(first).post(page_of(melding, "stap/claim/"), {"seen_version": 1})
    answer = at_the_screen_of(second).post(page_of(melding, "stap/claim/"), {"seen_version": 1})
    assert answer.status_code == 409
    assert "Eerste was u net voor" in words(answer)
    assert "in triage" in words(answer)


def two_at_once(world: World) -> tuple[Melding, Any, Any]:
    melding = world.melding("in_triage")
    return (
        melding,
        at_the_screen_of(world.account("R10", name="anna")),
        at_the_screen_of(world.account("R10", name="bram")),
    )


def test_two_texts_at_once_stand_beside_each_other_and_can_be_sent_again(world):
    melding, anna, bram = two_at_once(world)
    url = page_of(melding, "stap/ask_information/")
    asked = {"seen_version": 1, "source": "Huisarts", "ground": "Toestemming"}
    anna.post(url, asked | {"question": "Komt mevrouw nog?"})
    anna.post(page_of(melding, "stap/resume_triage/"), {"seen_version": 2})
    lost = bram.post(url, asked | {"question": "Is er medicatie?"})
    assert lost.status_code == 409
    page = lost.content.decode()
    assert "Anna was u net voor" in words(lost)
    assert "Komt mevrouw nog?" in page
    assert "Is er medicatie?" in page
    again = lost.context["conflict"]
    won = bram.post(url, dict(again["hidden"]) | {"seen_version": again["version"], "question": "Beide."})
    assert won.status_code == 302


def test_a_text_that_came_too_late_can_be_copied(world):
    melding, anna, bram = two_at_once(world)
    anna.post(page_of(melding, "stap/release/"), {"seen_version": 1})
    lost = bram.post(
        page_of(melding, "stap/mark_insufficient/"), {"seen_version": 1, "reason": "Driemaal gebeld."}
    )
    assert lost.status_code == 409
    assert "Driemaal gebeld." in lost.content.decode()
    assert "Anna was u net voor" in words(lost)
