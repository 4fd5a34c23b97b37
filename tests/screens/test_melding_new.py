"""What happens when somebody types a melding while on the phone? Bad input is told at its field; nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils.html import escape

from casework.models import Melding, Person, Reporter, Triage
from privacy.context import acting
from privacy.ledger.record import ChangeEvent, release
from privacy.models.ledger import AccessEvent
from privacy.sealed import open_for, reveal
from tests.screens.people import at_the_screen_of, counted_statements, words

# What a form gives back is the same on every engine; that its actions are is asked by the promise tests of both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "/melding/nieuw/"
FUTURE = "31-12-2199"


def filled_in(client: Client, **typed: Any) -> dict[str, Any]:
    """A fresh form with the least that makes a melding, and what is `typed` beside it."""
    token = client.get(NEW).context["form"]["token"].value()
    least = {
        "narrative": "Buurvrouw al dagen niet gezien.",
        "kind_of_melder": "neighbour",
        "anonymity": "known_to_us",
    }
    return {"token": token} | least | typed


def opened(world, record: Any, *names: str) -> dict[str, Any]:
    """The sealed values of a record, as a test may see them."""
    with acting(world.system()) as by:
        permit = release(by, "test.read", [str(record.pk)], [f"{record.kind()}.{name}" for name in names])
        open_for([record])
        return reveal(record, *names, release=permit)


def test_three_fields_make_a_melding_with_an_owner_a_clock_and_a_triage(world, triagist):
    answer = triagist.post(NEW, filled_in(triagist, Q1="no"))
    melding = Melding.objects.get()
    assert answer["Location"] == f"/melding/{melding.ref}/"
    assert (melding.state, melding.owner_team_id, melding.owner_person) == ("received", "va-meldpunt", None)
    assert melding.clock is not None
    triage = Triage.objects.get()
    assert opened(world, triage, "answers")["answers"] == {
        "Q1": "no",
        "Q1b": "onbekend",
        "Q2": "onbekend",
        "Q3": "onbekend",
    }


def test_creating_costs_at_most_sixteen_statements(triagist):
    form = filled_in(triagist, surname="Proef", postcode="8255 AB", flags=["dog"], melder_name="Mevrouw Buur")
    with counted_statements() as statements:
        assert triagist.post(NEW, form).status_code == 302
    assert len(statements) <= 16


WRONG = [
    ("postcode", "82555", "Dit is geen postcode"),
    ("postcode", "0123 AB", "Dit is geen postcode"),
    ("postcode", "8255 SS", "Dit is geen postcode"),
    ("bsn", "999900007", "Dit BSN klopt niet"),
    ("bsn", "12", "Dit BSN klopt niet"),
    ("birthdate", FUTURE, "ligt in de toekomst"),
    ("birthdate", "31-02-1980", "Deze datum bestaat niet"),
    ("birthdate", "gisteren", "Deze datum bestaat niet"),
    ("birthdate", "0000", "meer dan 120 jaar geleden"),
    ("birthdate", "1-1-1650", "meer dan 120 jaar geleden"),
    ("phone", "bel maar", "Dit is geen telefoonnummer"),
    ("melder_phone", "12", "Dit is geen telefoonnummer"),
    ("melder_email", "geen apenstaart", "Dit is geen e-mailadres"),
    ("house_number", "links", "Een huisnummer begint met een cijfer"),
    ("narrative", "x" * 100_001, "Deze tekst heeft 100001 tekens"),
    ("given", "abcdefg" * 70, "Dit heeft 490 tekens; in een naam of een adres passen er 100"),
    ("street", "abcdefg" * 70, "Dit heeft 490 tekens"),
    ("melder_name", "abcdefg" * 70, "Dit heeft 490 tekens"),
]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"), WRONG, ids=[f"{row[0]} {row[1][:12]}" for row in WRONG]
)
def test_what_is_wrong_is_told_at_its_field_and_everything_typed_is_still_there(
    triagist, field, typed, sentence
):
    rest = {"location": "Onder de brug in Urk", "surname": "Van den Berg", "flags": ["weapon"], "Q1": "yes"}
    answer = triagist.post(NEW, filled_in(triagist, **(rest | {field: typed})))
    assert answer.status_code == 422
    assert any(sentence in str(error) for error in answer.context["form"].errors[field])
    page = answer.content.decode()
    for kept in (
        "Onder de brug in Urk",
        "Van den Berg",
        typed,
        "al dagen niet gezien" if field != "narrative" else typed,
    ):
        assert escape(kept) in page
    assert 'value="weapon"' in page
    assert page.count("checked") >= 3
    assert not Melding.objects.exists()
    assert not Person.objects.exists()
    assert not ChangeEvent.objects.exists()


RIGHT = [
    ("postcode", "8255ab", "8255 AB"),
    ("postcode", "8255", "8255"),
    ("birthdate", "1-2-1980", "1980-02-01"),
    ("birthdate", "29/02/1980", "1980-02-29"),
    ("birthdate", "1957", "1957"),
    ("bsn", "9999.00.006", "999900006"),
    ("surname", "د. الحكيم", "د. الحكيم"),
    ("given", "Zoë 🌿", "Zoë 🌿"),
    ("phone", "+31 6 000 00 123", "+31 6 000 00 123"),
    ("house_number", "12 b", "12 b"),
]


@pytest.mark.parametrize(("field", "typed", "kept"), RIGHT, ids=[f"{row[0]} {row[1]}" for row in RIGHT])
def test_what_people_really_type_is_kept_in_one_form_of_writing(world, triagist, field, typed, kept):
    answer = triagist.post(NEW, filled_in(triagist, **{field: typed}))
    assert answer.status_code == 302
    assert opened(world, Person.objects.get(), field)[field] == kept


def test_a_hundred_thousand_characters_fit_however_the_browser_ends_its_lines(world, triagist):
    long = ("Zorg om mevrouw.\r\n" * 10_000)[: 100_000 + 5_882].strip()
    assert len(long.replace("\r\n", "\n")) <= 100_000 < len(long)
    assert triagist.post(NEW, filled_in(triagist, narrative=long)).status_code == 302
    kept = opened(world, Melding.objects.get(), "narrative")["narrative"]
    assert kept == long.replace("\r\n", "\n")


def test_text_from_right_to_left_keeps_its_own_direction_on_the_page(triagist):
    answer = triagist.post(NEW, filled_in(triagist, narrative="سمعت صراخا", surname="حداد"), follow=True)
    page = answer.content.decode()
    assert '<div class="measure" dir="auto"><p>سمعت صراخا' in page
    assert "<bdi>حداد</bdi>" in page


def test_an_unknown_postcode_asks_for_the_gemeente_and_then_accepts_any_answer(triagist):
    asked = triagist.post(NEW, filled_in(triagist, postcode="8325 AB"))
    assert asked.status_code == 422
    assert "We kennen deze postcode niet" in words(asked)
    assert triagist.post(NEW, filled_in(triagist, postcode="8325 AB", gemeente="0171")).status_code == 302
    assert (
        triagist.post(NEW, filled_in(triagist, postcode="8325 AB", gemeente="elsewhere")).status_code == 302
    )
    assert sorted(Melding.objects.values_list("gemeente", flat=True)) == ["", "0171"]


def test_the_gemeente_follows_from_a_known_postcode_and_the_page_says_so(triagist):
    page = words(triagist.post(NEW, filled_in(triagist, postcode="8255 AB"), follow=True))
    assert Melding.objects.get().gemeente == "0303"
    assert "volgt uit postcode 8255" in page


def test_the_gemeente_follows_from_the_town_when_there_is_no_postcode(triagist):
    triagist.post(NEW, filled_in(triagist, postcode="", woonplaats="swifterbant"))
    assert (Melding.objects.get().gemeente, Melding.objects.get().gemeente_rule) == ("0303", "told")


def test_an_empty_melding_is_told_what_is_enough(triagist):
    answer = triagist.post(NEW, filled_in(triagist, narrative="   "))
    assert answer.status_code == 422
    assert answer.context["form"].errors["narrative"]
    assert not Melding.objects.exists()


def test_a_form_that_is_sent_twice_gives_one_melding(triagist):
    form = filled_in(triagist)
    first, second = triagist.post(NEW, form), triagist.post(NEW, form, follow=True)
    assert Melding.objects.count() == 1
    assert second.redirect_chain[0][0] == first["Location"]
    assert "Het is één keer bewaard" in words(second)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_two_fingers_at_once_gives_one_melding_too(world):
    colleague = world.account("R10")
    form = filled_in(at_the_screen_of(colleague))
    clients = [at_the_screen_of(colleague) for _ in range(4)]
    together = Barrier(len(clients))

    def send(client: Client) -> str:
        together.wait()
        try:
            return client.post(NEW, form)["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as fingers:
        pages = set(fingers.map(send, clients))
    assert pages == {f"/melding/{Melding.objects.get().ref}/"}


def test_a_wholly_anonymous_melder_leaves_no_name_behind(world, triagist):
    triagist.post(
        NEW,
        filled_in(triagist, anonymity="anonymous", melder_name="Mevrouw Buur", melder_phone="085-0000777"),
    )
    reporter = Reporter.objects.get()
    assert opened(world, reporter, "name", "phone") == {"name": "", "phone": ""}
    assert reporter.kind_of_melder == "neighbour"


def test_not_calling_back_is_an_answer(world, triagist):
    triagist.post(NEW, filled_in(triagist, melder_phone="Geen"))
    assert opened(world, Reporter.objects.get(), "phone") == {"phone": "geen"}


def test_a_form_that_expired_gives_the_text_back_and_saves_nothing(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.account("R10"), backend="casework.accounts.Backend")
    answer = strict.post(
        NEW, {"narrative": "Drie nachten geschreeuw", "surname": "Dijkgraaf", "token": "geheim-token"}
    )
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Dit formulier is verlopen" in page
    assert "Drie nachten geschreeuw" in page
    assert "Dijkgraaf" in page
    assert "geheim-token" not in page
    assert not Melding.objects.exists()


def test_a_session_that_ended_gives_the_text_back_instead_of_losing_it_at_the_login(client, caplog):
    answer = client.post(NEW, {"narrative": "Drie nachten geschreeuw", "Q1": "yes", "Q2": "onbekend"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Wat is er aan de hand?\nDrie nachten geschreeuw" in page
    assert "Denk aan geweld of een wapen" in page
    assert "onbekend" not in page
    assert "geschreeuw" not in caplog.text


def test_a_late_password_never_comes_back_on_a_screen():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/account/login/", {"login": "bram", "password": "een lang wachtwoord"})
    assert answer.status_code == 403
    assert "een lang wachtwoord" not in answer.content.decode()


def test_who_may_not_take_a_melding_gets_a_sentence_and_no_form(world):
    answer = at_the_screen_of(world.account("R50")).get(NEW)
    assert answer.status_code == 422
    assert "narrative" not in answer.content.decode()


def test_taking_a_melding_for_another_team_ends_at_the_own_desk(world):
    crisis = at_the_screen_of(world.account("R20"))
    answer = crisis.post(NEW, filled_in(crisis), follow=True)
    assert answer.status_code == 200
    assert Melding.objects.get().ref in words(answer)


def test_typing_leaves_no_trace_of_looking_at_anybody(triagist):
    triagist.post(NEW, filled_in(triagist, birthdate="31-02-1980"))
    assert not AccessEvent.objects.exists()
