"""Is a call written down in ten seconds, with the keyboard only, and does it say what may not be told?"""

from typing import Any

import pytest
from django.urls import reverse

from casework.actions import account, consent, disclosure
from casework.actions import handover as handovers
from casework.errors import NotYours, StillHolding
from casework.models import Disclosure
from casework.reading import sharing
from privacy.context import acting
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import PACKAGE, World
from workflows.disclosure_rules import KINDS
from workflows.sharing_refusals import GroundNeedsConsent, PeerReviewFirst, SharingRefused

CALL: dict[str, Any] = {
    "recipient_kind": "wijkteam", "recipient": "S. de Boer", "kinds": ["name", "agreements"],
    "text": "Dinsdag samen langs?",
}  # fmt: skip
SECONDS_PER_KEY = 0.2
"""How long an average typist takes for one key (Card, Moran and Newell, keystroke-level model)."""

MOST_STATEMENTS = 30


def test_a_call_takes_five_acts_and_less_than_ten_seconds_with_the_keyboard_only(world: World) -> None:
    case = world.case("guidance")
    anke = at_the_screen_of(world.account("R11"))
    form = words(anke.get(reverse("case-share", args=[case.ref, "bellen"])))
    stops = ["kind", "name", *["tick"] * 10, "line"]
    assert form.count("Wie sprak u?") == 1
    to_the_form, tabs = 3, len(stops) - 1
    keys = to_the_form + tabs + len(CALL["recipient"]) + len(CALL["text"]) + 1 + 1
    acts = ("whom", "name", "tick", "line", "save")
    print(f"\na call: {len(acts)} acts, {keys} keys, {keys * SECONDS_PER_KEY:.1f} s")
    assert len(acts) <= 5
    assert keys * SECONDS_PER_KEY <= 10

    with counted_statements() as statements:
        answer = anke.post(reverse("case-share", args=[case.ref, "bellen"]), CALL)
    assert answer.status_code == 302
    assert len(statements) <= MOST_STATEMENTS
    (kept,) = Disclosure.objects.all()
    assert (kept.state, kept.ground, kept.consent, kept.way) == ("delivered", "L10", "not_asked", "call")
    assert kept.clock_id is None


def test_a_call_stands_on_the_timeline_and_in_the_list(world: World) -> None:
    case = world.case("guidance")
    anke = at_the_screen_of(world.account("R11"))
    anke.post(reverse("case-share", args=[case.ref, "bellen"]), CALL)
    assert "Telefoongesprek genoteerd" in words(anke.get(reverse("case", args=[case.ref])))
    shared = words(anke.get(reverse("case-shared", args=[case.ref])))
    for said in (
        "wijkteam: S. de Boer",
        "naam, afspraken",
        "adres",
        "liefst met toestemming",
        "niet gevraagd",
    ):
        assert said in shared, said


def test_the_lead_reads_to_whom_and_not_what_was_said(world: World) -> None:
    case = world.case("guidance")
    at_the_screen_of(world.account("R11")).post(reverse("case-share", args=[case.ref, "bellen"]), CALL)
    (kept,) = Disclosure.objects.all()
    lead = at_the_screen_of(world.account("R12"))
    shared = words(lead.get(reverse("case-shared", args=[case.ref])))
    assert "S. de Boer" in shared
    page = words(lead.get(reverse("disclosure", args=[kept.ref])))
    assert "naam, afspraken" in page
    assert "Dinsdag samen langs" not in shared + page
    assert "Dinsdag samen langs" in words(
        at_the_screen_of(world.account("R11")).get(reverse("disclosure", args=[kept.ref]))
    )


def test_the_privacy_officer_sees_kinds_and_grounds_and_neither_name_nor_content(world: World) -> None:
    case = world.case("guidance")
    at_the_screen_of(world.account("R11")).post(reverse("case-share", args=[case.ref, "bellen"]), CALL)
    officer = at_the_screen_of(world.account("R90"))
    listed = words(officer.get(reverse("disclosures")))
    page = words(officer.get(reverse("disclosure", args=[Disclosure.objects.get().ref])))
    assert "naam, afspraken" in listed
    assert "liefst met toestemming" in listed
    assert "Dijkgraaf" not in listed + page
    assert "Dinsdag samen langs" not in listed + page
    assert officer.get(reverse("case-shared", args=[case.ref])).status_code == 404
    assert at_the_screen_of(world.account("R11")).get(reverse("disclosures")).status_code == 404


def test_a_call_about_a_melding_in_triage_stands_with_that_melding(world: World) -> None:
    melding = world.melding("in_triage")
    emma = at_the_screen_of(world.account("R10"))
    assert "Telefoongesprek noteren" in words(emma.get(reverse("melding", args=[melding.ref])))
    assert emma.post(reverse("melding-call", args=[melding.ref]), CALL).status_code == 302
    assert "Telefoongesprek genoteerd" in words(emma.get(reverse("melding", args=[melding.ref])))
    assert Disclosure.objects.get().melding_id == melding.pk


def test_a_call_about_somebody_elses_case_does_not_exist(world: World) -> None:
    case, other = world.case("guidance"), world.account("R11", "andere-zorgcoordinator")
    with pytest.raises(NotYours):
        disclosure.call(by=world.by(other), case_ref=case.ref, **CALL)
    assert at_the_screen_of(other).get(reverse("case-share", args=[case.ref, "bellen"])).status_code == 404


def test_health_without_a_yes_asks_a_colleague_first_and_at_u1_afterwards(world: World) -> None:
    told = CALL | {"kinds": ["health"], "recipient_kind": "ggz"}
    calm, urgent = world.case("guidance"), world.case("guidance", urgency="U1")
    anke = world.by(world.account("R11"))
    with pytest.raises(PeerReviewFirst):
        disclosure.call(by=anke, case_ref=calm.ref, **told)
    kept = disclosure.call(by=anke, case_ref=urgent.ref, **told)
    assert (kept.state, kept.clock.kind) == ("delivered_first", "peer_review_after")
    other = world.by(world.account("R11", "andere-zorgcoordinator"))
    looked = disclosure.review_after(
        by=other, disclosure_ref=kept.ref, judgement="right", reason="Zij liep op de snelweg."
    )
    assert (looked.state, looked.judgement, looked.clock) == ("delivered", "right", None)


def test_the_general_practitioner_hears_nothing_without_a_yes(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    told = CALL | {"recipient_kind": "gp"}
    with pytest.raises(GroundNeedsConsent):
        disclosure.call(by=anke, case_ref=case.ref, **told)
    consent.record(
        by=anke, case_ref=case.ref, recipient_kind="gp", answer="yes", words="Dat mag.", source="person"
    )
    assert disclosure.call(by=anke, case_ref=case.ref, **told).consent == "yes"


def test_a_no_stops_the_call_and_leaves_what_was_typed_on_the_page(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    consent.record(
        by=anke, case_ref=case.ref, recipient_kind="wijkteam", answer="no", words="Nee.", source="person"
    )
    with pytest.raises(SharingRefused):
        disclosure.call(by=anke, case_ref=case.ref, **CALL)
    answer = at_the_screen_of(world.account("R11")).post(
        reverse("case-share", args=[case.ref, "bellen"]), CALL
    )
    assert answer.status_code == 422
    assert "Dinsdag samen langs?" in answer.content.decode()
    assert "wil niet dat dit met deze ontvanger gedeeld wordt" in words(answer)


def test_what_the_melder_said_and_who_it_was_is_in_no_package(world: World) -> None:
    case = world.case("guidance")
    every = CALL | {"kinds": list(KINDS)}
    kept = disclosure.call(
        by=world.by(world.account("R11")), case_ref=case.ref, consent_given="yes", ground="L8", **every
    )
    by = world.by(world.account("R11"))
    with acting(by):
        page = sharing.read(kept.ref, by=by).page
    for melder in ("Mevrouw Buur", "085-0000777", "Gordijnen dicht"):
        assert melder not in str(page), melder
    assert "Gerben Dijkgraaf" in str(page)


def test_a_safety_flag_goes_over_without_the_neighbour_who_told_of_it(world: World) -> None:
    flag = {
        "kind": "dog",
        "detail": "Volgens Hennie van hiernaast.",
        "source": "Hennie Voorbeeld",
        "until": "2031-09-01",
    }
    case = world.case("guidance", melding=world.melding("in_care", person=world.person(flags=[flag])))
    by = world.by(world.account("R11"))
    kept = disclosure.call(by=by, case_ref=case.ref, consent_given="yes", **CALL | {"kinds": ["flags"]})
    with acting(by):
        page = sharing.read(kept.ref, by=by).page
    assert "hond" in str(page["facts"]).lower()
    assert "Hennie" not in str(page)


def test_an_offered_handover_stands_in_the_list_with_its_parts(world: World) -> None:
    handover = world.handover("draft", case=world.case("guidance"))
    handovers.offer(
        by=world.by(world.account("R11")), handover_ref=handover.ref, receiver_team=WIJKTEAM_TEAM, ground="L10",
        consent="yes", package=PACKAGE, requested_action="Begeleiding",
    )  # fmt: skip
    kept = Disclosure.objects.get(handover=handover)
    assert (kept.state, kept.way, kept.recipient_kind, kept.consent) == (
        "delivered",
        "handover",
        "wijkteam",
        "yes",
    )
    assert kept.kinds == sorted(PACKAGE)
    page = words(at_the_screen_of(world.account("R12")).get(reverse("case-shared", args=[handover.case.ref])))
    assert "overdracht" in page
    assert "Tekst over risks" not in page


def test_a_colleague_who_still_has_something_to_share_does_not_leave(world: World) -> None:
    case = world.case("guidance", owner_person=world.account("R11", "andere-zorgcoordinator"))
    world.disclosure("weighed", case=case)
    with pytest.raises(StillHolding):
        account.deactivate(by=world.by(world.account("R92")), username=world.account("R11").username)
