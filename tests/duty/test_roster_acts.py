"""What when somebody is ill, swaps, takes over, or nobody is planned? Nobody waits for a duty that nobody has."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import duty
from casework.actions import account, melding, roster, team
from casework.errors import NoSuchColleague, NotYours
from casework.invariants import violations
from casework.models import Account, Clock, Shift
from casework.rostering import plan_of, rights
from casework.tasks import ring_due
from notifications.models import Notice, Outbox
from privacy.context import now
from tests.named import CRISIS_TEAM
from tests.world import World
from workflows.roster_refusals import (
    ClosedThen,
    CoordinatorArranges,
    HasItAlready,
    ShiftIsPast,
)

HOUR = timedelta(hours=1)


def told(event: str, **receiver: Any) -> int:
    return Notice.objects.filter(event=event, **receiver).count()


def report(world: World, by: Account, at: datetime | None = None) -> Any:
    """A melding at the door of the crisis team."""
    return melding.receive(
        by=world.by(by, at=at or now()), door="crisisteam", anonymity="known_to_us", gemeente="0303",
        narrative="Schreeuwt op het balkon.", melder={"kind_of_melder": "neighbour", "name": "Buur"},
        person={"surname": "Proefstra"}, answers=dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no"),
    )  # fmt: skip


def test_what_comes_in_is_told_to_whom_the_roster_names_and_to_nobody_else(world: World) -> None:
    karim, lead = world.account("R20"), world.account("R21")
    world.shift(karim)
    report(world, lead)
    assert told("melding.received", to_person=karim.pk) == 1
    assert told("melding.received", to_person=None) == 0


def test_without_a_roster_it_is_the_standing_duty_as_before(world: World) -> None:
    world.account("R21")
    report(world, world.account("R20"))
    assert told("melding.received", to_team=CRISIS_TEAM, to_role="R21") == 1


def test_who_is_ill_has_no_duty_and_has_it_again_when_better(world: World) -> None:
    karim, lead = world.account("R20"), world.account("R21")
    shift = world.shift(karim)
    roster.ill(by=world.by(lead), shift_ref=shift.ref)
    found = duty.who_answers(CRISIS_TEAM, now())
    assert (found.holder, found.fallback) == (None, True)
    report(world, world.account("R20", "noor"))
    assert told("melding.received", to_team=CRISIS_TEAM, to_role="R21") == 1
    team.report_better(by=world.by(lead), username=karim.username)
    assert duty.who_answers(CRISIS_TEAM, now()).holder == karim


def test_the_button_on_the_page_of_the_team_opens_the_shift_as_well(world: World) -> None:
    karim, lead = world.account("R20"), world.account("R21")
    world.shift(karim)
    ring_due(now())
    team.report_ill(by=world.by(lead), username=karim.username)
    ring_due(now())
    assert told("roster.gap_begun", to_team=CRISIS_TEAM, to_role="R21", level="page") == 1
    assert Outbox.objects.filter(event="roster.gap_begun").exists(), "an unmanned duty is a call"


def test_a_gap_that_opens_anew_is_told_anew(world: World) -> None:
    karim, noor, lead = world.account("R20"), world.account("R20", "noor"), world.account("R21")
    world.shift(karim)
    ring_due(now())
    team.report_ill(by=world.by(lead), username=karim.username)
    ring_due(now())
    ring_due(now())
    told_once = told("roster.gap_begun", to_role="R21")
    roster.take_over(by=world.by(noor), team=CRISIS_TEAM)
    ring_due(now())
    assert told("roster.gap_begun", to_role="R21") == told_once == 1
    team.report_ill(by=world.by(lead), username=noor.username)
    ring_due(now())
    assert told("roster.gap_begun", to_role="R21") == 2, "nobody has the duty again"


def test_ill_with_a_colleague_who_takes_over_leaves_no_gap(world: World) -> None:
    karim, noor, lead = world.account("R20"), world.account("R20", "noor"), world.account("R21")
    shift = world.shift(karim, starts_at=now() - HOUR)
    rest = roster.ill(by=world.by(lead), shift_ref=shift.ref, username=noor.username)
    shift.refresh_from_db()
    assert (rest.holder, rest.starts_at, rest.in_place_of) == (noor, shift.ends_at, karim)
    assert told("roster.your_shift", to_person=noor.pk) == 1
    assert violations() == []


def test_a_swap_ahead_is_for_the_coordinator_and_both_hear_it(world: World) -> None:
    karim, noor, lead = world.account("R20"), world.account("R20", "noor"), world.account("R21")
    shift = world.shift(karim, starts_at=now() + HOUR)
    with pytest.raises(CoordinatorArranges):
        roster.swap(by=world.by(noor), shift_ref=shift.ref, username=noor.username)
    with pytest.raises(HasItAlready):
        roster.swap(by=world.by(lead), shift_ref=shift.ref, username=karim.username)
    roster.swap(by=world.by(lead), shift_ref=shift.ref, username=noor.username)
    shift.refresh_from_db()
    assert (shift.holder, shift.in_place_of) == (noor, karim)
    assert told("roster.your_shift", to_person=noor.pk) == told("roster.your_shift", to_person=karim.pk) == 1


def test_anybody_of_the_duty_takes_over_now_and_who_had_it_hears_it(world: World) -> None:
    karim, noor = world.account("R20"), world.account("R20", "noor")
    shift = world.shift(karim, starts_at=now() - HOUR)
    taken = roster.take_over(by=world.by(noor), team=CRISIS_TEAM)
    shift.refresh_from_db()
    assert shift.ends_at == taken.starts_at
    assert duty.who_answers(CRISIS_TEAM, now()).holder == noor
    assert told("roster.your_shift", to_person=karim.pk) == 1
    with pytest.raises(HasItAlready):
        roster.take_over(by=world.by(noor), team=CRISIS_TEAM)


def test_taking_over_from_the_standing_duty_lasts_until_the_next_shift(world: World) -> None:
    karim, noor = world.account("R20"), world.account("R20", "noor")
    later = world.shift(karim, starts_at=now() + 3 * HOUR, ends_at=now() + 9 * HOUR)
    assert roster.take_over(by=world.by(noor), team=CRISIS_TEAM).ends_at == later.starts_at


def test_nobody_takes_over_while_the_service_is_closed_or_in_another_role(world: World) -> None:
    night = datetime.fromisoformat("2027-01-12T03:00:00+01:00")
    with pytest.raises(ClosedThen):
        roster.take_over(by=world.by(world.account("R10"), at=night), team="va-meldpunt")
    with pytest.raises(NoSuchColleague):
        roster.take_over(by=world.by(world.account("R11"), at=night), team="va-meldpunt")
    with pytest.raises(NotYours):
        roster.take_over(by=world.by(world.account("R10"), at=night), team=CRISIS_TEAM)


def test_a_removed_shift_is_gone_ahead_and_ends_while_it_runs(world: World) -> None:
    lead = world.account("R21")
    ahead = world.shift(starts_at=now() + 10 * HOUR, ends_at=now() + 12 * HOUR)
    running = world.shift(starts_at=now() - HOUR)
    assert roster.remove(by=world.by(lead), shift_ref=ahead.ref)
    roster.remove(by=world.by(lead), shift_ref=running.ref)
    left = Shift.objects.get()
    assert (left.ref, left.ends_at <= now()) == (running.ref, True)
    with pytest.raises(ShiftIsPast):
        roster.remove(by=world.by(lead), shift_ref=running.ref)
    assert violations() == []


def test_a_gap_is_told_at_three_distances_and_at_its_beginning_each_once(world: World) -> None:
    lead, begin = world.account("R21"), now()
    world.shift(starts_at=begin, ends_at=begin + 100 * HOUR)
    heard = []
    for minutes in range(0, 104 * 60, 30):
        ring_due(begin + timedelta(minutes=minutes))
        count = told("roster.gap_ahead") + told("roster.gap_begun")
        if len(heard) < count:
            heard += [minutes / 60] * (count - len(heard))
    assert heard == [28.0, 76.0, 98.0, 100.0]
    mine = {"to_team": CRISIS_TEAM, "to_role": lead.role}
    levels = Notice.objects.filter(event__startswith="roster.gap", **mine).order_by("created_at")
    assert [one.level for one in levels] == ["today", "today", "page", "page"]


def test_a_roster_that_nobody_goes_on_with_is_silent_after_a_week(world: World) -> None:
    begin = now()
    world.shift(starts_at=begin, ends_at=begin + HOUR)
    late = plan_of(CRISIS_TEAM, begin + timedelta(days=9))
    assert late is not None
    assert (late.runs, late.gaps) == (False, [])


def test_a_change_of_shift_without_two_signatures_is_told_to_who_came_and_to_the_coordinator(
    world: World,
) -> None:
    karim, noor, lead = world.account("R20"), world.account("R20", "noor"), world.account("R21")
    change = now() + HOUR
    leaving = world.shift(karim, ends_at=change)
    coming = world.shift(noor, starts_at=change, ends_at=change + 8 * HOUR)
    roster.sign_off(by=world.by(karim, at=change), shift_ref=leaving.ref)
    ring_due(change + timedelta(minutes=29))
    assert told("roster.not_signed") == 0
    ring_due(change + timedelta(minutes=31))
    ring_due(change + timedelta(minutes=45))
    assert told("roster.not_signed", to_person=noor.pk) == 1
    assert told("roster.not_signed", to_team=CRISIS_TEAM, to_role=lead.role) == 1
    roster.sign_on(by=world.by(noor, at=change + HOUR), shift_ref=coming.ref)
    found = plan_of(CRISIS_TEAM, change + HOUR)
    assert found is not None
    assert found.unsigned is None


def test_the_list_under_a_signature_is_what_was_open_with_the_duty(world: World) -> None:
    karim = world.account("R20")
    shift = world.shift(karim, ends_at=now() + HOUR)
    item = report(world, world.account("R21"))
    assert roster.sign_off(by=world.by(karim), shift_ref=shift.ref).left_list == [item.ref]


def test_the_coordinator_and_the_functional_administrator_arrange_and_nobody_elsewhere(world: World) -> None:
    def mine(role: str, team: str = CRISIS_TEAM, **more: str) -> set[str]:
        return set(rights(team, world.by(world.account(role, **more))))

    assert mine("R21") == mine("R92") == {"roster", "arranging"}
    assert mine("R20") == {"roster"}
    assert mine("R10") == mine("R51") == mine("R93", name="beheer") == set()
    assert mine("R92", team="fan-almere") == set(), "another organisation"


def test_nobody_else_has_a_duty_of_a_team_they_do_not_work_in(world: World) -> None:
    lead = world.account("R21")
    with pytest.raises(NoSuchColleague):
        roster.plan(by=world.by(lead), team=CRISIS_TEAM, username=world.account("R10").username,
                    starts_at=now(), ends_at=now() + HOUR)  # fmt: skip


def test_two_holders_at_once_and_a_roster_without_a_watch_break_the_first_promise(world: World) -> None:
    shift = world.shift(starts_at=now(), ends_at=now() + 2 * HOUR)
    second = world.shift(world.account("R20", "noor"), starts_at=now() + HOUR)
    Clock.objects.filter(kind="roster_watch").delete()
    assert {(one.promise, one.object, one.why) for one in violations()} == {
        (1, f"shift:{second.ref}", f"it begins before {shift.ref} of the same duty is over"),
        (1, f"roster:{second.roster.ref}", "no clock watches it"),
    }


def test_an_account_that_is_closed_has_no_shift_any_more_and_the_coordinator_hears_it(world: World) -> None:
    karim, lead = world.account("R20"), world.account("R21")
    world.shift(karim)
    ring_due(now())
    account.deactivate(by=world.by(world.account("R92")), username=karim.username)
    assert duty.who_answers(CRISIS_TEAM, now()).fallback
    ring_due(now())
    assert told("roster.gap_begun", to_role=lead.role) == 1


def test_is_the_coordinator_ill_then_the_other_role_of_the_duty_hears_of_the_gap_too(world: World) -> None:
    karim, noor, lead = world.account("R20"), world.account("R20", "noor"), world.account("R21")
    world.shift(karim)
    for away in (lead, karim):
        team.report_ill(by=world.by(noor), username=away.username)
    ring_due(now())
    assert told("roster.gap_begun", to_role="R21") == told("roster.gap_begun", to_role="R20") == 1
