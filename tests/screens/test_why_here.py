"""Can a tired coordinator read in two seconds why a melding is here, and why it is nowhere else?"""

from datetime import UTC, datetime, timedelta

import pytest

from casework.reading.routing import explained
from tests.named import VA, WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CRISIS = "crisisteam"


def why(world, melding, role="R12"):
    page = words(at_the_screen_of(world.account(role)).get(f"/melding/{melding.ref}/"))
    assert "Waarom hier?" in page
    return page.partition("Waarom hier?")[2].partition("De melder")[0]


def test_it_stands_closed_until_somebody_asks(world):
    melding = world.melding("forwarded")
    page = at_the_screen_of(world.account("R10")).get(f"/melding/{melding.ref}/").content.decode()
    assert '<details class="card routing"><summary>Waarom hier?' in page


def test_a_new_melding_says_by_which_door_it_came_and_why_not_by_another(world):
    said = why(world, world.melding("received", owner_person=None))
    assert "Wat binnenkomt via de deur meldpunt gaat naar Meldpunt OGGz (Vangnet & Advies)." in said
    assert "regel door-meldpunt, geldt vanaf het begin, bevestigd op 22 november 2026" in said
    assert "Integraal crisisteam : het kwam binnen via een andere deur" in said
    assert "Toch ligt het" not in said


def test_a_melding_for_a_wijkteam_names_the_line_of_the_sociale_kaart_and_the_wijkteams_elsewhere(world):
    said = why(world, world.melding("forwarded", outcome="WIJKTEAM", target=WIJKTEAM_TEAM))
    assert "Wijkteam in Dronten gaat naar sociaal team Dronten. Dat staat op de sociale kaart." in said
    assert (
        "regel WIJKTEAM, geldt vanaf het begin, sociale kaart regel sk-0303-wijkteam, bevestigd op 22 november 2026"
        in said
    )
    assert "is voor Lelystad" in said
    assert said.count("is voor") == 5


def test_a_colleague_who_decided_otherwise_is_not_called_a_rule(world):
    said = why(world, world.melding("forwarded", outcome="WIJKTEAM", target=VA))
    assert "Toch ligt het bij Meldpunt OGGz (Vangnet & Advies): een collega besloot dat" in said


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (20, "Dronten gaat naar Huisartsenpost (voorbeeld). Dat staat op de sociale kaart."),
        (
            10,
            "gaat naar Eigen huisarts van de betrokkene: Huisartsenpost (voorbeeld) was op dat moment gesloten.",
        ),
    ],
)
def test_the_answer_is_that_of_the_hour_of_the_decision_and_not_of_now(world, hour, said):
    then = datetime(2026, 1, 5, hour, tzinfo=UTC)
    melding = world.melding("forwarded", outcome="HUISARTS_HAP", target="", decided_at=then)
    assert said in why(world, melding)


def test_where_no_team_of_the_door_works_it_says_who_takes_it_instead(world):
    melding = world.melding(
        "received",
        door="fan",
        gemeente="0050",
        outcome="",
        decided_at=None,
        owner_person=None,
        owner_team_id=CRISIS,
    )
    said = why(world, melding, role="R21")
    assert "Geen team van de deur fan werkt in deze gemeente. Daarom neemt Integraal crisisteam dit." in said
    assert "FAN Almere : is voor Almere" in said
    assert "Toch ligt het" not in said


def test_a_crisis_at_night_says_that_the_duty_sent_it(world):
    melding = world.melding("at_crisis", screening="crisis_now", target=CRISIS, outcome="", decided_at=None)
    said = why(world, melding, role="R20")
    assert "De dienst zei buiten kantooruren" in said
    assert "Dat gaat naar Integraal crisisteam." in said


@pytest.mark.parametrize(
    ("gemeente", "outcome", "target", "said"),
    [
        ("0050", "CRISISTEAM_TELEFONISCH", CRISIS, "komt niet in Zeewolde, sinds 1 januari 2025."),
        (
            "0034",
            "FAN",
            "fan-almere",
            "In de avond en nacht komt FAN Almere in Almere, sinds 1 januari 2025.",
        ),
    ],
)
def test_where_the_night_service_matters_it_says_whether_it_comes_there(
    world, gemeente, outcome, target, said
):
    assert said in why(world, world.melding("forwarded", gemeente=gemeente, outcome=outcome, target=target))


def test_to_explain_it_costs_no_statement(world):
    melding = world.melding("forwarded", decided_at=datetime.now(UTC) - timedelta(days=3))
    with counted_statements() as statements:
        assert explained(melding)["sentence"]
    assert [one for one in statements if "demo_clock" not in one] == []
