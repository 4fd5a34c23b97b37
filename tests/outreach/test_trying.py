"""When is the next try due, what was not tried yet, and what may an MDO decide?"""

from datetime import UTC, datetime, timedelta

import pytest

from casework.actions import case as cases
from casework.actions import consent as consents
from casework.invariants import violations
from casework.models import Case, Escalation, PartnerTask
from tests.named import PARTNER_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.refusals import AcceptorNeeded, PartnerAskedByOwner, ReasonNeeded
from workflows.sharing_refusals import SharingRefused

MONDAY = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
NO_ONE = {"channel": "phone", "daypart": "morning", "result": "geen gehoor"}


@pytest.mark.parametrize(
    ("urgency", "day"),
    [("U3", "2031-03-05"), ("U4", "2031-03-10"), ("U5", "2031-03-17")],
)
def test_after_each_try_the_next_has_a_date(world: World, urgency: str, day: str) -> None:
    case = world.case("contact_phase", urgency=urgency)
    by = world.by(world.account("R11"), at=MONDAY)
    tried = cases.log_attempt(by=by, case_ref=case.ref, **NO_ONE)
    assert tried.clock.kind == "next_attempt"
    assert tried.clock.due_at.date().isoformat() == day


def test_the_page_says_what_was_tried_and_what_was_not(world: World) -> None:
    case, anke = world.case("contact_phase"), world.account("R11")
    for _ in range(2):
        cases.log_attempt(by=world.by(anke), case_ref=case.ref, **NO_ONE)
    screen = at_the_screen_of(anke)
    page = screen.get(f"/casus/{case.ref}/")
    phone = next(row for row in page.context["tried"]["table"]["rows"] if row[0] == "Telefoon")
    assert phone == ["Telefoon", "2 keer", "-", "-", "-"]
    not_yet = page.context["tried"]["not_yet"]
    assert "avond" in not_yet
    assert "bezoek" in not_yet
    assert "telefoon" not in not_yet
    assert "Nog niet geprobeerd" in words(page)
    lead = at_the_screen_of(world.account("R12")).get(f"/casus/{case.ref}/")
    assert "Nog niet geprobeerd" not in words(lead)


def test_an_mdo_that_chooses_the_wvggz_names_who_took_it(world: World) -> None:
    case, by = world.case("no_contact_mdo"), world.by(world.account("R11"))
    decided = {"case_ref": case.ref, "decision": "wvggz", "reason": "gevaar voor zichzelf"}
    with pytest.raises(AcceptorNeeded):
        cases.go_on_trying(by=by, **decided)
    gone_on = cases.go_on_trying(by=by, acceptor="R. Voorbeeld", **decided)
    assert gone_on.state == "contact_phase"
    assert Escalation.objects.get(case=case).chain == "wvggz"
    assert violations() == []


def test_an_mdo_that_chooses_a_partner_asks_one_in_the_same_act(world: World) -> None:
    case = world.case("no_contact_mdo")
    screen, address = at_the_screen_of(world.account("R11")), f"/casus/{case.ref}/stap/go_on_trying/"
    decided = {"decision": "partner", "reason": "een ander gezicht"}
    without = screen.post(address, decided)
    assert without.status_code == 422
    assert "Kies een partner uit de lijst" in words(without)
    assert Case.objects.get(pk=case.pk).state == "no_contact_mdo"
    asked = {"partner": PARTNER_TEAM, "ask": "Gaat u mee op bezoek?", "released": ["name", "address"]}
    assert screen.post(address, decided | asked).status_code == 302
    assert Case.objects.get(pk=case.pk).state == "contact_phase"
    task = PartnerTask.objects.get(case=case)
    assert (task.state, task.receiver_team_id, task.released) == (
        "offered",
        PARTNER_TEAM,
        ["address", "name"],
    )
    assert violations() == []


def test_a_no_of_the_person_holds_for_what_an_mdo_decides(world: World) -> None:
    case, by = world.case("no_contact_mdo"), world.by(world.account("R11"))
    said = {"recipient_kind": "partner", "words": "geen vreemden", "source": "person"}
    consents.record(by=by, case_ref=case.ref, answer="no", **said)
    decided = {
        "decision": "partner",
        "reason": "een ander gezicht",
        "partner": PARTNER_TEAM,
        "ask": "Gaat u mee?",
    }
    with pytest.raises(SharingRefused):
        cases.go_on_trying(by=by, case_ref=case.ref, **decided, released=["goal"])
    assert not PartnerTask.objects.exists()


def test_a_team_lead_leaves_asking_a_partner_to_whoever_has_the_case(world: World) -> None:
    case, lead = world.case("no_contact_mdo"), world.account("R12")
    decided = {
        "decision": "partner",
        "reason": "een ander gezicht",
        "partner": PARTNER_TEAM,
        "ask": "Gaat u mee?",
    }
    with pytest.raises(PartnerAskedByOwner):
        cases.go_on_trying(by=world.by(lead), case_ref=case.ref, **decided)
    page = at_the_screen_of(lead).get(f"/casus/{case.ref}/stap/go_on_trying/")
    assert "partner" not in dict(page.context["form"].fields["decision"].choices)


def test_an_mdo_that_stops_writes_down_why(world: World) -> None:
    case, by = world.case("no_contact_mdo"), world.by(world.account("R11"))
    with pytest.raises(ReasonNeeded):
        cases.close(by=by, case_ref=case.ref, outcome="no_contact")
    cases.close(by=by, case_ref=case.ref, outcome="no_contact", note="zus houdt zicht en belt ons")
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_a_pause_is_looked_at_by_the_day_somebody_is_expected_back(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"), at=MONDAY)
    back = (MONDAY + timedelta(days=8)).date()
    paused = cases.pause(by=by, case_ref=case.ref, reason="admitted", expected_end=back)
    assert paused.clock.due_at.date() == back
    later = (MONDAY + timedelta(days=90)).date()
    looked = cases.look_at_pause(by=by, case_ref=case.ref, note="duurt langer", expected_end=later)
    assert looked.clock.due_at.date() == (MONDAY + timedelta(weeks=4)).date()
    assert cases.resume(by=by, case_ref=case.ref).expected_end is None
