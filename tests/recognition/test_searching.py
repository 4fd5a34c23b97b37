"""How much does who searches learn? The triage a candidate with its reason, a stranger one thing, always as large."""

import logging

import pytest

from casework.actions import melding as meldingen
from casework.errors import SearchedTooOften, TwoPartsNeeded
from casework.intake import facts_of
from casework.recognition import parts_known, recognise
from privacy.context import acting
from privacy.models.ledger import AccessEvent
from tests.recognition.people import FATHER, SON, claimed, reported
from tests.screens.people import at_the_screen_of, counted_statements, words

TYPED = {
    "token": "een-bladzijde", "given": "Mohammed", "surname": "Boezian", "birthdate": "04-05-1979",
    "house_number": "31", "postcode": "1324 AB",
}  # fmt: skip
ELSEWHERE = {"given": "Aaltje", "surname": "Proefstra", "birthdate": "1950-01-30", "postcode": "8255 AB",
             "house_number": "4"}  # fmt: skip
STRANGERS = ("R11", "R12", "R20", "R21", "R30", "R50", "R51")


@pytest.fixture
def emma(world):
    return world.by(world.account("R10"))


def asked(account, **changes):
    return at_the_screen_of(account).post("/herkennen/", TYPED | changes)


def test_the_triage_sees_initials_year_area_and_why_and_never_the_name(world, emma):
    reported(emma, FATHER)
    page = words(asked(world.account("R10")))
    assert "Mogelijk eerder gemeld (1)" in page
    assert "M.B. · 1979 · 1324" in page
    assert "zelfde geboortedatum" in page
    assert "Bouziane" not in page
    assert "Mohamed " not in page


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_learns_that_something_runs_and_whom_to_call(world, emma, role):
    world.case("guidance", melding=claimed(emma, FATHER))
    page = words(asked(world.account(role)))
    assert "Er loopt al iets. Bel" in page
    assert "085-0000" in page
    for secret in ("1979", "M.B.", "gemeld", "geboortedatum", "(1)"):
        assert secret not in page


def test_what_is_closed_is_to_a_stranger_as_what_never_was(world, emma):
    ruud = world.account("R21")
    never = asked(ruud).content
    melding = claimed(emma, FATHER)
    meldingen.mark_insufficient(by=emma, melding_ref=melding.ref, reason="Niets meer te doen.")
    meldingen.give_feedback(by=emma, melding_ref=melding.ref, how="given")
    meldingen.close(by=emma, melding_ref=melding.ref)
    assert asked(ruud).content == never


def test_how_many_there_are_shows_in_no_word_no_size_and_no_statement(world, emma):
    ruud = world.account("R21")
    asked(ruud)
    answers, costs = [], []
    for reports in (0, 1, 2):
        for _ in range(reports):
            world.case("guidance", melding=claimed(emma, FATHER))
        client = at_the_screen_of(ruud)
        with counted_statements() as seen:
            answers.append(client.post("/herkennen/", TYPED).content)
        costs.append(len(seen))
    assert len({len(answer) for answer in answers}) == 1
    assert len(set(costs)) == 1
    assert answers[1] == answers[2]
    assert answers[0] != answers[1]


def test_the_page_of_every_door_has_one_size_too(world, emma):
    sanne, sizes = at_the_screen_of(world.account("R50")), set()
    for reports in (0, 1, 3):
        for _ in range(reports):
            world.case("guidance", melding=claimed(emma, FATHER))
        sizes.add(len(sanne.post("/loopt-er-iets/", TYPED).content))
    assert len(sizes) == 1


def test_an_address_alone_says_only_that_something_runs_there(world, emma):
    world.case("guidance", melding=claimed(emma, FATHER))
    only = {"token": "een-bladzijde", "postcode": "1324 AB", "house_number": "31"}
    page = words(at_the_screen_of(world.account("R30")).post("/loopt-er-iets/", only))
    assert "Op dit adres loopt iets. Bel" in page
    assert "1979" not in page


@pytest.mark.parametrize(
    ("given", "role", "parts"),
    [
        ({"given": "Aaltje", "surname": "Proefstra"}, "R10", 1),
        ({"surname": "Proefstra", "birthdate": "1950"}, "R10", 2),
        ({"postcode": "8255 AB", "house_number": "4"}, "R50", 2),
        ({"surname": "Proefstra", "woonplaats": "Urk"}, "R10", 2),
        ({"given": "Aaltje", "street": "Proefhof"}, "R10", 2),
        ({"street": "Proefhof", "house_number": "4", "woonplaats": "Urk"}, "R10", 1),
        ({"given": "Aaltje", "phone": "06-00000431"}, "R10", 2),
        ({"phone": "06-00000431"}, "R10", 1),
        ({"phone": "06-00000431"}, "R20", 2),
        ({"phone": "06-00000431"}, "R30", 2),
    ],
)
def test_two_things_that_tell_who_it_is_make_a_search(given, role, parts):
    assert parts_known(facts_of(given), role=role) == parts


def test_a_name_alone_is_not_searched_with(world, emma):
    with pytest.raises(TwoPartsNeeded):
        recognise(facts_of({"surname": "Bouziane"}), by=emma, about="draft:1")
    only = {"token": "een-bladzijde", "surname": "Bouziane"}
    assert "Vul twee dingen in" in words(at_the_screen_of(world.account("R50")).post("/loopt-er-iets/", only))


def test_little_known_is_said_with_the_field_to_ask_for(world, emma):
    page = words(asked(world.account("R10"), birthdate="", house_number="", postcode="1324 AB"))
    assert "Weinig gegevens, een eerdere melding kan gemist worden. Vraag postcode en huisnummer" in page


def test_every_search_is_an_event_about_the_persons_found(world, emma):
    melding = reported(emma, FATHER)
    asked(world.account("R50"))
    event = AccessEvent.objects.get(action="person.search")
    assert (event.purpose, event.about, event.outcome) == ("match", "draft:een-bladzijde", "ok")
    assert event.subjects == [str(melding.person_id)]
    assert event.fields == []


def test_an_hour_holds_so_many_searches_and_typing_on_counts_once(world, emma, settings):
    settings.SEARCHES_PER_HOUR = 2
    for page in ("1", "1", "2", "2"):
        recognise(facts_of(FATHER), by=emma, about=f"draft:{page}")
    with pytest.raises(SearchedTooOften):
        recognise(facts_of(FATHER), by=emma, about="draft:3")
    assert AccessEvent.objects.filter(outcome="denied", action="person.search").count() == 1
    other = world.by(world.account("R10", "tweede"))
    recognise(facts_of(FATHER), by=other, about="draft:4")


def test_one_page_holds_so_many_searches_as_well(emma, settings):
    settings.SEARCHES_PER_PAGE = 2
    for _ in range(2):
        recognise(facts_of(FATHER), by=emma, about="draft:1")
    with pytest.raises(SearchedTooOften):
        recognise(facts_of(SON), by=emma, about="draft:1")


def test_what_was_typed_stands_in_no_log(world, emma, caplog):
    caplog.set_level(logging.DEBUG)
    reported(emma, FATHER)
    asked(world.account("R10"))
    text = caplog.text.casefold()
    assert "boezian" not in text
    assert "1324" not in text


def test_nothing_can_be_asked_in_an_address(world):
    assert at_the_screen_of(world.account("R10")).get("/herkennen/", TYPED).status_code == 405
    page = words(at_the_screen_of(world.account("R50")).get("/loopt-er-iets/", TYPED))
    assert "Boezian" not in page


def test_beside_a_melding_the_candidates_come_with_a_way_to_open_and_link_them(world, emma):
    first = reported(emma, FATHER)
    second = claimed(emma, FATHER | {"surname": "Boezian", "given": "Mohammed"})
    triagist = at_the_screen_of(world.account("R10"))
    page = triagist.get(f"/melding/{second.ref}/eerder/", headers={"HX-Request": "true"})
    assert "Mogelijk eerder gemeld (1)" in words(page)
    assert f"/melding/{second.ref}/eerder/{first.ref}/" in page.content.decode()
    opened = triagist.get(f"/melding/{second.ref}/eerder/{first.ref}/")
    assert "Mohamed Bouziane" in words(opened)
    assert "Mohammed Boezian" in words(opened), "who is compared stands beside it"
    assert f"stap/link/?eerder={first.ref}" in opened.content.decode()
    look = AccessEvent.objects.get(action="person.compare")
    assert (look.subjects, look.about) == ([str(first.person_id)], second.ref)
    assert first.ref in triagist.get(f"/melding/{second.ref}/stap/link/?eerder={first.ref}").content.decode()


def test_who_is_no_candidate_cannot_be_opened_beside_a_melding(world, emma):
    other, melding = reported(emma, ELSEWHERE), claimed(emma, FATHER)
    answer = at_the_screen_of(world.account("R10")).get(f"/melding/{melding.ref}/eerder/{other.ref}/")
    assert answer.status_code == 404
    assert not AccessEvent.objects.filter(action="person.compare").exists()


def test_a_melding_page_costs_no_more_for_it(world, emma):
    melding = claimed(emma, FATHER)
    triagist = at_the_screen_of(world.account("R10"))
    triagist.get(f"/melding/{melding.ref}/")
    with counted_statements() as seen:
        page = triagist.get(f"/melding/{melding.ref}/")
    assert f'hx-get="/melding/{melding.ref}/eerder/"' in page.content.decode()
    assert len(seen) <= 10


def test_father_and_son_are_two_and_neither_is_the_other(emma):
    reported(emma, FATHER)
    with acting(emma):
        found = recognise(facts_of(SON), by=emma, about="draft:1")
    assert found.candidates == ()


def test_on_the_page_of_its_own_a_triagist_reads_what_is_shown_and_can_open_it(world, emma):
    melding = claimed(emma, FATHER)
    page = at_the_screen_of(world.account("R10")).post("/loopt-er-iets/", TYPED)
    assert "U ziet wie mogelijk eerder is gemeld." in words(page)
    assert f'href="/melding/{melding.ref}/"' in page.content.decode()
    assert "U hoort alleen of er iets loopt" in words(
        at_the_screen_of(world.account("R50")).get("/loopt-er-iets/")
    )
