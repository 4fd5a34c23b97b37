"""What does the page of a case show, to whom, and at what cost?"""

from datetime import timedelta

import pytest
from django.test import Client

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.models import Account, ContactAttempt, SamePerson
from casework.work import working
from privacy.context import acting, now
from privacy.models.ledger import AccessEvent
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import PACKAGE, World

# What a page shows of the same rows is the same on every engine; what it costs is counted on each.
pytestmark = pytest.mark.once

MOST_STATEMENTS = 10


def test_the_owner_sees_safety_first_then_everything(world: World) -> None:
    flags = [{"kind": "dog", "detail": "Grote hond, los in huis", "source": "buur", "until": "2031-01-01"}]
    person = world.person(flags=flags, phone="06-00000112")
    case = world.case("contact_phase", melding=world.melding("in_care", person=person))
    said = words(at_the_screen_of(world.account("R11")).get(f"/casus/{case.ref}/"))
    assert said.index("Grote hond") < said.index("Nu verantwoordelijk") < said.index("Poging noteren")
    for shown in (
        "Gerben Dijkgraaf",
        "Voorbeeldpad 12",
        "06-00000112",
        "1 mei 1972",
        "Gordijnen dicht",
        "Weer koken",
    ):
        assert shown in said


def test_a_flag_that_ended_is_not_shown_and_the_questions_come_back(world: World) -> None:
    person = world.person(flags=[{"kind": "dog", "until": "2020-01-01"}])
    case = world.case("contact_phase", melding=world.melding("in_care", person=person))
    said = words(at_the_screen_of(world.account("R11")).get(f"/casus/{case.ref}/"))
    assert "Nog niet gevraagd: wapen, agressie, hond, toegang tot de woning" in said


def test_a_danger_in_a_file_that_is_tied_to_this_one_is_shown_without_what_was_written(world: World) -> None:
    case = world.case("contact_phase")
    weapon = {"kind": "weapon", "detail": "Mes in de la", "source": "wijkagent", "until": "2099-01-01"}
    world.tied(world.melding("added", person=world.person(flags=[weapon])), case.person)
    for role in ("R11", "R12"):
        said = words(at_the_screen_of(world.account(role)).get(f"/casus/{case.ref}/"))
        assert "wapen Bron: elders bekend" in said
        assert "Mes in de la" not in said
        assert "Nog niet gevraagd" not in said


def test_the_look_at_a_tied_file_is_a_row_and_one_without_flags_stays_shut(world: World) -> None:
    case = world.case("contact_phase")
    calm, armed = world.person(), world.person(flags=[{"kind": "weapon"}])
    for person in (calm, armed):
        world.tied(world.melding("added", person=person), case.person)
    at_the_screen_of(world.account("R11")).get(f"/casus/{case.ref}/")
    looks = AccessEvent.objects.filter(action="case.read").values_list("subjects", flat=True)
    seen = {subject for subjects in looks for subject in subjects}
    assert str(armed.pk) in seen
    assert str(calm.pk) not in seen


def test_a_tie_that_was_ended_shows_nothing_of_the_other_file(world: World) -> None:
    case = world.case("contact_phase")
    later = world.tied(world.melding("added", person=world.person(flags=[{"kind": "weapon"}])), case.person)
    SamePerson.objects.filter(melding=later).update(ended_at=now())
    said = words(at_the_screen_of(world.account("R11")).get(f"/casus/{case.ref}/"))
    assert "elders bekend" not in said


def test_the_coordinator_sees_name_flags_and_owner_but_not_the_content(world: World) -> None:
    person = world.person(flags=[{"kind": "weapon"}])
    case = world.case("contact_phase", melding=world.melding("in_care", person=person))
    anke = world.account("R11")
    cases.log_attempt(
        case_ref=case.ref,
        channel="phone",
        daypart="evening",
        result="Zei dat hij stemmen hoort.",
        by=world.by(anke),
    )
    said = words(at_the_screen_of(world.account("R12")).get(f"/casus/{case.ref}/"))
    for shown in ("Gerben Dijkgraaf", "wapen", anke.name, "Casus aan een ander geven"):
        assert shown in said
    for hidden in ("stemmen", "Voorbeeldpad", "Gordijnen", "Weer koken", "avond", "Notitie schrijven"):
        assert hidden not in said


def test_the_coordinator_chooses_by_how_many_cases_each_colleague_has(world: World) -> None:
    busy, free = world.account("R11", name="Bram"), world.account("R11", name="Carla")
    for _ in range(2):
        world.case("contact_phase", owner_person=busy)
    waiting = world.case("proposed", owner_person=None)
    screen = at_the_screen_of(world.account("R12"))
    said = words(screen.get(f"/casus/{waiting.ref}/"))
    assert said.index("Carla, 0 lopende casussen") < said.index("Bram, 2 lopende casussen")
    screen.post(f"/casus/{waiting.ref}/stap/assign/", {"owner": free.username, "seen_version": 1})
    assert "Carla" in words(screen.get(f"/casus/{waiting.ref}/")).split("Wat er nu gebeurt")[0]


def test_the_timeline_has_the_newest_first_and_tells_both_lines_and_steps(world: World) -> None:
    case, anke, sanne = world.case("guidance"), world.account("R11"), world.account("R50")
    cases.note(case_ref=case.ref, text="Eerst gebeld.", by=world.by(anke, at=now()))
    handover = handovers.draft(case_ref=case.ref, by=world.by(anke, at=now() + timedelta(minutes=1)))
    handovers.offer(
        handover_ref=handover.ref, receiver_team=WIJKTEAM_TEAM, ground="L10", consent="yes", package=PACKAGE,
        requested_action="Begeleiding", by=world.by(anke, at=now() + timedelta(minutes=2)),
    )  # fmt: skip
    handovers.open(handover_ref=handover.ref, by=world.by(sanne, at=now() + timedelta(minutes=3)))
    said = words(at_the_screen_of(anke).get(f"/casus/{case.ref}/"))
    told = ["Ontvanger las de kaart", "Overdracht aangeboden", "Overdracht voorbereid", "Eerst gebeld."]
    assert [said.index(line) for line in told] == sorted(said.index(line) for line in told)
    assert "Naar de overdracht" in said


def _lines(world: World, count: int) -> str:
    case, by = world.case("contact_phase"), world.by(world.account("R11"))
    with acting(by), working(by, "test.lines") as work:
        for place in range(count):
            at = by.at - timedelta(hours=count - place)
            work.add(ContactAttempt(case=case, at=at, by_id=by.actor, what="attempt", channel="visit",
                                    daypart="morning", text=f"Poging nummer {place}."))  # fmt: skip
    return case.ref


@pytest.mark.engine
def test_a_case_costs_the_same_at_ten_lines_and_at_a_thousand(world: World) -> None:
    short, long = _lines(world, 10), _lines(world, 1000)
    screen = at_the_screen_of(world.account("R11"))
    costs = []
    for ref in (short, long):
        with counted_statements() as statements:
            assert screen.get(f"/casus/{ref}/").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= MOST_STATEMENTS


@pytest.mark.engine
def test_a_case_with_a_handover_and_other_people_still_costs_ten(world: World) -> None:
    case, anke = world.case("handing_over"), world.account("R11")
    handover = world.handover("offered", case=case)
    handovers.open(handover_ref=handover.ref, by=world.by(world.account("R51")))
    screen = at_the_screen_of(anke)
    with counted_statements() as statements:
        answer = screen.get(f"/casus/{case.ref}/")
    assert "Person-R51" in words(answer)
    assert len(statements) <= MOST_STATEMENTS


def test_a_long_timeline_is_read_in_parts_without_losing_a_line(world: World) -> None:
    ref, screen = _lines(world, 70), at_the_screen_of(world.account("R11"))
    seen, address = "", f"/casus/{ref}/"
    for _ in range(3):
        response = screen.get(address)
        seen += words(response)
        older = response.context["older"]
        address = f"/casus/{ref}/{older}"
    assert older is None
    assert all(f"Poging nummer {place}." in seen for place in range(70))


@pytest.mark.parametrize("mark", ["onzin", "2027-01-01", "2027-01-01T10:00_x", "%00"])
def test_a_place_in_the_timeline_that_does_not_exist_shows_the_newest(world: World, mark: str) -> None:
    ref, screen = _lines(world, 3), at_the_screen_of(world.account("R11"))
    assert "Poging nummer 2." in words(screen.get(f"/casus/{ref}/?voor={mark}"))


def test_a_stranger_gets_the_same_bytes_for_a_case_that_exists_and_one_that_does_not(world: World) -> None:
    case = world.case("contact_phase")
    strangers = [
        world.account("R11", name="Vreemd"),
        world.account("R50"),
        world.account("R92"),
        world.account("R20"),
    ]
    for stranger in strangers:
        screen = at_the_screen_of(stranger)
        for address in ("", "stap/log_attempt/", "stap/bestaat-niet/"):
            real, unknown = (screen.get(f"/casus/{ref}/{address}") for ref in (case.ref, "C-ZZZZZZZZ"))
            assert (real.status_code, real.content) == (404, unknown.content), (stranger, address)
            empty, none = (screen.post(f"/casus/{ref}/{address}", {}) for ref in (case.ref, "C-ZZZZZZZZ"))
            assert empty.content == none.content
            assert empty.status_code == none.status_code != 302


def test_nobody_signed_in_is_sent_to_the_door(world: World) -> None:
    case = world.case("contact_phase")
    answer = Client().get(f"/casus/{case.ref}/")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_the_coordinator_reads_who_is_ill_before_a_case_goes_there(world: World) -> None:
    ill, present = world.account("R11", name="Bram"), world.account("R11", name="Carla")
    Account.objects.filter(pk=ill.pk).update(ill_since=now())
    world.case("contact_phase", owner_person=present)
    waiting = world.case("proposed", owner_person=None)
    said = words(at_the_screen_of(world.account("R12")).get(f"/casus/{waiting.ref}/"))
    assert "Bram, 0 lopende casussen. Bram is ziek, de dienst neemt waar" in said
    assert said.index("Carla, 1 lopende casus") < said.index(f"{ill.name}, 0 lopende casussen")
