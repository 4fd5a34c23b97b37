"""Does the region know every place, and is somebody reachable at every hour in every gemeente?"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casework.directory.pack import load_pack
from workflows.calendars import AMSTERDAM

PACK = load_pack(Path(__file__).parents[2] / "regions" / "flevoland")
ALMERE, URK, ZEEWOLDE = "0034", "0184", "0050"
WEEK = [datetime(2027, 3, 22, tzinfo=UTC) + timedelta(hours=hour) for hour in range(14 * 24)]


def amsterdam(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def test_the_region_is_complete():
    assert len(PACK.gemeenten) == 6
    assert len(PACK.pc4) == 107
    assert len(PACK.card) == 84
    assert set(PACK.teams) >= {
        "va-meldpunt",
        "crisisteam",
        "fan-almere",
        "wijkteam-zeewolde",
        "regio-flevoland",
    }
    assert [partner.role_code for partner in PACK.partners] == ["R40"] * 6


@pytest.mark.parametrize(("pc4", "name"), [("8255", "Dronten"), ("8322", "Urk"), ("1320", "Almere")])
def test_a_postcode_proposes_a_gemeente(pc4, name):
    assert PACK.gemeente_of_pc4(pc4).name == name


@pytest.mark.parametrize("pc4", ["8325", "8261", "1381", "3888", "9999", ""])
def test_an_unknown_postcode_is_asked_about_and_not_guessed(pc4):
    assert PACK.gemeente_of_pc4(pc4) is None


def test_fan_comes_everywhere_but_in_zeewolde_and_not_before_it_began():
    on = date(2027, 3, 1)
    assert Counter(PACK.fan_covers(code, on) for code in PACK.gemeenten) == {True: 5, False: 1}
    assert not PACK.fan_covers(ZEEWOLDE, on)
    assert not PACK.fan_covers(ALMERE, date(2024, 12, 31))
    assert not PACK.fan_covers(None, on)


def test_every_team_says_who_hears_of_silence():
    for team in PACK.teams.values():
        assert {team.coordinator_role, team.manager_role} <= set(team.roles)
    for code in PACK.gemeenten:
        assert PACK.wijkteam_of(code).manager_role == "R52"
    assert PACK.teams[PACK.about.regional].roles == ("R13",)


def test_at_every_hour_the_duty_of_every_team_is_held_by_someone():
    for team_id in PACK.teams:
        for at in WEEK:
            duty = PACK.answering_duty(team_id, at)
            assert PACK.duty_of(duty.team, at) == duty
            is_open = PACK.team_calendar(team_id).is_working_time(at)
            assert (duty.team == team_id) is is_open


def test_where_the_meldpunt_is_closed_the_crisis_duty_answers():
    assert PACK.answering_duty("va-meldpunt", amsterdam("2027-01-12T10:00")).team == "va-meldpunt"
    assert PACK.answering_duty("va-meldpunt", amsterdam("2027-01-12T20:00")).team == "crisisteam"
    assert PACK.answering_duty("va-meldpunt", amsterdam("2027-03-29T10:00")).team == "crisisteam"


def test_every_outcome_in_every_gemeente_at_every_hour_leads_to_a_name_and_someone_to_call():
    for outcome in PACK.routes:
        for code in PACK.gemeenten:
            for at in WEEK[::5]:
                found = PACK.destination(outcome, code, at)
                assert found.name
                assert found.phone or found.answering
                assert found.open_now or found.answering


def test_in_zeewolde_the_crisis_team_answers_for_fan():
    assert PACK.destination("FAN", ZEEWOLDE, amsterdam("2027-03-02T22:00")).ref == "crisisteam"
    assert PACK.destination("FAN", URK, amsterdam("2027-03-02T22:00")).ref == "fan-noord"


def test_a_closed_wijkteam_is_named_with_the_duty_that_answers_now():
    found = PACK.destination("WIJKTEAM", URK, amsterdam("2027-03-05T13:00"))
    assert (found.ref, found.open_now, found.answering.team) == ("wijkteam-urk", False, "crisisteam")


def test_by_day_the_own_huisarts_is_called_and_not_the_post():
    by_day = PACK.destination("HUISARTS_HAP", URK, amsterdam("2027-03-02T11:00"))
    at_night = PACK.destination("HUISARTS_HAP", URK, amsterdam("2027-03-02T23:00"))
    assert (by_day.name, by_day.phone, by_day.open_now) == ("Eigen huisarts van de betrokkene", None, False)
    assert (at_night.ref, at_night.open_now) == ("hap", True)


def test_without_a_gemeente_a_wijkteam_cannot_be_named_but_the_crisis_team_can():
    at = amsterdam("2027-03-02T11:00")
    unknown = PACK.destination("WIJKTEAM", None, at)
    assert (unknown.kind, unknown.name, unknown.answering.team) == ("unknown", None, "va-meldpunt")
    assert PACK.destination("CRISISTEAM", None, at).ref == "crisisteam"


def test_each_retention_class_of_the_dossier_is_there_and_wvggz_is_still_open():
    classes = {row.code: row.months for row in PACK.retention}
    assert set(classes) == {"ADV", "NEG", "SCR", "WMO", "TRJ", "WGB", "JEU", "REP", "LOG", "WVG"}
    assert PACK.retention_class("WMO", date(2027, 1, 1)).months == 15 * 12
    assert classes["WVG"] is None


def test_every_number_in_the_example_region_is_fictional():
    numbers = [row.phone for row in (*PACK.teams.values(), *PACK.duties, *PACK.doors, *PACK.card.values())]
    assert {number[:8] for number in numbers if number} == {"085-0000"}
