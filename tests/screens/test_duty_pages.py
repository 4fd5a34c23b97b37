"""Does everybody who logs in see who has the duty now, and a coordinator where nobody has it?"""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine

from casework.actions import roster, team
from casework.models import Shift
from privacy.context import now
from tests.named import CRISIS_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.roles import Role

# What a page shows of the same rows is the same on every engine; what it costs is counted on each.
pytestmark = pytest.mark.once

NIGHT = datetime(2027, 1, 13, 2, 0, tzinfo=AMSTERDAM)
"""A Wednesday night, when only the crisis team, FAN and the GGZ answer."""
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_everybody_who_logs_in_finds_it_in_the_menu_and_can_read_it(world: World, role: Role) -> None:
    world.shift(world.account("R20", "karim"))
    screen = at_the_screen_of(world.account(str(role), f"lezer-{role.lower()}"))
    page = screen.get("/dienst/")
    assert page.status_code == 200
    assert page.content.decode().count('href="/dienst/"') == 3, "the strip at the top, and the menu twice"
    said = words(page)
    assert "Wie heeft er nu dienst?" in said
    assert "085-0000002" in said
    assert ("Karim" in said) is (role is not Role.TECHNICAL_ADMIN), "the machine is kept without names"


@pytest.mark.engine
def test_at_night_the_page_says_who_when_and_who_comes_next(world: World) -> None:
    karim, noor = world.account("R20", "karim"), world.account("R20", "noor")
    with time_machine.travel(NIGHT, tick=False):
        world.shift(karim, starts_at=NIGHT - 3 * HOUR, ends_at=NIGHT + 5 * HOUR)
        world.shift(noor, starts_at=NIGHT + 5 * HOUR, ends_at=NIGHT + 13 * HOUR)
        screen = at_the_screen_of(world.account("R10"))
        with counted_statements() as asked:
            said = words(screen.get("/dienst/"))
    assert "Integraal crisisteam Karim 085-0000002 tot wo 13 jan 07:00 , daarna Noor" in said
    assert "Nu gesloten: Integraal crisisteam neemt op Karim 085-0000002" in said
    assert said.index("Nu gesloten") < said.index(
        "Meldpunt OGGz (Vangnet & Advies) gaat open wo 13 jan 08:30"
    )
    assert "FAN Almere Dienst FAN Almere Het rooster is niet ingevuld: de vaste dienst neemt op." in said
    assert len(asked) <= 5, "\n".join(asked)


def test_who_is_ill_is_not_shown_as_who_answers(world: World) -> None:
    karim, lead = world.account("R20", "karim"), world.account("R21")
    world.shift(karim)
    team.report_ill(by=world.by(lead), username="karim")
    said = words(at_the_screen_of(lead).get("/dienst/"))
    assert "Karim" not in said
    assert "Integraal crisisteam Achterwacht crisisteam Er is nu niemand ingeroosterd" in said


def test_a_coordinator_plans_an_open_shift_from_the_roster(world: World) -> None:
    lead = world.account("R21")
    world.account("R20", "karim")
    world.shift(world.account("R20", "noor"), ends_at=now() + HOUR)
    screen = at_the_screen_of(lead)
    page = screen.get("/dienst/rooster/")
    assert "in de komende veertien dagen" in words(page)
    start, end = now() + 2 * HOUR, now() + 4 * HOUR
    asked = urlencode({"team": CRISIS_TEAM, "van": start.isoformat(), "tot": end.isoformat()})
    form = screen.get(f"/dienst/rooster/plannen/?{asked}")
    assert f'value="{start.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}"' in form.content.decode()
    typed = {
        "username": "karim", "starts_at": f"{start.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}",
        "ends_at": f"{end.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    sent = screen.post(f"/dienst/rooster/plannen/?team={CRISIS_TEAM}", typed)
    assert (sent.status_code, sent["Location"]) == (302, "/dienst/rooster/")
    assert Shift.objects.filter(holder__username="karim").exists()
    again = screen.post(f"/dienst/rooster/plannen/?team={CRISIS_TEAM}", typed)
    assert again.status_code == 422
    assert "Een collega heeft de dienst al in een deel van die tijd" in words(again)


def test_a_colleague_reads_the_roster_and_does_not_arrange_it(world: World) -> None:
    shift = world.shift(world.account("R21"), starts_at=now() + HOUR)
    karim = at_the_screen_of(world.account("R20", "karim"))
    said = words(karim.get("/dienst/rooster/"))
    assert "inroosteren" not in said.replace("Nu de dienst overnemen", "")
    assert karim.get("/dienst/rooster/plannen/").status_code == 404
    refused = karim.post(f"/dienst/{shift.ref}/stap/ruil/", {"username": "karim"})
    assert refused.status_code == 422
    assert "regelt het rooster vooruit" in words(refused)
    stranger = at_the_screen_of(world.account("R51"))
    for address in ("rooster/", f"rooster/?team={CRISIS_TEAM}", "overdracht/", f"{shift.ref}/stap/ruil/"):
        assert stranger.get(f"/dienst/{address}").status_code == 404, address


@pytest.mark.parametrize("step", ["ruil", "ziek", "weg"])
def test_whose_shift_it_is_and_when_stands_above_every_act_on_it(world: World, step: str) -> None:
    karim, lead = world.account("R20", "karim"), world.account("R21")
    world.account("R20", "noor")
    with time_machine.travel(NIGHT, tick=False):
        shift = world.shift(karim, starts_at=NIGHT + 3 * HOUR, ends_at=NIGHT + 25 * HOUR)
        form = at_the_screen_of(lead).get(f"/dienst/{shift.ref}/stap/{step}/")
    said = words(form)
    assert "Karim, van wo 13 jan 05:00 tot do 14 jan 03:00." in said
    assert "Verwijderen" not in said, "one word for it, on the roster and here"
    if step != "weg":
        assert 'value="noor"' in form.content.decode()
        assert 'value="karim"' not in form.content.decode(), "nobody takes over from themselves"


def test_two_sign_under_the_list_and_until_then_every_row_says_whom_to_call(world: World) -> None:
    karim, noor = world.account("R20", "karim"), world.account("R20", "noor")
    with time_machine.travel(NIGHT, tick=False) as clock:
        item = world.melding("received", owner_person=None)
        leaving = world.shift(karim, starts_at=NIGHT - 3 * HOUR, ends_at=NIGHT)
        coming = world.shift(noor, starts_at=NIGHT, ends_at=NIGHT + 5 * HOUR)
        first, second = at_the_screen_of(karim), at_the_screen_of(noor)
        assert item.ref in words(first.get("/dienst/overdracht/"))
        clock.shift(timedelta(minutes=31))
        warning = "niet mondeling overgedragen, bel Karim (085-0000002)"
        assert warning in words(second.get("/werkvoorraad/"))
        assert "Niet mondeling overgedragen: bel Karim" in words(second.get("/dienst/overdracht/"))
        assert first.post(f"/dienst/{leaving.ref}/stap/over/").status_code == 302
        assert warning in words(second.get("/werkvoorraad/")), "one signature is not enough"
        assert second.post(f"/dienst/{coming.ref}/stap/op/").status_code == 302
        assert warning not in words(second.get("/werkvoorraad/"))
        coming.refresh_from_db()
        assert coming.taken_list == [item.ref]


def test_a_notice_about_a_roster_leads_to_it(world: World) -> None:
    karim, lead = world.account("R20", "karim"), world.account("R21")
    roster.plan(by=world.by(lead), team=CRISIS_TEAM, username="karim", starts_at=now(), ends_at=now() + HOUR)
    assert 'href="/dienst/rooster/"' in at_the_screen_of(karim).get("/berichten/").content.decode()


def test_the_functional_administrator_arranges_the_rosters_of_the_own_organisation(world: World) -> None:
    world.shift(world.account("R20", "karim"))
    fleur = at_the_screen_of(world.account("R92"))
    said = words(fleur.get(f"/dienst/rooster/?team={CRISIS_TEAM}"))
    assert "Karim" in said
    assert "Meldpunt OGGz (Vangnet & Advies)" in said, "the other roster of the organisation is one link away"
    assert fleur.get("/dienst/rooster/?team=fan-almere").status_code == 404
