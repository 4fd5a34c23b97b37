"""How is a melding weighed on screen? One question at a time, a proposal with its answers, and a human who decides."""

from typing import Any

import pytest
from django.test import Client

from casework.models import Melding, Triage
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World

# What a page shows of the same rows is the same on every engine; what it costs is counted on each.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAFE = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no")
TOWARDS_OUTREACH = SAFE | dict.fromkeys(("Q0", "Q6a", "Q6b", "Q9", "Q10", "Q11", "Q12"), "no")


def here(triage: Triage, rest: str = "") -> str:
    return f"/melding/{triage.melding.ref}/triage/{rest}"


def press(client: Client, triage: Triage, step: str, **typed: Any):
    """Send one step with the version that stands in the database now."""
    triage.refresh_from_db()
    return client.post(here(triage, f"stap/{step}/"), {"seen_version": triage.version, **typed})


def at_proposal(world: World, answers: dict[str, str], outcome: str, urgency: str) -> Triage:
    return world.triage("proposal", answers=answers, proposal_outcome=outcome, proposal_urgency=urgency)


def test_from_the_first_press_to_a_decided_melding_that_opens_a_case(world, triagist):
    melding = world.melding("received", owner_person=None)
    start = triagist.post(f"/melding/{melding.ref}/stap/claim/", {"seen_version": 1}, follow=True)
    assert "Eerst veiligheid" in words(start)
    triage = Triage.objects.get(melding=melding)
    assert "Over wie gaat het?" in words(
        triagist.get(press(triagist, triage, "answer_safety", **SAFE)["Location"])
    )
    press(triagist, triage, "identify")
    asked = []
    while (question := triagist.get(here(triage)).context.get("question")) is not None:
        asked.append(question["key"])
        press(
            triagist,
            triage,
            "answer",
            question=question["key"],
            answer="yes" if question["key"] == "Q13" else "no",
        )
    assert asked == ["Q0", "Q6a", "Q6b", "Q9", "Q10", "Q11", "Q12", "Q13"]
    proposal = words(triagist.get(here(triage)))
    assert "Bemoeizorg" in proposal
    assert "houdt de persoon zorg af" in proposal
    done = press(triagist, triage, "settle", outcome="BEMOEIZORG", urgency="U4")
    assert done["Location"] == f"/melding/{melding.ref}/"
    melding.refresh_from_db()
    assert (melding.state, melding.outcome, melding.target) == ("forwarded", "BEMOEIZORG", "va-meldpunt")
    assert melding.cases.count() == 1


def test_one_question_stands_alone_with_the_path_so_far_and_keys_for_every_answer(world, triagist):
    triage = world.triage("questions", answers=SAFE | {"Q0": "no"})
    page = triagist.get(here(triage)).content.decode()
    assert page.count('class="question"') == 1
    for key in ("y j", "n", "o"):
        assert f'data-key="{key}"' in page
    assert f'href="{here(triage)}?vraag=Q1b"' in page
    assert 'data-keys="question"' in page


def test_an_earlier_answer_can_be_changed(world, triagist):
    triage = world.triage("questions", answers=SAFE | {"Q0": "no"})
    page = triagist.get(here(triage) + "?vraag=Q1")
    assert page.context["question"]["key"] == "Q1"
    press(triagist, triage, "answer", question="Q1", answer="yes")
    assert "levensgevaar nu" in words(triagist.get(here(triage)))


@pytest.mark.engine
def test_a_question_costs_few_statements_to_show_and_to_answer(world, triagist):
    triage = world.triage("questions", answers=SAFE)
    with counted_statements() as shown:
        assert triagist.get(here(triage)).status_code == 200
    with counted_statements() as answered:
        assert press(triagist, triage, "answer", question="Q0", answer="no").status_code == 302
    assert len(shown) <= 10
    # One of them is the test's own look at the version.
    assert len(answered) <= 12 + 1


@pytest.mark.engine
@pytest.mark.parametrize(("outcome", "most"), [("WIJKTEAM", 12), ("BEMOEIZORG", 16)])
def test_settling_costs_a_state_change_and_with_a_new_case_a_creation(world, triagist, outcome, most):
    triage = world.triage("proposal")
    given = {"outcome": outcome, "urgency": "U4", "reason": "Gesproken met de wijkagent.", "seen_version": 1}
    with counted_statements() as statements:
        assert triagist.post(here(triage, "stap/settle/"), given).status_code == 302
    assert len(statements) <= most, "\n".join(statements)


def test_the_proposal_gives_the_number_to_call_now(world, triagist):
    triage = at_proposal(world, SAFE | {"Q1": "yes", "Q6a": "no", "Q6b": "no"}, "112", "U0")
    page = triagist.get(here(triage)).content.decode()
    assert 'href="tel:112"' in page


def test_a_hard_stop_is_said_and_cannot_be_chosen(world, triagist):
    answers = TOWARDS_OUTREACH | {"Q6b": "yes", "Q7": "no", "Q8": "no", "Q13": "no", "Q14": "no", "Q15": "no"}
    triage = at_proposal(world, answers, "VT_ADVIES", "U5")
    page = triagist.get(here(triage) + "?besluit=anders")
    asked = "Zijn er signalen van geweld, mishandeling, verwaarlozing, uitbuiting, stalking of dwang?"
    assert f"Alleen advies kan hier niet. Het antwoord is ja op: {asked}" in words(page)
    assert "ADVIES" not in dict(page.context["decide"].fields["outcome"].choices)
    refused = press(triagist, triage, "settle", outcome="ADVIES", urgency="U9", reason="Het is rustig.")
    assert refused.status_code == 422
    assert refused.context["decide"].errors["outcome"]
    assert "Het is rustig." in refused.content.decode()


def test_deciding_otherwise_asks_why(world, triagist):
    triage = at_proposal(world, TOWARDS_OUTREACH | {"Q13": "yes"}, "BEMOEIZORG", "U4")
    refused = press(triagist, triage, "settle", outcome="WIJKTEAM", urgency="U5")
    assert refused.status_code == 422
    assert refused.context["decide"].errors["reason"]
    assert (
        press(
            triagist, triage, "settle", outcome="WIJKTEAM", urgency="U5", reason="Wil wel hulp."
        ).status_code
        == 302
    )
    assert Melding.objects.get(pk=triage.melding_id).outcome == "WIJKTEAM"


CRISIS = TOWARDS_OUTREACH | {"Q10": "yes"}


def test_lowering_an_urgent_proposal_offers_to_ask_a_colleague(world, triagist):
    triage = at_proposal(
        world, {k: v for k, v in CRISIS.items() if k not in ("Q11", "Q12")}, "CRISISTEAM", "U2"
    )
    lower = {"outcome": "BEMOEIZORG", "urgency": "U4", "reason": "Zus is er de hele nacht."}
    refused = press(triagist, triage, "settle", **lower)
    assert refused.status_code == 422
    assert f'formaction="{here(triage, "stap/ask_second/")}"' in refused.content.decode()
    assert "Zus is er de hele nacht." in refused.content.decode()
    assert press(triagist, triage, "ask_second", **lower).status_code == 302
    assert "U hebt dit gevraagd." in words(triagist.get(here(triage)))


@pytest.mark.parametrize(
    ("step", "outcome", "urgency"), [("agree", "BEMOEIZORG", "U4"), ("disagree", "CRISISTEAM", "U2")]
)
def test_a_colleague_agrees_or_not_and_that_decides(world, triagist, step, outcome, urgency):
    triage = world.triage(
        "review", answers=CRISIS, proposal_outcome="CRISISTEAM", proposal_urgency="U2", outcome="BEMOEIZORG",
        urgency="U4", reason="Zus is er de hele nacht.", decided_by=world.account("R10").pk,
    )  # fmt: skip
    lead = at_the_screen_of(world.account("R12"))
    page = words(lead.get(here(triage)))
    assert "Zus is er de hele nacht." in page
    assert "Crisisteam" in page
    assert f"{world.account('R10').name} kiest Bemoeizorg" in page
    assert press(lead, triage, step, reason="Te groot risico.").status_code == 302
    triage.refresh_from_db()
    assert (triage.state, triage.outcome, triage.urgency) == ("settled", outcome, urgency)


def test_nobody_is_their_own_second_person(world, triagist):
    triage = world.triage("review", answers=CRISIS, outcome="BEMOEIZORG", urgency="U4")
    assert "Akkoord" not in words(triagist.get(here(triage)))
    refused = press(triagist, triage, "agree")
    assert refused.status_code == 422
    assert "U kunt niet uw eigen tweede persoon zijn" in words(refused)
    triage.refresh_from_db()
    assert triage.state == "review"


def test_a_lead_follows_the_questions_without_answering_them(world):
    triage = world.triage("questions", answers=SAFE | {"Q0": "no"})
    page = at_the_screen_of(world.account("R12")).get(here(triage))
    assert "Een triagist beantwoordt de vragen" in words(page)
    assert 'class="question"' not in page.content.decode()


def test_two_triagists_at_one_question_do_not_answer_over_each_other(world):
    triage = world.triage("questions", answers=SAFE)
    anna, bram = (at_the_screen_of(world.account("R10", name=name)) for name in ("anna", "bram"))
    url, version = here(triage, "stap/answer/"), triage.version
    anna.post(url, {"seen_version": version, "question": "Q0", "answer": "no"})
    lost = bram.post(url, {"seen_version": version, "question": "Q0", "answer": "yes"})
    assert lost.status_code == 409
    assert "Anna was u net voor" in words(lost)


def test_an_answer_that_is_none_changes_nothing(world, triagist):
    triage = world.triage("questions", answers=SAFE)
    refused = press(triagist, triage, "answer", question="Q99", answer="misschien")
    assert refused.status_code == 422
    triage.refresh_from_db()
    assert triage.version == 1


def test_a_new_fact_is_weighed_again_and_the_old_decision_stays(world, triagist):
    triage = at_proposal(world, TOWARDS_OUTREACH | {"Q13": "yes"}, "BEMOEIZORG", "U4")
    press(triagist, triage, "settle", outcome="BEMOEIZORG", urgency="U4")
    assert "Besloten" in words(triagist.get(here(triage)))
    press(triagist, triage, "revise", reason="Er is een wapen gezien.")
    assert "Er is een wapen gezien." in words(triagist.get(here(triage)))
    press(triagist, triage, "resume")
    assert triage.versions.count() == 1
    assert triagist.get(here(triage)).status_code == 200


def test_nobody_weighs_a_melding_that_nobody_has_taken(world, triagist):
    melding = world.melding("received", owner_person=None)
    page = words(triagist.get(f"/melding/{melding.ref}/triage/"))
    assert "Nog niemand weegt deze melding" in page
    assert "Ik neem deze melding" in page


def test_who_may_have_been_reported_before_is_looked_for_while_naming_the_person(world, triagist):
    triage = world.triage("identification", answers=SAFE)
    assert f"/melding/{triage.melding.ref}/eerder/".encode() in triagist.get(here(triage)).content


def test_a_proposal_without_a_gemeente_leads_to_where_it_is_chosen(world, triagist):
    triage = at_proposal(world, TOWARDS_OUTREACH | {"Q13": "yes"}, "BEMOEIZORG", "U4")
    way = f"/melding/{triage.melding.ref}/stap/decide_gemeente/".encode()
    assert way not in triagist.get(here(triage)).content
    Melding.objects.filter(pk=triage.melding_id).update(gemeente="")
    assert way in triagist.get(here(triage)).content
    refused = press(triagist, triage, "settle", outcome="BEMOEIZORG", urgency="U4")
    assert refused.status_code == 422
    assert way in refused.content
