"""Is a person who was closed to all but a few closed in every file, list, notice and hint?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import TestCase

from casework import cards
from casework.actions import case as cases
from casework.actions import melding as meldingen
from casework.actions import shield, team
from casework.errors import NotYours
from casework.models import Case, Melding, Pattern, Triage
from casework.policy import may_see
from casework.tasks import ring_due
from notifications import live
from notifications.models import Notice
from privacy.context import now
from tests.access.test_shielded import WHY, shielded
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.calendars import local_date


def test_the_same_human_in_a_tied_file_is_closed_as_well(world: World) -> None:
    case = world.case("guidance")
    tied = world.tied(world.melding("linked"), earlier=case.person)
    shield.put_up(by=world.by(world.account("R12")), case_ref=case.ref, named=[], reason=WHY)
    stranger = world.by(world.account("R10", "andere-triagist"))
    assert not may_see(Melding.objects.get(pk=tied.pk), stranger).permit


def test_what_is_linked_to_it_later_is_closed_from_that_moment(world: World) -> None:
    triagist = world.account("R10")
    case = shielded(world, triagist.username)
    new = world.triage("open").melding
    meldingen.link(by=world.by(triagist), melding_ref=new.ref, earlier_ref=case.ref, evidence="Zelfde vrouw.")
    new.refresh_from_db()
    assert set(new.shielded_for.split()) >= set(Case.objects.get(pk=case.pk).shielded_for.split())
    assert Triage.objects.get(melding=new).shielded_for == new.shielded_for
    assert not may_see(new, world.by(world.account("R10", "andere-triagist"))).permit
    for pattern in Pattern.objects.all():
        assert not may_see(pattern, world.by(world.account("R12", "tweede-leider"))).permit


def test_what_was_known_of_the_same_human_before_is_closed_with_the_tie(world: World) -> None:
    triagist = world.account("R10")
    case = shielded(world, triagist.username)
    new = world.triage("open").melding
    before = world.case("contact_phase", melding=world.melding("in_care", person=new.person))
    meldingen.link(by=world.by(triagist), melding_ref=new.ref, earlier_ref=case.ref, evidence="Zelfde vrouw.")
    before.refresh_from_db()
    assert before.shielded_for
    assert not may_see(before, world.by(world.account("R12", "tweede-leider"))).permit
    assert may_see(before, world.by(world.account("R11"))).permit


def test_what_joins_a_shielded_case_is_closed_with_its_triage(world: World) -> None:
    triagist = world.account("R10")
    case = shielded(world, triagist.username)
    tied = world.tied(world.melding("linked"), earlier=case.person)
    answers = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b"), "no")
    meldingen.add_to_case(
        by=world.by(triagist), melding_ref=tied.ref, case_ref=case.ref, answers=answers, new_fact="no"
    )
    triage = Triage.objects.get(melding=tied)
    assert triage.shielded_for
    assert not may_see(triage, world.by(world.account("R12", "tweede-leider"))).permit


def test_whoever_has_it_open_when_it_is_closed_is_asked_again_and_nobody_else_hears(world: World) -> None:
    case = shielded(world)
    hints: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch, TestCase.captureOnCommitCallbacks(execute=True):
        patch.setattr(live, "publish", lambda *told: hints.extend(told))
        back = local_date(now()) + timedelta(days=9)
        cases.pause(
            by=world.by(world.account("R11")), case_ref=case.ref, reason="admitted", expected_end=back
        )
    told = [hint for hint in hints if ["case", case.ref] in hint["hidden"]]
    assert told
    assert case.ref not in str([hint["items"] for hint in hints])


@pytest.mark.parametrize("state", ["offered", "expired"])
def test_a_shielded_item_has_a_card_only_for_who_has_to_decide_about_it(world: World, state: str) -> None:
    handover = world.handover(state, shielded_for=str(world.account("R11").pk))
    region = world.by(world.account("R13"))
    if state == "expired":
        assert cards.find(handover.ref, by=region, action="item_card.read") == handover
    else:
        with pytest.raises(NotYours):
            cards.find(handover.ref, by=region, action="item_card.read")


def test_no_list_form_notice_or_hint_names_it_to_whoever_is_not_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = world.case("contact_made")
    tied = world.tied(world.melding("linked"), earlier=case.person)
    pattern = world.pattern("open", melding=tied, owner_person=None)
    shield.put_up(by=world.by(world.account("R12")), case_ref=case.ref, named=[], reason=WHY)
    # A question that was asked before the case was closed, and that its team lead opened again.
    Pattern.objects.filter(pk=pattern.pk).update(shielded_for="")
    hints: list[dict[str, Any]] = []
    monkeypatch.setattr(live, "publish", lambda *told: hints.extend(told))
    with TestCase.captureOnCommitCallbacks(execute=True):
        cases.record_refusal(
            by=world.by(world.account("R11")), case_ref=case.ref, words="Nee.", risk="Vallen.", doubt="yes"
        )
    assert case.ref not in str([hint["items"] for hint in hints])
    lead = at_the_screen_of(world.account("R12", "tweede-leider"))
    assert case.ref not in words(lead.get("/berichten/"))
    reported = Melding.objects.get(pk=case.melding_id)
    assert reported.ref not in words(lead.get(f"/patroon/{pattern.ref}/"))
    Melding.objects.filter(pk=tied.pk).update(shielded_for="")
    triagist = at_the_screen_of(world.account("R10", "andere-triagist"))
    form = triagist.get(f"/melding/{tied.ref}/stap/add_to_case/")
    assert form.status_code == 200
    assert case.ref not in form.content.decode()


def test_while_its_owner_is_ill_its_clock_rings_with_somebody_who_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, lead = world.account("R11"), world.account("R12")
    deputy = world.account("R11", "waarnemer")
    case = shielded(world)
    owner.deputy = deputy
    owner.save(update_fields=["deputy"])
    team.report_ill(by=world.by(lead), username=owner.username)
    case.refresh_from_db()
    hints: list[dict[str, Any]] = []
    monkeypatch.setattr(live, "publish", lambda *told: hints.extend(told))
    with TestCase.captureOnCommitCallbacks(execute=True):
        ring_due(case.clock.rings_at)
    assert ["case", case.ref] in [item for hint in hints for item in hint["hidden"]]
    assert case.ref not in str([hint["items"] for hint in hints])
    told = {notice.to_person for notice in Notice.objects.filter(about_ref=case.ref, event="clock.rang")}
    assert lead.pk in told
    assert deputy.pk not in told
