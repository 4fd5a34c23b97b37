"""Somebody reported before is recognised with reasons; relatives and namesakes are not taken for each other."""

from dataclasses import replace

import pytest

from bench.made.changes import CHECKING, LEARNING
from bench.made.pairs import pairs
from bench.made.people import groups
from bench.made.plain import facts_of, plain_hits
from privacy.matching import CONFLICTS, evidence, find
from privacy.tokens import PersonFacts, hits, person_tokens, probes, write_tokens
from privacy.weights import THRESHOLD, WEIGHTS
from tests.privacy.conftest import statements

HATICE = PersonFacts(
    given="Hatice", surname="Çakmak", birthdate="1971-05-02", postcode="8255 AB", house_number="14",
    phone="06-00000512",
)  # fmt: skip
SYBREN = PersonFacts(
    given="Sybren", surname="van der Weide", birthdate="1964-11-08", postcode="8302", house_number="7"
)


def only(facts):
    """The one person found for these facts."""
    (match,) = find(facts)
    return match


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"surname": "Cakmak"}, "family_same"),
        ({"surname": "Çakmakk"}, "family_same"),
        ({"surname": "Çakmap"}, "family_near"),
        ({"surname": "Yıldız-Çakmak"}, "family_piece"),
        ({"surname": "Yıldız"}, "family_other"),
        ({"given": "Hadice"}, "given_form"),
        ({"given": "H."}, "given_initial"),
        ({"given": ""}, "birth_same"),
        ({"given": "Çakmak", "surname": "Hatice"}, "given_turned"),
        ({"birthdate": "1971-02-05"}, "birth_exchanged"),
        ({"birthdate": "1971"}, "birth_year"),
        ({"birthdate": "1971-01-01"}, "birth_new_year"),
        ({"birthdate": "1917-05-02"}, "birth_near"),
        ({"birthdate": "1971-05-03"}, "birth_near_day"),
        ({"birthdate": "1971-13-45"}, "birth_year"),
        ({"birthdate": ""}, "given_same"),
        ({"house_number": "14b"}, "address_same"),
        ({"house_number": "41"}, "address_near"),
        ({"house_number": ""}, "address_area"),
        ({"postcode": "1312"}, "address_other"),
        ({"phone": "+31 6 0000 0512", "postcode": "1312"}, "phone_moved"),
        ({"phone": "06-00000513"}, "phone_near"),
    ],
    ids=str,
)
def test_she_is_recognised_by_what_agrees_and_told_why(asked, reason):
    write_tokens("hatice", HATICE)
    match = only(replace(HATICE, **asked))
    assert match.likely
    assert match.score >= THRESHOLD
    assert reason in match.reasons


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("relative", "reason"),
    [
        ({"birthdate": "1994-08-30"}, "birth_other"),
        ({"birthdate": "1964-03-27"}, "birth_other_day"),
        ({"given": "Gerlof"}, "given_other"),
        ({"given": "Sietske"}, "given_other"),
        ({"given": "G."}, "given_other_letters"),
        ({"given": "Gerlof", "birthdate": "1966-02-19"}, "given_other"),
    ],
    ids=["father and son", "cousins of one year", "twin brothers", "twins", "twins, a letter", "brothers"],
)
def test_relatives_at_one_address_do_not_match_by_themselves(relative, reason):
    own = replace(SYBREN, phone="06-00000077")
    write_tokens("sybren", own)
    match = only(replace(own, **relative))
    assert not match.likely
    assert reason in match.reasons
    assert reason in CONFLICTS


AT_THE_MILL = {
    "given": "Sybren",
    "surname": "Proefstra",
    "street": "Molenpad",
    "house_number": "8",
    "woonplaats": "Urk",
}


@pytest.mark.django_db
def test_father_and_son_of_one_name_stay_apart_without_a_postcode():
    write_tokens("father", PersonFacts(**AT_THE_MILL, birthdate="1958-06-02"))
    for born in ("1986", "1986-06-20"):
        match = only(PersonFacts(**AT_THE_MILL, birthdate=born))
        assert "birth_other" in match.reasons
        assert not match.possible


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ({"given": "S.", "postcode": "8321XC"}, {"postcode": "8321XC", "birthdate": "1986"}),
        (
            {"given": "S.", "surname": "Anders", "postcode": "8321XC"},
            {"postcode": "8321XC", "birthdate": "1986"},
        ),
        ({"street": ""}, {"street": ""}),
        ({"given": "S.", "birthdate": "1986-06-20"}, {"birthdate": "1986", "street": ""}),
    ],
    ids=[
        "a father's letter",
        "another surname at the door",
        "a name in a town",
        "a letter and a year in a town",
    ],
)
def test_who_may_be_kin_or_a_namesake_is_offered_and_not_likely(stored, asked):
    write_tokens("somebody", PersonFacts(**(AT_THE_MILL | stored)))
    match = only(PersonFacts(**(AT_THE_MILL | asked)))
    assert match.possible
    assert not match.likely


@pytest.mark.django_db
def test_twins_do_not_match_whichever_of_them_came_first():
    for one, other in (("Karim", "Karima"), ("Hassan", "Hussein"), ("Kim", "Tim"), ("Lisa", "Luca")):
        twin = PersonFacts(
            given=one, surname="el Proefani", birthdate="2003-08-04", postcode="8305", house_number="9"
        )
        write_tokens(f"{one} first", twin)
        write_tokens(f"{other} first", replace(twin, given=other))
    found = {match.match_ref: match.likely for match in find(replace(twin, given="Hassan"))}
    assert found["Hassan first"]
    assert not any(likely for ref, likely in found.items() if ref != "Hassan first")


@pytest.mark.django_db
def test_what_is_not_known_there_is_no_conflict():
    write_tokens("no date", replace(SYBREN, birthdate=""))
    write_tokens("a year", replace(SYBREN, birthdate="1964"))
    write_tokens("a letter", replace(SYBREN, given="S."))
    write_tokens("no address", replace(SYBREN, postcode="", house_number=""))
    found = {match.match_ref: match for match in find(SYBREN)}
    assert len(found) == 4
    for match in found.values():
        assert match.likely
        assert not any(reason.endswith("other") for reason in match.reasons)


@pytest.mark.django_db
def test_a_namesake_of_the_same_year_elsewhere_is_no_match():
    write_tokens("sybren", SYBREN)
    for birthdate in ("1964", "1964-01-01", "1964-11-09", "1964-06-30"):
        assert not only(replace(SYBREN, birthdate=birthdate, postcode="1312", house_number="220")).likely


@pytest.mark.django_db
def test_a_burgerservicenummer_outweighs_what_differs():
    write_tokens("sybren", replace(SYBREN, bsn="999990019"))
    assert only(PersonFacts(given="Onno", surname="Anders", birthdate="1999-09-09", bsn="999990019")).likely


@pytest.mark.django_db
def test_one_telephone_alone_is_a_hint_and_no_match():
    write_tokens("hatice", HATICE)
    match = only(PersonFacts(phone="0600000512"))
    assert not match.likely
    assert match.reasons == ("phone_same",)


@pytest.mark.django_db
def test_finding_costs_one_select_and_the_likeliest_stands_first():
    write_tokens("brother", replace(SYBREN, given="Gerlof"))
    write_tokens("sybren", SYBREN)
    with statements("default") as asked:
        found = find(SYBREN)
    assert asked() == ["SELECT"]
    assert [match.match_ref for match in found] == ["sybren", "brother"]
    assert find(PersonFacts(given="Sybren")) == []


def test_the_tokens_say_what_the_same_comparison_in_the_clear_says():
    made = [
        *pairs(groups("learning"), LEARNING, 50, seed=5),
        *pairs(groups("checking"), CHECKING, 60, seed=6),
    ]
    for pair in made:
        one, other = facts_of(pair.one), facts_of(pair.other)
        stored = [(token.slot, token.value) for token in person_tokens(one)]
        found = hits(probes(other), stored)
        assert {slot for slot, _ in found} == {slot for slot, _ in plain_hits(one, other)}
        assert evidence(other, found) == evidence(other, plain_hits(one, other))


def test_every_reason_that_occurs_has_a_weight():
    made = [
        *pairs(groups("learning"), LEARNING, 400, seed=7),
        *pairs(groups("checking"), CHECKING, 400, seed=8),
    ]
    seen = {code for pair in made for code in evidence(facts_of(pair.other), _agreed(pair))}
    assert len(seen) > 20
    assert seen <= set(WEIGHTS) | CONFLICTS


def _agreed(pair):
    return plain_hits(facts_of(pair.one), facts_of(pair.other))
