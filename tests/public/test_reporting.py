"""Can somebody without an account report a worry, whatever they type, and does nothing get lost or come in twice?"""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from casework import edge
from casework.directory.current import pack
from casework.forms.sending import new_mark
from casework.models import Melding, Receipt, Reporter
from casework.reading.public import is_full
from privacy.context import now
from privacy.models.ledger import ChangeEvent
from tests.public.sending import TYPED, code_of, mark, send
from tests.world import World

pytestmark = pytest.mark.usefixtures("world")


def test_a_neighbour_reports_and_the_meldpunt_owns_it_with_a_running_clock() -> None:
    answer = send()
    melding = Melding.objects.select_related("clock").get()
    assert answer.status_code == 200
    assert code_of(answer)
    assert (melding.state, melding.owner_team_id, melding.channel) == (
        "received",
        "va-meldpunt",
        "web_form",
    )
    assert melding.gemeente == "0303"
    assert melding.clock is not None
    assert melding.clock.kind == "first_look"


def test_the_first_look_counts_from_the_end_of_the_hour() -> None:
    send()
    melding = Melding.objects.select_related("clock").get()
    assert melding.clock is not None
    assert melding.clock.started_at == melding.received_at + timedelta(hours=1)


def test_danger_is_named_first_with_112_and_the_door_that_is_open_now() -> None:
    page = Client().get("/melden/").content.decode()
    assert page.index('href="tel:112"') < page.index("<form")
    numbers = [door.phone for door in pack().region.doors]
    assert any(f'href="tel:{number}"' in page for number in numbers)


def test_the_page_has_no_script_and_asks_nobody_else_for_anything() -> None:
    page = Client().get("/melden/").content.decode()
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("danger", "", "Kies één antwoord"),
        ("narrative", " ", "Schrijf in een paar woorden"),
        ("postcode", "12", "Dit is geen postcode"),
        ("melder_phone", "bel maar", "Dit is geen telefoonnummer"),
        ("melder_email", "buur", "Dit is geen e-mailadres"),
        ("anonymity", "", "U mag voor iedereen onbekend blijven"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    field: str, typed: str, sentence: str
) -> None:
    answer = send(**{field: typed, "surname": "Zeewolf"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert sentence.split()[0] in page
    assert "Zeewolf" in page
    assert not Melding.objects.exists()


def test_a_form_sent_twice_is_saved_once_and_gives_the_same_code() -> None:
    twice = mark()
    first, second = send(mark=twice), send(mark=twice)
    assert code_of(first) == code_of(second)
    assert Melding.objects.count() == Receipt.objects.count() == 1


@pytest.mark.parametrize("spoiled", ["", "niets", "x.1:y"])
def test_a_page_that_is_not_ours_any_more_gives_the_text_back_and_can_be_sent_again(spoiled: str) -> None:
    answer = Client(enforce_csrf_checks=True).post("/melden/", TYPED | {"mark": spoiled})
    assert answer.status_code == 422
    assert TYPED["narrative"] in answer.content.decode()
    assert not Melding.objects.exists()
    renewed = answer.content.decode().split('name="mark" value="')[1].split('"')[0]
    assert renewed != spoiled


def test_a_page_that_was_open_all_night_gives_the_text_back() -> None:
    hours = pack().region.public_form.longest_hours
    answer = send(mark=new_mark(now() - timedelta(hours=hours, minutes=1)))
    assert answer.status_code == 422
    assert TYPED["narrative"] in answer.content.decode()
    assert not Melding.objects.exists()


def test_a_program_that_sends_at_once_is_asked_to_wait_and_then_may() -> None:
    made = new_mark(now())
    answer = send(mark=made)
    assert answer.status_code == 422
    assert made in answer.content.decode()
    assert not Melding.objects.exists()


def test_above_the_ceiling_of_the_hour_the_number_to_call_and_all_that_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("casework.reading.public.is_full", lambda by: Melding.objects.count() >= 2)
    twice = mark()
    assert send(mark=twice).status_code == 200
    assert send().status_code == 200
    full = send(narrative="Dit is de derde.")
    assert full.status_code == 429
    assert "Dit is de derde." in full.content.decode()
    assert "tel:085" in full.content.decode()
    assert Melding.objects.count() == 2
    assert send(mark=twice).status_code == 200, "what is in already gets its code, also above the ceiling"


def test_the_ceiling_counts_what_came_in_this_hour_and_nothing_of_who_sent_it() -> None:
    by = edge.public(now())
    assert not is_full(by)
    send()
    first = Melding.objects.get()
    most = pack().region.public_form.per_hour
    rows = [
        Melding(
            ref=f"M-0000{number:04}", channel="web_form", received_at=first.received_at,
            created_at=first.created_at, changed_at=first.changed_at, owner_team_id=first.owner_team_id,
            state="closed", anonymity="open",
        )
        for number in range(most - 1)
    ]  # fmt: skip
    Melding.objects.bulk_create(rows[:-1])
    assert not is_full(by)
    rows[-1].save()
    assert is_full(by)
    Melding.objects.update(received_at=first.received_at - timedelta(hours=1))
    assert not is_full(by)


@pytest.mark.parametrize(("wish", "kept"), [("known_to_us", True), ("anonymous", False)])
def test_who_stays_unknown_to_everybody_is_not_kept_at_all(wish: str, kept: bool, world: World) -> None:
    send(anonymity=wish)
    triagist = Client()
    triagist.force_login(world.account("R10"), backend="casework.accounts.Backend")
    page = triagist.get(reverse("melding", args=[Melding.objects.get().ref])).content.decode()
    assert Reporter.objects.get().kind_of_melder == "neighbour"
    assert (TYPED["melder_name"] in page) is kept
    assert (TYPED["melder_phone"] in page) is kept


def test_no_session_is_made_and_a_colleague_at_the_screen_is_not_the_melder(world: World) -> None:
    browser = Client()
    send(browser)
    assert not Session.objects.exists()
    browser.force_login(world.account("R10"), backend="casework.accounts.Backend")
    send(browser, narrative="Nog een zorg.")
    assert {event.actor for event in ChangeEvent.objects.all()} == {"00000000-0000-0000-0000-000000000001"}


def test_a_page_costs_few_statements_and_sending_at_most_sixteen(
    django_assert_max_num_queries: object,
) -> None:
    send()
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture of pytest-django
        send()
