"""Does everybody find a number that is right? Who keeps it, a new number, a closed town hall."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from casework.actions import sociale_kaart as actions
from casework.directory.current import pack
from casework.directory.said import as_said
from casework.errors import NeverCloses, NothingToTest, NotYours, PhoneNotDialable
from casework.models import ClosedToday, KaartLine
from casework.tasks import ask_owners_at
from notifications.models import Notice
from privacy.context import now, set_offset, wall_clock
from tests.named import GEMEENTE, WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World

DRONTEN, URK = GEMEENTE, "0184"
WIJKTEAM_LINE, SHELTER_LINE = "sk-0303-wijkteam", "sk-0303-opvang"
BY_DAY = datetime.fromisoformat("2026-11-26T10:00:00+01:00")
NEW = "085-0000999"
PAGE = "/sociale-kaart/"


@pytest.fixture(autouse=True)
def at_ten(settings, db):
    settings.DEMO = True
    set_offset(BY_DAY - wall_clock())


def seen_by_everybody(gemeente: str = DRONTEN, topic: str = "wijkteam") -> str:
    return words(Client().get("/crisiswijzer/", {"gemeente": gemeente, "vraag": topic}))


def test_a_new_number_counts_after_the_test_call_and_not_before(world: World) -> None:
    old = pack().region.card[DRONTEN, "wijkteam"].phone
    coordinator = at_the_screen_of(world.account("R51"))
    form = coordinator.get(f"{PAGE}{WIJKTEAM_LINE}/nummer/")
    assert "ziet iedereen het oude" in words(form)
    sent = coordinator.post(f"{PAGE}{WIJKTEAM_LINE}/nummer/", {"phone": NEW})
    assert sent["Location"] == f"{PAGE}{WIJKTEAM_LINE}/testgesprek/"
    assert f"Bel nu {NEW}" in words(coordinator.get(sent["Location"]))
    assert old in seen_by_everybody()
    assert NEW not in seen_by_everybody()
    done = coordinator.post(sent["Location"], {"phone": NEW, "answered": "yes"})
    assert done["Location"] == f"{PAGE}?gemeente={DRONTEN}"
    assert NEW in seen_by_everybody()
    assert old not in seen_by_everybody()
    assert as_said().card[DRONTEN, "wijkteam"].confirmed_on == BY_DAY.date()


def test_a_wrong_number_is_dropped_and_the_old_one_stays(world: World) -> None:
    by, old = world.by(world.account("R51")), pack().region.card[DRONTEN, "wijkteam"].phone
    actions.ask_number(by=by, entry=WIJKTEAM_LINE, phone=NEW)
    with pytest.raises(NothingToTest):
        actions.test_call(by=by, entry=WIJKTEAM_LINE, phone="085-0000998", answered=True)
    actions.test_call(by=by, entry=WIJKTEAM_LINE, phone=NEW, answered=False)
    assert as_said().card[DRONTEN, "wijkteam"].phone == old
    with pytest.raises(NothingToTest):
        actions.test_call(by=by, entry=WIJKTEAM_LINE, phone=NEW, answered=True)


@pytest.mark.parametrize("typed", ["", "bel mij", "1234567", "1" * 16, "085 0000 99x", "٠٨٥٠٠٠٠٠٩٩"])
def test_what_nobody_can_dial_is_no_number(typed: str, world: World) -> None:
    with pytest.raises(PhoneNotDialable):
        actions.ask_number(by=world.by(world.account("R51")), entry=WIJKTEAM_LINE, phone=typed)
    screen = at_the_screen_of(world.account("R51"))
    refused = screen.post(f"{PAGE}{WIJKTEAM_LINE}/nummer/", {"phone": typed})
    assert refused.status_code == 422
    assert not KaartLine.objects.filter(asked_phone__gt="").exists()


def test_who_does_not_keep_a_line_cannot_change_it(world: World) -> None:
    worker, other = world.account("R50"), world.account("R51", "urk", team="wijkteam-urk")
    for stranger in (worker, other, world.account("R12"), world.account("R52")):
        by = world.by(stranger)
        for act in (
            lambda by=by: actions.confirm(by=by, entry=WIJKTEAM_LINE),
            lambda by=by: actions.ask_number(by=by, entry=WIJKTEAM_LINE, phone=NEW),
            lambda by=by: actions.test_call(by=by, entry=WIJKTEAM_LINE, phone=NEW, answered=True),
            lambda by=by: actions.confirm(by=by, entry="sk-9999-niets"),
        ):
            with pytest.raises(NotYours):
                act()
        if stranger != worker:
            with pytest.raises(NotYours):
                actions.close_today(by=by, service=WIJKTEAM_TEAM)
        answer = at_the_screen_of(stranger).get(f"{PAGE}{WIJKTEAM_LINE}/nummer/")
        assert answer.status_code == 404
    assert not KaartLine.objects.exists()


def test_lines_of_services_without_an_account_are_kept_by_the_meldpunt(world: World) -> None:
    lead = at_the_screen_of(world.account("R12"))
    assert lead.post(f"{PAGE}?gemeente={URK}", {"klopt": SHELTER_LINE}).status_code == 302
    assert KaartLine.objects.get().confirmed_on == BY_DAY.date()
    service = pack().region.card[DRONTEN, "opvang"].target
    lead.post(PAGE, {"dicht": service})
    assert "Vandaag gesloten, anders dan gewoonlijk." in seen_by_everybody(topic="opvang")
    lead.post(PAGE, {"open": service})
    assert "anders dan gewoonlijk" not in seen_by_everybody(topic="opvang")


def test_a_storm_closes_the_town_hall_and_callers_see_who_answers(world: World) -> None:
    worker = at_the_screen_of(world.account("R50"))
    assert "Wij zijn de rest van vandaag gesloten" in words(worker.get(PAGE))
    assert "Nu open" in seen_by_everybody()
    worker.post(PAGE, {"dicht": WIJKTEAM_TEAM})
    shown = seen_by_everybody()
    assert "Vandaag gesloten, anders dan gewoonlijk." in shown
    assert "Open vanaf vrijdag 27 november, 08:30" in shown
    instead = pack().region.teams[pack().region.teams[WIJKTEAM_TEAM].when_closed or "crisisteam"]
    assert instead.canonical in shown
    assert "de rest van vandaag gesloten bent" in words(worker.get(PAGE))
    worker.post(PAGE, {"open": WIJKTEAM_TEAM})
    assert "Nu open" in seen_by_everybody()


def test_closed_today_is_over_at_midnight_by_itself(world: World) -> None:
    actions.close_today(by=world.by(world.account("R50"), at=BY_DAY), service=WIJKTEAM_TEAM)
    assert ClosedToday.objects.get().until == datetime.fromisoformat("2026-11-27T00:00:00+01:00")
    tomorrow = BY_DAY + timedelta(days=1)
    assert as_said().on_card(DRONTEN, "wijkteam", BY_DAY).open_now is False
    assert as_said().on_card(DRONTEN, "wijkteam", tomorrow).open_now is True


def test_when_everybody_is_closed_the_crisis_team_still_answers(world: World) -> None:
    region = pack().region
    for team in {entry.target for entry in region.card.values()} - {region.about.crisis}:
        ClosedToday.objects.create(
            service=team, since=BY_DAY, until=BY_DAY + timedelta(hours=14), said_by=world.account("R12")
        )
    with pytest.raises(NeverCloses):
        actions.close_today(by=world.by(world.account("R21")), service=region.about.crisis)
    for gemeente, topic in region.card:
        found = as_said().on_card(gemeente, topic, BY_DAY)
        assert found.open_now or (found.answering and found.answering.phone), (gemeente, topic)


def test_after_ninety_days_the_keeper_is_asked_once_a_week_and_says_it_in_one_tap(world: World) -> None:
    world.account("R51")
    late = datetime.fromisoformat("2027-03-01T10:00:00+01:00")
    assert ask_owners_at(BY_DAY) == 0
    assert ask_owners_at(late.replace(hour=3)) == 0, "nobody looks at a list at night"
    assert ask_owners_at(late) == len(pack().region.card)
    assert ask_owners_at(late + timedelta(hours=1)) == 0
    mine = Notice.objects.filter(to_team=WIJKTEAM_TEAM, event="sociale_kaart.stale")
    assert {told.to_role for told in mine} == {"R51"}
    set_offset(late - wall_clock())
    coordinator = at_the_screen_of(world.account("R51"))
    assert "Klopt dit nog?" in words(coordinator.get(PAGE))
    assert "sociale kaart" in words(coordinator.get("/berichten/"))
    coordinator.post(PAGE, {"klopt": WIJKTEAM_LINE})
    assert WIJKTEAM_LINE not in actions.stale_entries(late + timedelta(days=30))
    assert ask_owners_at(late + timedelta(days=7)) == len(pack().region.card) - 1


def test_a_new_number_says_all_the_way_which_line_it_is_for(world: World) -> None:
    keeper = at_the_screen_of(world.account("R51"))
    line = "Hulp thuis of in de wijk, Dronten: sociaal team Dronten"
    assert line in words(keeper.get(f"{PAGE}{WIJKTEAM_LINE}/nummer/"))
    test = keeper.post(f"{PAGE}{WIJKTEAM_LINE}/nummer/", {"phone": NEW}, follow=True)
    assert line in words(test)
    assert f'href="tel:{NEW}"' in test.content.decode()
    done = keeper.post(f"{PAGE}{WIJKTEAM_LINE}/testgesprek/", {"phone": NEW, "answered": "yes"})
    assert done["Location"] == f"{PAGE}?gemeente={DRONTEN}"


def test_where_no_service_comes_everybody_reads_whom_to_call_and_no_instruction_for_colleagues(
    world: World,
) -> None:
    seen = seen_by_everybody("0050", "fan")
    assert "komt niet in deze gemeente. Bel het crisisteam." in seen
    assert "dekking" not in seen


def test_a_triagist_goes_on_into_a_report_in_the_same_gemeente(world: World) -> None:
    triagist = at_the_screen_of(world.account("R10"))
    page = triagist.get(PAGE, {"gemeente": URK})
    assert f"/melding/nieuw/?gemeente={URK}" in page.content.decode()
    form = triagist.get("/melding/nieuw/", {"gemeente": URK}).content.decode()
    assert f'<option value="{URK}" selected' in form
    odd = triagist.get("/melding/nieuw/", {"gemeente": "<b>"})
    assert odd.status_code == 200


def test_the_page_asks_the_same_few_things_however_much_was_said(world: World) -> None:
    screen = at_the_screen_of(world.account("R51"))
    screen.get(PAGE)
    with counted_statements() as before:
        screen.get(PAGE)
    for entry in pack().region.card.values():
        KaartLine.objects.create(entry=entry.id, confirmed_on=now().date(), confirmed_by=world.account("R51"))
    with counted_statements() as after:
        screen.get(PAGE)
    assert len(after) == len(before) <= 8
