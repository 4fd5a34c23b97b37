"""Does a step of a case do what its button says, at a known cost, and does a refusal land at its field?"""

from typing import Any

import pytest
from django.utils import timezone

from casework.actions import case as cases
from casework.models import Case, ContactAttempt, Handover
from privacy.context import now
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World

MOST_STATEMENTS = 12
TO_MAKE_SOMETHING = {"ask_partner": 16}
"""A step that makes an item of its own, with what is opened for it."""
ATTEMPT = {
    "channel": "visit",
    "daypart": "morning",
    "reached": "no",
    "minutes": "30",
    "result": "Niemand deed open.",
}


def test_an_attempt_is_logged_from_the_page_and_stands_on_top(world: World) -> None:
    case, anke = world.case("contact_phase"), world.account("R11")
    screen = at_the_screen_of(anke)
    page = screen.get(f"/casus/{case.ref}/")
    assert page.context["inline"]["daypart"].value() == _part(timezone.localtime(now()).hour)
    with counted_statements() as statements:
        answer = screen.post(f"/casus/{case.ref}/stap/log_attempt/", ATTEMPT | {"seen_version": case.version})
    assert answer["Location"] == f"/casus/{case.ref}/"
    assert len(statements) <= MOST_STATEMENTS
    said = words(screen.get(f"/casus/{case.ref}/"))
    for shown in ("Bezoek, ochtend", "niet bereikt", "30 minuten", "Niemand deed open."):
        assert shown in said


def _part(hour: int) -> str:
    return "night" if hour < 6 else "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def test_the_first_visit_is_refused_at_its_field_and_the_text_stays(world: World) -> None:
    case = world.case("assigned")
    screen = at_the_screen_of(world.account("R11"))
    answer = screen.post(f"/casus/{case.ref}/stap/log_attempt/", ATTEMPT)
    assert answer.status_code == 422
    assert "safe_alone" in answer.context["form"].errors
    assert "veilig om alleen te gaan" in words(answer)
    assert "Niemand deed open." in answer.content.decode()
    assert not ContactAttempt.objects.exists()


def test_an_empty_form_says_at_each_field_what_is_missing(world: World) -> None:
    case = world.case("contact_phase")
    answer = at_the_screen_of(world.account("R11")).post(f"/casus/{case.ref}/stap/log_attempt/", {})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"channel", "daypart", "reached", "result"}


STEPS: list[tuple[str, str, dict[str, Any], str]] = [
    (
        "contact_phase",
        "make_contact",
        {"informed": "yes", "note": "Praatte door de brievenbus."},
        "contact_made",
    ),
    ("contact_made", "set_goal", {"goal": "Weer koken", "supporter_offered": "yes"}, "guidance"),
    ("contact_phase", "record_refusal", {"words": "Laat me.", "risk": "Matig.", "doubt": "no"}, "refuses"),
    ("contact_phase", "call_mdo", {}, "no_contact_mdo"),
    ("no_contact_mdo", "go_on_trying", {"decision": "go_on", "reason": "Zus helpt mee."}, "contact_phase"),
    ("refuses", "weigh_again", {"risk": "Nog steeds matig."}, "refuses"),
    ("guidance", "pause", {"reason": "admitted", "expected_end": "2031-01-01"}, "paused"),
    ("paused", "resume", {}, "contact_phase"),
    ("guidance", "escalate", {"chain": "ggz", "acceptor": "Dienstdoende"}, "guidance"),
    (
        "refuses",
        "hold_off",
        {"chain": "zvh", "acceptor": "Dienstdoende", "reason": "Eerst een PGA."},
        "escalated",
    ),
    ("guidance", "ask_partner", {"partner": "partner-kwintes", "ask": "Gaat u mee?"}, "guidance"),
    (
        "guidance",
        "score",
        {"domain": "housing", "score": "2", "necessity": "De huur is opgezegd."},
        "guidance",
    ),
    (
        "guidance",
        "agree_neighbours",
        {"answer": "yes", "words": "De buurvrouw mag bellen.", "agreed_with": "client"},
        "guidance",
    ),
    (
        "guidance",
        "review_goal",
        {"going": "better", "words": "Gisteren soep gemaakt.", "supporter_offered": "later"},
        "guidance",
    ),
    ("paused", "look_at_pause", {"note": "Nog op de afdeling.", "expected_end": "2031-02-01"}, "paused"),
    ("escalated", "come_back", {}, "contact_phase"),
    ("guidance", "record_move", {"where": "Zwolle"}, "moved"),
    ("guidance", "record_death", {}, "deceased"),
    ("guidance", "note", {"text": "Gebeld met de huisarts."}, "guidance"),
    ("guidance", "close", {"outcome": "no_help_needed"}, "closed"),
]


@pytest.mark.parametrize(("state", "step", "given", "after"), STEPS)
def test_every_step_of_the_care_coordinator_works_over_http(
    world: World, state: str, step: str, given: dict[str, Any], after: str
) -> None:
    case = world.case(state)
    screen = at_the_screen_of(world.account("R11"))
    assert screen.get(f"/casus/{case.ref}/stap/{step}/").status_code == 200
    with counted_statements() as statements:
        answer = screen.post(f"/casus/{case.ref}/stap/{step}/", given | {"seen_version": case.version})
    assert answer.status_code == 302, words(answer)
    assert Case.objects.get(pk=case.pk).state == after
    assert len(statements) <= TO_MAKE_SOMETHING.get(step, MOST_STATEMENTS)
    assert screen.get(answer["Location"], follow=True).status_code == 200


def test_two_decide_to_try_again_and_the_coordinator_reopens(world: World) -> None:
    carla, lead = world.account("R11", name="Carla"), world.account("R12")
    refused = world.case("refuses")
    own = at_the_screen_of(world.account("R11"))
    own.post(
        f"/casus/{refused.ref}/stap/try_again/", {"second_person": carla.username, "reason": "Buurt belde."}
    )
    assert Case.objects.get(pk=refused.pk).state == "contact_phase"
    closed = world.case("closed", owner_person=None, clock=None)
    answer = at_the_screen_of(lead).post(
        f"/casus/{closed.ref}/stap/reopen/", {"owner": carla.username, "reason": "Nieuwe melding."}
    )
    assert answer.status_code == 302, words(answer)
    assert Case.objects.get(pk=closed.pk).owner_person == carla


def test_who_wants_no_help_is_not_let_go_by_one_person(world: World) -> None:
    case, carla = world.case("refuses"), world.account("R11", name="Carla")
    screen, address = at_the_screen_of(world.account("R11")), f"/casus/{case.ref}/stap/close/"
    alone = screen.post(address, {"outcome": "keeps_refusing"})
    assert alone.status_code == 422
    assert "second_person" in alone.context["form"].errors
    together = screen.post(address, {"outcome": "keeps_refusing", "second_person": carla.username})
    assert together.status_code == 302, words(together)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_a_case_goes_to_another_colleague_with_the_reason(world: World) -> None:
    case, carla = world.case("guidance"), world.account("R11", name="Carla")
    screen = at_the_screen_of(world.account("R12"))
    address = f"/casus/{case.ref}/stap/reassign/"
    assert "reason" in screen.post(address, {"owner": carla.username, "reason": " "}).context["form"].errors
    assert screen.post(address, {"owner": carla.username, "reason": "Anke is met verlof."}).status_code == 302
    assert Case.objects.get(pk=case.pk).owner_person == carla


def test_preparing_a_handover_leads_to_its_page(world: World) -> None:
    case = world.case("guidance")
    screen = at_the_screen_of(world.account("R11"))
    assert "Overdracht voorbereiden" in words(screen.get(f"/casus/{case.ref}/"))
    answer = screen.post(f"/casus/{case.ref}/stap/draft/", {})
    assert answer["Location"] == f"/overdracht/{Handover.objects.get().ref}/"
    assert "Overdracht voorbereiden" not in words(screen.get(f"/casus/{case.ref}/"))


def test_a_step_that_does_not_fit_is_not_offered_and_said_in_words(world: World) -> None:
    case = world.case("guidance")
    answer = at_the_screen_of(world.account("R11")).get(f"/casus/{case.ref}/stap/log_attempt/")
    assert answer.status_code == 422
    assert "past niet" in words(answer)


def test_a_lost_race_shows_both_texts_and_saves_the_second_time(world: World) -> None:
    case, anke = world.case("refuses"), world.account("R11")
    screen = at_the_screen_of(anke)
    cases.weigh_again(case_ref=case.ref, risk="Van de collega.", by=world.by(anke))
    address = f"/casus/{case.ref}/stap/weigh_again/"
    answer = screen.post(address, {"risk": "Mijn eigen weging.", "seen_version": case.version})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Mijn eigen weging." in said
    assert "wil nu geen hulp" in said
    again = {"risk": "Mijn eigen weging.", "seen_version": answer.context["conflict"]["version"]}
    assert screen.post(address, again).status_code == 302
    assert Case.objects.get(pk=case.pk).reweighed == 2


def test_a_later_visit_is_not_asked_what_belongs_to_the_first(world: World) -> None:
    case = world.case("contact_phase")
    answer = at_the_screen_of(world.account("R11")).post(f"/casus/{case.ref}/stap/log_attempt/", {})
    assert answer.status_code == 422
    assert "safe_alone" not in answer.context["form"].fields
