"""What did the person say about help, sharing and the neighbours, and what does that stop?"""

import pytest

from casework.actions import case as cases
from casework.actions import consent
from casework.consent import refused, said
from casework.invariants import violations
from casework.models import Case, Score, Stance
from privacy.context import Acting
from tests.named import PARTNER_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.refusals import DoubtNotAnswered, MdoNeeded, NecessityNeeded
from workflows.sharing_refusals import SharingRefused


def asked(by: Acting, case: Case, answer: str, whom: str = "everybody", words: str = "zo wil ik het") -> None:
    """The person says with whom this may be shared."""
    consent.record(by=by, case_ref=case.ref, recipient_kind=whom, answer=answer, words=words, source="person")


def test_refusing_help_and_refusing_to_share_are_two_facts(world: World) -> None:
    case, by = world.case("contact_phase"), world.by(world.account("R11"))
    cases.record_refusal(by=by, case_ref=case.ref, words="laat me met rust", risk="matig", doubt="no")
    assert said(case.pk, "wijkteam") == ""
    asked(by, case, "no", words="zeg het niemand")
    assert said(case.pk, "wijkteam") == "no"
    assert list(Stance.objects.values_list("about", "answer")) == [("help", "no")]
    assert violations() == []


def test_the_newest_answer_about_sharing_counts_for_whom_it_is_about(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    for answer, whom in (("no", "everybody"), ("yes", "wijkteam"), ("no", "housing_corporation")):
        asked(by, case, answer, whom)
    answers = {whom: said(case.pk, whom) for whom in ("wijkteam", "housing_corporation", "gp")}
    assert answers == {"wijkteam": "yes", "housing_corporation": "no", "gp": "no"}
    asked(by, case, "no", words="toch maar niemand")
    assert refused(case.pk, "wijkteam")


def test_what_somebody_refused_in_one_case_is_not_asked_in_another(world: World) -> None:
    case, other, by = world.case("guidance"), world.case("guidance"), world.by(world.account("R11"))
    asked(by, case, "no")
    assert not refused(other.pk, "gp")


def test_whether_somebody_can_oversee_it_is_answered(world: World) -> None:
    case, by = world.case("contact_phase"), world.by(world.account("R11"))
    with pytest.raises(DoubtNotAnswered):
        cases.record_refusal(by=by, case_ref=case.ref, words="nee", risk="matig", doubt="")


def test_the_third_time_staying_away_is_weighed_with_others(world: World) -> None:
    case, by = world.case("refuses"), world.by(world.account("R11"))
    for _ in range(2):
        cases.weigh_again(by=by, case_ref=case.ref, risk="matig")
    with pytest.raises(MdoNeeded):
        cases.weigh_again(by=by, case_ref=case.ref, risk="matig", mdo="  ")
    cases.weigh_again(by=by, case_ref=case.ref, risk="matig", mdo="GGZ en wijkteam: wachten op de zus")
    assert Case.objects.get(pk=case.pk).since_mdo == 0


def test_nothing_about_health_goes_to_a_partner_after_a_refusal(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    asked(by, case, "no", "partner")
    given = {"case_ref": case.ref, "partner": PARTNER_TEAM, "ask": "Gaat u mee?"}
    for field in ("goal", "birthdate"):
        with pytest.raises(SharingRefused):
            cases.ask_partner(by=by, released=["name", field], **given)
    cases.ask_partner(by=by, released=["name", "address", "flags"], **given)


def test_a_score_says_why_it_is_needed(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    with pytest.raises(NecessityNeeded):
        cases.score(by=by, case_ref=case.ref, domain="money", score=2, necessity="")
    cases.score(by=by, case_ref=case.ref, domain="money", score=2, necessity="ontruiming op 1 juni")
    assert Score.objects.get(case=case).domain == "money"


def test_the_words_stand_on_a_page_of_their_own_for_the_care_coordinator_alone(world: World) -> None:
    case, anke = world.case("guidance"), world.account("R11")
    by = world.by(anke)
    cases.agree_neighbours(
        by=by, case_ref=case.ref, answer="yes", words="Truus mag bellen", agreed_with="client"
    )
    cases.score(by=by, case_ref=case.ref, domain="money", score=2, necessity="ontruiming op 1 juni")
    asked(by, case, "no", "housing_corporation")
    own = words(at_the_screen_of(anke).get(f"/casus/{case.ref}/afspraken/"))
    for shown in ("Truus mag bellen", "akkoord: de cliënt", "geld", "het lukt niet", "ontruiming op 1 juni"):
        assert shown in own
    lead = words(at_the_screen_of(world.account("R12")).get(f"/casus/{case.ref}/afspraken/"))
    assert "Truus" not in lead
    assert "ontruiming" not in lead
    page = words(at_the_screen_of(anke).get(f"/casus/{case.ref}/"))
    assert "Delen met woningcorporatie: wil dit nu niet" in page
    assert "Truus" not in page
