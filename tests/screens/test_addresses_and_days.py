"""Does a mangled mark in an address, or a slip in a year, end in a sentence? Never in a traceback."""

from datetime import date, timedelta

import pytest

from casework.actions import case as cases
from casework.models import Case, Handover
from casework.reading.bridge import day_word
from privacy.context import now
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.calendars import local_date
from workflows.refusals import EndTooFar

# What a page shows of the same rows is the same on every engine.
pytestmark = pytest.mark.once

NOBODY = "00000000-0000-0000-0000-000000000000"
BEYOND = [
    "0001-01-01T00:00:00", "0001-01-01T00:00:00%2B02:00", "9999-12-31T23:59:59-10:00", "2026-01-01T00:00:00",
    "gisteren",
]  # fmt: skip


@pytest.mark.parametrize("moment", BEYOND)
def test_a_mark_that_names_no_moment_is_the_first_page(world: World, moment: str) -> None:
    case = world.case("contact_phase")
    sanne = at_the_screen_of(world.account("R11"))
    for address in (f"/werkvoorraad/?na={moment}_0_{NOBODY}", f"/casus/{case.ref}/?voor={moment}_{NOBODY}"):
        answer = sanne.get(address)
        assert answer.status_code == 200
        assert case.ref in answer.content.decode()


@pytest.mark.parametrize("calm", ["-1", "64", "9" * 30])
def test_a_mark_with_a_worry_that_does_not_exist_is_the_first_page(world: World, calm: str) -> None:
    case = world.case("contact_phase")
    answer = at_the_screen_of(world.account("R11")).get(
        f"/werkvoorraad/?na=2026-01-01T00:00:00%2B00:00_{calm}_{NOBODY}"
    )
    assert answer.status_code == 200
    assert case.ref in answer.content.decode()


SLIPS = [("0001", "jaar geleden"), ("1800", "jaar geleden"), ("9999", "Dit is over meer dan")]


@pytest.mark.parametrize(("year", "sentence"), SLIPS)
def test_an_appointment_in_another_century_is_told_at_its_field(
    world: World, year: str, sentence: str
) -> None:
    handover = world.handover("accepted")
    sent = {"talk_at": f"{year}-01-01T00:00", "seen_version": handover.version}
    answer = at_the_screen_of(world.account("R11")).post(f"/overdracht/{handover.ref}/stap/plan_talk/", sent)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert Handover.objects.get(pk=handover.pk).state == "accepted"


def test_a_talk_is_planned_for_today_or_later_and_never_for_yesterday(world: World) -> None:
    handover = world.handover("accepted")
    screen = at_the_screen_of(world.account("R11"))
    for days, status in ((-1, 422), (0, 302)):
        day = local_date(now()) + timedelta(days=days)
        sent = {"talk_at": f"{day}T10:00", "seen_version": handover.version}
        answer = screen.post(f"/overdracht/{handover.ref}/stap/plan_talk/", sent)
        assert answer.status_code == status
        assert ("Deze dag is voorbij" in words(answer)) is (days < 0)


def test_a_day_of_another_year_says_its_year(world: World) -> None:
    today = local_date(now())
    assert day_word(today.replace(year=today.year + 1, day=1)).endswith(str(today.year + 1))
    assert str(today.year) not in day_word(today)


@pytest.mark.parametrize(("year", "sentence"), SLIPS)
def test_a_start_in_another_century_is_told_at_its_field(world: World, year: str, sentence: str) -> None:
    handover = world.handover("received")
    noor = world.account("R50")
    sent = {"acceptor": noor.username, "start_date": f"{year}-01-01", "seen_version": handover.version}
    answer = at_the_screen_of(noor).post(f"/overdracht/{handover.ref}/stap/accept/", sent)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert Handover.objects.get(pk=handover.pk).state == "received"


def test_a_pause_without_an_end_in_sight_is_refused_and_a_long_one_is_not(world: World) -> None:
    case, sanne = world.case("contact_phase"), world.by(world.account("R11"))
    sent = {"reason": "detained", "expected_end": "9999-12-31", "seen_version": case.version}
    answer = at_the_screen_of(world.account("R11")).post(f"/casus/{case.ref}/stap/pause/", sent)
    assert answer.status_code == 422
    assert "Dit is over meer dan 10 jaar" in words(answer)
    with pytest.raises(EndTooFar):
        cases.pause(by=sanne, case_ref=case.ref, reason="detained", expected_end=date(9999, 12, 31))
    cases.pause(by=sanne, case_ref=case.ref, reason="detained", expected_end=date(sanne.at.year + 9, 1, 1))
    assert Case.objects.get(pk=case.pk).state == "paused"
