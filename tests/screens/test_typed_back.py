"""Is what somebody typed given back when it was not taken? On every page that says no, in the words of the form."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

import privacy.ledger.record as record
from casework.actions import case as cases
from casework.models import Melding
from privacy.errors import TraceUnavailable
from privacy.models.ledger import AccessEvent
from tests.named import PARTNER_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.screens.test_melding_page import TEAM_OF_NOBODY_HERE
from tests.world import World

# What a page shows of the same rows is the same on every engine.
pytestmark = pytest.mark.once

SAFE = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b"), "no")
STORY = "Zij deed open en we spraken een uur."


def given_back(answer: HttpResponse) -> str:
    """The text to copy on this page; empty without one."""
    found = re.search(r'<textarea[^>]*id="typed"[^>]*>(.*?)</textarea>', answer.content.decode(), re.DOTALL)
    return unescape(found[1]) if found else ""


def test_who_lost_the_case_meanwhile_gets_the_text_back(world: World) -> None:
    case, sanne = world.case("contact_phase"), world.account("R11")
    lead, bram = world.by(world.account("R12")), world.account("R11", "bram")
    cases.reassign(by=lead, case_ref=case.ref, owner=bram.username, reason="Sanne gaat met verlof.")
    tried = {"channel": "phone", "daypart": "morning", "reached": "no", "result": STORY}
    answer = at_the_screen_of(sanne).post(f"/casus/{case.ref}/stap/log_attempt/", tried)
    assert answer.status_code == 404
    assert STORY in given_back(answer)
    assert case.ref not in answer.content.decode()


@pytest.mark.parametrize("role", ["R10", "R11", "R50"])
def test_a_stranger_gets_the_same_bytes_back_for_what_is_there_and_for_what_is_not(
    world: World, role: str
) -> None:
    case = world.case("contact_phase")
    stranger = at_the_screen_of(world.account(role, team=TEAM_OF_NOBODY_HERE, name="vreemdeling"))
    tried = {"channel": "phone", "daypart": "morning", "reached": "no", "result": STORY}
    forbidden, unknown = (
        stranger.post(f"/casus/{ref}/stap/log_attempt/", tried) for ref in (case.ref, "C-AAAAAAAA")
    )
    assert STORY in given_back(forbidden)
    assert (forbidden.status_code, forbidden.content) == (404, unknown.content)


def test_what_is_sent_to_an_address_that_does_not_exist_is_not_read(world: World) -> None:
    sanne = at_the_screen_of(world.account("R11"))
    answer = sanne.post("/nergens/", {"result": "x" * 3_000_000})
    assert (answer.status_code, given_back(answer)) == (404, "")


def test_one_press_and_a_page_that_was_only_looked_at_give_nothing_back(world: World) -> None:
    pressed = {"question": "Q4", "answer": "yes", "seen_version": "3"}
    tess = at_the_screen_of(world.account("R10"))
    assert given_back(tess.post("/melding/M-AAAAAAAA/triage/stap/answer/", pressed)) == ""
    assert given_back(at_the_screen_of(world.account("R10")).get("/melding/M-AAAAAAAA/?result=x")) == ""


@pytest.mark.parametrize(
    "typed", ["C-AAAAAAAA", "Gerben Dijkgraaf", "C-AAAA"], ids=["unknown", "a name", "half a reference"]
)
def test_a_slip_in_the_reference_of_a_case_is_told_at_its_field(world: World, typed: str) -> None:
    melding = world.melding("linked")
    sent = {"case_ref": typed, "new_fact": "yes", "seen_version": melding.version, **SAFE}
    emma = at_the_screen_of(world.account("R10"))
    answer = emma.post(f"/melding/{melding.ref}/stap/add_to_case/", sent)
    assert answer.status_code == 422
    assert "Er loopt geen casus met dit kenmerk" in str(answer.context["form"].errors["case_ref"])
    assert Melding.objects.get(pk=melding.pk).state == "linked"
    assert not AccessEvent.objects.filter(about__icontains="dijkgraaf").exists()


@pytest.mark.parametrize("step", ["offer", "write"])
def test_a_package_that_was_offered_already_comes_back_to_copy(world: World, step: str) -> None:
    handover = world.handover("offered")
    sent = {"requested_action": STORY, "part_network": "Een zus in Urk.", "seen_version": handover.version}
    answer = at_the_screen_of(world.account("R11")).post(f"/overdracht/{handover.ref}/stap/{step}/", sent)
    assert answer.status_code in (404, 422)
    assert f"Wat vraagt u aan de ontvanger?\n{STORY}" in given_back(answer)
    assert "Een zus in Urk." in given_back(answer)
    assert "part_network" not in given_back(answer)


def test_a_question_to_a_partner_comes_back_while_nothing_can_be_traced(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_event: Any) -> None:
        raise TraceUnavailable

    case = world.case("guidance")
    sanne = at_the_screen_of(world.account("R11"))
    monkeypatch.setattr(record, "_commit", away)
    sent = {"partner": PARTNER_TEAM, "ask": STORY, "released": ["name"]}
    answer = sanne.post(f"/casus/{case.ref}/stap/ask_partner/", sent)
    assert answer.status_code == 500
    assert STORY in given_back(answer)
    assert "Dijkgraaf" not in answer.content.decode()


AFTER_THE_NIGHT = [
    ("/casus/C-AAAAAAAA/stap/record_refusal/", {"words": "wil niet", "risk": "valt", "doubt": "yes"},
     ["Wat zei de persoon, zo letterlijk mogelijk?", "Wat kan er gebeuren als we wegblijven?", "ja"]),
    ("/casus/C-AAAAAAAA/gedeeld/toestemming/", {"words": "liever niet", "answer": "no"}, ["Nee"]),
    ("/overdracht/H-AAAAAAAA/stap/write/", {"requested_action": "Bel haar", "part_network": "een zus"}, []),
    ("/overdracht/H-AAAAAAAA/stap/ask/", {"question": "Kent u de zus?"}, ["Kent u de zus?"]),
    ("/verstrekking/S-AAAAAAAA/stap/choose_ground/", {"ground": "L13"}, ["Op welke grond deelt u?", "Veilig Thuis"]),
    ("/taak/T-AAAAAAAA/stap/finish/", {"result": "gedaan"}, ["Wat kwam eruit?"]),
    ("/opschaling/E-AAAAAAAA/stap/ask_again/", {"note": "nog niets"}, ["Wat zeiden zij?"]),
    ("/patroon/P-AAAAAAAA/stap/answer/", {"answer": "mdo", "reason": "drie deuren"}, []),
    ("/melding/M-AAAAAAAA/stap/add_to_case/", {"Q6b": "yes", "new_fact": "yes"}, []),
    ("/melding/nieuw/", {"narrative": "al dagen dicht", "other-1-surname": "Proefstra"}, ["Achternaam"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "typed", "said"), AFTER_THE_NIGHT, ids=[row[0] for row in AFTER_THE_NIGHT]
)
def test_a_form_after_a_lost_session_comes_back_in_the_words_of_the_form(
    world: World, address: str, typed: dict[str, str], said: list[str]
) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, typed)
    text = given_back(answer)
    assert answer.status_code == 403
    for words_ in said:
        assert words_ in text
    for name in typed:
        assert not re.search(rf"^{re.escape(name)}$", text, re.MULTILINE), text
    assert "Dit hebt u getypt" in words(answer)
