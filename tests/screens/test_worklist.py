"""What does a desk show, in which order, and what does it cost? The work list of each role, with its live rows."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine

from casework.models import Melding, Person
from casework.reading.desk import GROUPS, Chosen
from casework.reading.words import team_word
from casework.reading.worklist import worklist
from privacy.context import acting, now
from tests.named import GEMEENTE, VA
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World

pytestmark = pytest.mark.django_db
DESK = "/werkvoorraad/"
ROWS = "/werkvoorraad/rijen/"


def pile(world: World, count: int, **values: object) -> list[Melding]:
    """So many received meldingen, each about somebody else, each a minute later than the one before."""
    meldingen = []
    for number in range(count):
        person = Person(given="Anna", surname=f"Proef{number}", gemeente=GEMEENTE, flags=[])
        given: dict[str, object] = {
            "door": "meldpunt", "channel": "phone", "received_at": now(), "gemeente": GEMEENTE,
            "anonymity": "known_to_us", "narrative": "Zorg.", "owner_team_id": VA, "state": "received",
        }  # fmt: skip
        melding = Melding(person=person, **(given | values))
        world._add(person, melding)
        meldingen.append(melding)
    return meldingen


def refs_on(response) -> list[str]:
    return re.findall(r'<li class="item[^"]*" id="item-([A-Z]-\w{8})"', response.content.decode())


@pytest.mark.parametrize("moment", ["2027-02-08T10:00:00+01:00", "2027-02-08T03:00:00+01:00"])
def test_a_thousand_items_cost_as_many_statements_as_ten_by_day_and_by_night(world, moment):
    with time_machine.travel(datetime.fromisoformat(moment)):
        triagist = at_the_screen_of(world.account("R10"))
        pile(world, 10)
        with counted_statements() as with_ten:
            assert triagist.get(DESK).status_code == 200
        pile(world, 990)
        with counted_statements() as with_a_thousand:
            page = triagist.get(DESK)
    assert len(refs_on(page)) == 20
    assert len(with_a_thousand) == len(with_ten)
    assert len(with_a_thousand) <= 8


def test_a_row_says_who_owns_it_what_comes_next_and_what_to_watch_for(world):
    person = world.person(given="Gerben", surname="Dijkgraaf", flags=[{"kind": "dog"}])
    melding = world.melding("received", person=person, owner_person=None)
    row = words(at_the_screen_of(world.account("R10")).get(DESK))
    for part in (
        melding.ref,
        "Gerben Dijkgraaf",
        "Dronten",
        "hond",
        "kijkt als eerste",
        "de dienst",
        "ontvangen",
    ):
        assert part in row


def test_one_person_behind_two_rows_is_named_only_where_the_row_allows_it(world):
    triage = world.triage("review", outcome="BEMOEIZORG", urgency="U4", proposal_urgency="U2")
    page = at_the_screen_of(world.account("R12")).get(DESK)
    rows = {item["ref"]: item["title"] for group in page.context["groups"] for item in group["items"]}
    assert "Gerben Dijkgraaf" in rows[triage.melding.ref]
    assert "Gerben Dijkgraaf" not in rows[triage.ref]
    assert "Een collega kijkt mee als tweede" in words(page)


def test_the_higher_urgency_counts_until_a_colleague_has_agreed(world):
    triage = world.triage("review", outcome="BEMOEIZORG", urgency="U4", proposal_urgency="U2")
    page = at_the_screen_of(world.account("R12")).get(DESK)
    levels = {item["ref"]: item["urgency"] for group in page.context["groups"] for item in group["items"]}
    assert levels[triage.ref] == "U2"


def test_the_own_team_goes_without_saying_and_another_is_named(world):
    world.case("contact_phase")
    own = words(at_the_screen_of(world.account("R11")).get(DESK))
    assert "Verantwoordelijk: Person-R11 " in own
    world.handover("offered")
    other = words(at_the_screen_of(world.account("R50")).get(DESK))
    assert f"Verantwoordelijk: Person-R11, {team_word(VA)}" in other


def test_a_crisis_worker_reads_nothing_of_what_the_day_team_already_weighs(world):
    melding = world.melding("in_triage")
    page = at_the_screen_of(world.account("R20")).get(DESK)
    assert melding.ref not in page.content.decode()
    assert "Dijkgraaf" not in page.content.decode()


def test_pages_follow_each_other_without_a_gap_or_a_double(world):
    triagist = at_the_screen_of(world.account("R10"))
    expected = {melding.ref for melding in pile(world, 45)}
    seen: list[str] = []
    url = DESK
    while url:
        page = triagist.get(url)
        seen += refs_on(page)
        more = page.context["more_url"]
        url = DESK + more if more else ""
    assert len(seen) == 45
    assert set(seen) == expected


def test_the_address_chooses_a_noun_and_a_group(world):
    melding, handover = world.melding("received"), world.handover("offered")
    lead = at_the_screen_of(world.account("R12"))
    assert handover.ref not in refs_on(lead.get(DESK, {"soort": "melding"}))
    assert melding.ref not in refs_on(lead.get(DESK, {"soort": "handover"}))
    assert {melding.ref, handover.ref} <= set(refs_on(lead.get(DESK, {"soort": "onzin", "groep": "onzin"})))


@pytest.mark.parametrize("role", ["R10", "R11", "R12", "R50"])
def test_every_row_stands_in_exactly_the_group_that_the_database_finds_it_in(world, role):
    for state in ("received", "forwarded", "waiting_info", "in_care"):
        world.melding(state, target="wijkteam-dronten")
    for state in ("contact_phase", "paused"):
        world.case(state)
    for state in ("offered", "accepted", "asking", "confirmed"):
        world.handover(state)
    world.triage("review")
    account = world.account(role)
    for later in (timedelta(0), timedelta(days=1), timedelta(days=9)):
        with acting(world.by(account, at=now() + later)) as by:
            everything = {row.ref: row.group for row in worklist(by, limit=100).rows}
            parts = {group: worklist(by, chosen=Chosen(group=group), limit=100).rows for group in GROUPS}
        assert everything
        for group, rows in parts.items():
            assert {row.ref for row in rows} == {ref for ref, its in everything.items() if its == group}


def test_what_lies_with_somebody_else_waits_there_by_name_of_the_team(world):
    world.melding("forwarded", target="wijkteam-dronten", urgency="U5")
    page = at_the_screen_of(world.account("R10")).get(DESK, {"groep": "waiting"})
    assert len(refs_on(page)) == 1
    assert f"{team_word('wijkteam-dronten')} noemt wie het overneemt" in words(page)


def test_an_empty_desk_says_what_will_appear(world):
    page = words(at_the_screen_of(world.account("R50")).get(DESK))
    assert "Uw werkvoorraad is leeg" in page
    assert "Nieuw werk verschijnt vanzelf" in page


def test_an_administrator_starts_at_the_accounts_and_everybody_else_at_the_desk(world):
    assert at_the_screen_of(world.account("R92")).get("/")["Location"] == "/beheer/"
    assert at_the_screen_of(world.account("R10")).get("/")["Location"] == DESK


def test_an_administrator_finds_no_items(world):
    melding = world.melding("received")
    page = at_the_screen_of(world.account("R92")).get(DESK)
    assert melding.ref not in page.content.decode()


def test_the_live_rows_hold_what_changed_and_the_next_cursor(world):
    triagist = at_the_screen_of(world.account("R10"))
    (first,) = pile(world, 1)
    cursor = triagist.get(DESK).context["cursor"]
    (second,) = pile(world, 1)
    answer = triagist.get(ROWS, {"sinds": cursor, "toont": first.ref})
    assert second.ref in refs_on(answer)
    assert int(answer["X-Cursor"]) > cursor


def test_a_row_that_left_the_desk_is_taken_away(world):
    triagist = at_the_screen_of(world.account("R10"))
    (melding,) = pile(world, 1)
    elsewhere = {"owner_team_id": "crisisteam", "state": "forwarded", "owner_person": world.account("R20")}
    Melding.objects.filter(pk=melding.pk).update(**elsewhere)
    answer = triagist.get(ROWS, {"sinds": 10**9, "toont": melding.ref}).content.decode()
    assert f'id="item-{melding.ref}" data-ref="{melding.ref}" data-gone' in answer


def test_the_live_rows_tell_a_stranger_nothing_about_an_item_that_exists(world):
    stranger = at_the_screen_of(world.account("R50"))
    melding = world.melding("received")
    forbidden = stranger.get(ROWS, {"sinds": 0, "toont": melding.ref}).content.decode()
    unknown = stranger.get(ROWS, {"sinds": 0, "toont": "M-00000000"}).content.decode()
    assert forbidden.replace(melding.ref, "M-00000000") == unknown
    assert melding.ref not in stranger.get(ROWS, {"sinds": 0}).content.decode()


@pytest.mark.parametrize("cursor", ["", "-1", "x", "9" * 40, "١٢"])
def test_a_strange_cursor_is_answered_with_the_newest(world, cursor):
    answer = at_the_screen_of(world.account("R10")).get(ROWS, {"sinds": cursor})
    assert answer.status_code == 200
    assert answer["X-Cursor"].isdigit()


def test_nobody_sees_a_desk_without_signing_in(client):
    assert client.get(DESK).status_code == 302
    assert client.get(ROWS).status_code == 302
