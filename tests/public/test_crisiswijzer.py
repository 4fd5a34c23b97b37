"""Does anybody find whom to call now, in every gemeente, and is it said when a number may be old?"""

from datetime import datetime

import pytest
from django.test import Client

from casework.directory.current import pack
from casework.reading import crisiswijzer
from privacy.context import set_offset, wall_clock
from tests.screens.people import words

pytestmark = pytest.mark.django_db
BY_DAY = datetime.fromisoformat("2026-11-26T10:00:00+01:00")
AT_NIGHT = datetime.fromisoformat("2026-11-27T03:00:00+01:00")


@pytest.fixture
def at(settings):
    settings.DEMO = True
    return lambda moment: set_offset(moment - wall_clock())


def page(**asked: str) -> str:
    answer = Client().get("/crisiswijzer/", asked)
    assert answer.status_code == 200
    return words(answer)


def test_first_one_hears_112_and_chooses_a_gemeente(db):
    shown = page()
    assert "Bel nu 112" in shown
    for gemeente in pack().region.gemeenten.values():
        assert gemeente.name in shown


def test_by_day_the_wijkteam_of_urk_answers_itself(at):
    at(BY_DAY)
    shown = page(gemeente="0184", vraag="wijkteam")
    assert pack().region.card["0184", "wijkteam"].phone in shown
    assert "Nu open" in shown
    assert "Kan het niet wachten?" not in shown


def test_at_night_it_is_closed_and_the_crisis_team_answers(at):
    at(AT_NIGHT)
    shown = page(gemeente="0184", vraag="wijkteam")
    assert "Nu gesloten. Open vanaf vrijdag 27 november, 08:30" in shown
    assert "Integraal crisisteam" in shown


def test_in_zeewolde_there_is_no_night_service_and_the_page_says_who_comes_instead(at):
    at(AT_NIGHT)
    shown = page(gemeente="0050", vraag="fan")
    assert "hier is daarvoor geen aparte dienst" in shown
    assert "Integraal crisisteam" in shown


def test_without_a_question_the_whole_card_of_the_gemeente_is_there_to_print(at):
    at(BY_DAY)
    shown = page(gemeente="0995")
    for topic in crisiswijzer.topics():
        assert topic.word in shown.lower()


def test_what_was_not_looked_at_for_ninety_days_is_said_to_be_old(at):
    at(BY_DAY)
    assert "lang geleden" not in page(gemeente="0184", vraag="wijkteam")
    at(datetime.fromisoformat("2027-03-01T10:00:00+01:00"))
    assert "lang geleden" in page(gemeente="0184", vraag="wijkteam")


@pytest.mark.parametrize(
    "asked", [{"gemeente": "9999"}, {"gemeente": "0184", "vraag": "x" * 5000}, {"gemeente": "\x00"}]
)
def test_a_choice_that_is_not_in_the_list_is_said_at_its_field(asked, db):
    answer = Client().get("/crisiswijzer/", asked)
    assert answer.status_code == 422
    assert "Kies er een uit de lijst." in words(answer)
