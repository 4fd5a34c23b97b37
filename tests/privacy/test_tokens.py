"""Somebody reported before is found again, and the table of tokens tells nothing else."""

from dataclasses import replace

import pytest

from privacy.models import BlindToken
from privacy.tokens import (
    PERSON_SLOTS,
    SLOTS,
    PersonFacts,
    at_address,
    candidates,
    forget_tokens,
    person_tokens,
    rewrite_tokens,
    write_tokens,
)
from tests.privacy.conftest import statements

WYTSKE = PersonFacts(
    given="Wytske", surname="Postma", birthdate="1940-02-19", postcode="8321 XC", house_number="137b",
    street="Nieuwstraat", phone="06-00000481",
)  # fmt: skip


def test_everybody_has_the_same_slots_however_little_is_known():
    layouts = {
        tuple((token.slot, token.purpose, len(token.value)) for token in person_tokens(facts))
        for facts in (WYTSKE, PersonFacts(), PersonFacts(given="Jan"))
    }
    assert len(layouts) == 1
    assert PERSON_SLOTS == 16
    assert len(layouts.pop()) == len(SLOTS) == 17


def test_fillings_are_random_and_real_tokens_are_not():
    one, other = person_tokens(PersonFacts(given="Jan")), person_tokens(PersonFacts(given="Jan"))
    assert not any(token.real for token in one)
    assert {token.value for token in one}.isdisjoint(token.value for token in other)
    real = [token.value for token in person_tokens(WYTSKE) if token.real]
    assert real == [token.value for token in person_tokens(WYTSKE) if token.real]
    assert len(set(real)) == len(real)


@pytest.mark.parametrize(
    "alone",
    [{"given": "Wytske"}, {"surname": "Postma"}, {"given": "Wytske", "surname": "Postma"},
     {"given": "W.", "postcode": "8321XC"}, {"surname": "Postma", "woonplaats": "Urk"}, {"woonplaats": "Urk"},
     {"birthdate": "1940-02-19"}, {"postcode": "8321XC"}, {"house_number": "137"}, {"street": "Nieuwstraat"}],
    ids=lambda facts: "+".join(facts),
)  # fmt: skip
def test_a_single_fact_makes_no_token(alone):
    assert not any(token.real for token in person_tokens(PersonFacts(**alone)))


@pytest.mark.django_db
def test_writing_costs_one_insert_and_finding_one_select():
    with statements("default") as written:
        write_tokens("m1", WYTSKE)
    with statements("default") as asked:
        found = candidates(WYTSKE, limit=5)
    assert (written(), asked()) == (["INSERT"], ["SELECT"])
    assert found[0][0] == "m1"
    assert {"nd", "gsy", "naddr", "tel"} <= found[0][1]
    assert "address" not in found[0][1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "known",
    [
        {"given": "Wijtske", "surname": "Posthma", "birthdate": "1940-02-19"},
        {"given": "Postma", "surname": "Wytske", "birthdate": "1940-02-19"},
        {"surname": "Postma", "birthdate": "1940-02-19"},
        {"given": "Wytske", "surname": "Postma", "birthdate": "1940"},
        {"given": "Wytske", "surname": "Postma", "postcode": "8321"},
        {"given": "W.", "surname": "Postma", "street": "nieuwstraat", "house_number": "137"},
        {"given": "Wijtske", "street": "Nieuwstraat", "house_number": "173"},
        {"phone": "+31600000481"},
        {"birthdate": "1940-02-19", "postcode": "8321XC"},
        {"surname": "de Vries", "other_names": ("Postma",), "birthdate": "1940-02-19"},
    ],
    ids=str,
)
def test_she_is_found_again_however_she_is_written(known):
    write_tokens("m1", WYTSKE)
    assert [ref for ref, _ in candidates(PersonFacts(**known))] == ["m1"]


@pytest.mark.django_db
def test_a_birth_date_with_day_and_month_exchanged_is_recognised():
    write_tokens("m1", replace(WYTSKE, birthdate="1940-02-11"))
    assert candidates(PersonFacts(surname="Postma", birthdate="1940-11-02"))[0][0] == "m1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "known",
    [
        {},
        {"given": "Wytske", "surname": "Postma"},
        {"given": "Wytske", "surname": "Postma", "birthdate": "1975-06-01", "postcode": "1312AA"},
        {"given": "Jan", "surname": "Bakker", "birthdate": "1940-02-19"},
    ],
    ids=str,
)
def test_somebody_else_or_too_little_finds_nobody(known):
    write_tokens("m1", WYTSKE)
    assert candidates(PersonFacts(**known)) == []


@pytest.mark.django_db
def test_the_best_agreement_stands_first_and_the_limit_holds():
    write_tokens("same", WYTSKE)
    for n in range(5):
        write_tokens(f"relative{n}", PersonFacts(surname="Postma", postcode="8321XC", house_number="137"))
    found = candidates(WYTSKE, limit=3)
    assert len(found) == 3
    assert found[0][0] == "same"
    assert len(found[0][1]) > len(found[1][1])


@pytest.mark.django_db
def test_an_address_is_found_exactly_and_without_a_name():
    write_tokens("m1", WYTSKE)
    assert at_address(PersonFacts(postcode="8321xc", house_number="137", house_suffix="B")) == ["m1"]
    assert at_address(PersonFacts(postcode="8321XC", house_number="137")) == []
    assert at_address(PersonFacts(postcode="8321", house_number="137b")) == []
    assert candidates(PersonFacts(postcode="8321xc", house_number="137b")) == []


@pytest.mark.django_db
def test_changed_facts_replace_the_tokens_and_forgotten_ones_are_gone():
    write_tokens("m1", WYTSKE)
    rewrite_tokens("m1", replace(WYTSKE, surname="Bakker", birthdate="1941-03-20", phone="", given="Truus"))
    assert BlindToken.objects.filter(match_ref="m1").count() == 17
    assert candidates(PersonFacts(surname="Postma", birthdate="1940-02-19")) == []
    assert forget_tokens(["m1"]) == 17
    assert not BlindToken.objects.filter(match_ref="m1").exists()


@pytest.mark.django_db
def test_the_table_holds_no_name():
    write_tokens("m1", WYTSKE)
    row = repr(list(BlindToken.objects.filter(match_ref="m1").values())).casefold()
    assert not any(word in row for word in ("wytske", "postma", "1940", "8321"))
