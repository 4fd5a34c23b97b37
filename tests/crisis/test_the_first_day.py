"""Do the 24 hours run as one clock, is everybody told in time, and is a breach never silent?"""

from datetime import date, datetime, timedelta

import pytest

from casework.actions import case as cases
from casework.actions import crisis as crises
from casework.actions import melding as meldingen
from casework.actions import shield
from casework.flags import with_weapons
from casework.invariants import violations
from casework.models import Account, Crisis, Melding
from casework.policy import may_see
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import now
from tests.named import CRISIS_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.crisis_refusals import PairNeeded

HOUR = timedelta(hours=1)


def told(event: str) -> list[tuple[str, str]]:
    """Team and role, or the colleague, of everybody who was told this."""
    return sorted(
        (one.to_team or "", one.to_role or str(one.to_person)) for one in Notice.objects.filter(event=event)
    )


def taken(world: World, *, after: timedelta = timedelta()) -> Crisis:
    """A crisis that was announced at U2 and taken by a pair after this long."""
    crisis = world.crisis("announced", signed_by=None)
    by = world.by(world.account("R20"), at=crisis.offered_at + after)
    return crises.accept(by=by, crisis_ref=crisis.ref, companion=world.account("R20", "noor").username)


def test_the_24_hours_count_from_the_acceptance(world: World) -> None:
    crisis = taken(world, after=timedelta(minutes=5))
    assert crisis.clock is not None
    assert crisis.clock.due_at == crisis.offered_at + timedelta(minutes=5, hours=24)


def test_or_from_the_end_of_the_time_to_accept_when_that_is_sooner(world: World) -> None:
    crisis = taken(world, after=timedelta(hours=3))
    assert crisis.clock is not None
    assert crisis.clock.due_at == crisis.offered_at + timedelta(minutes=15, hours=24)


def test_no_step_in_between_moves_the_clock_or_makes_it_ring_again(world: World) -> None:
    crisis = taken(world)
    assert crisis.clock is not None
    due = crisis.clock.due_at
    ring_due(due - 4 * HOUR)
    heard = Notice.objects.filter(event="crisis.day_ends").count()
    assert heard
    by = world.by(world.account("R20"), at=due - 3 * HOUR)
    crises.set_out(by=by, crisis_ref=crisis.ref)
    crises.arrive(by=by, crisis_ref=crisis.ref, where="Thuis", stays_gemeente="0303")
    crisis.refresh_from_db()
    assert crisis.clock is not None
    assert crisis.clock.due_at == due
    ring_due(due - 2 * HOUR)
    assert Notice.objects.filter(event="crisis.day_ends").count() == heard


def test_owner_and_lead_hear_it_four_hours_and_one_hour_before(world: World) -> None:
    crisis, owner = taken(world), world.account("R20")
    assert crisis.clock is not None
    due = crisis.clock.due_at
    ring_due(due - 4 * HOUR - timedelta(minutes=1))
    assert told("crisis.day_ends") == []
    for before, times in ((4, 1), (1, 2)):
        ring_due(due - before * HOUR)
        assert told("crisis.day_ends") == sorted([("", str(owner.pk)), (CRISIS_TEAM, "R21")] * times)


def test_without_a_plan_the_crisis_duty_has_it_it_is_counted_and_everybody_hears_it(world: World) -> None:
    crisis, owner = taken(world), world.account("R20")
    assert crisis.clock is not None
    due = crisis.clock.due_at
    ring_due(due)
    crisis = Crisis.objects.get(pk=crisis.pk)
    assert (crisis.state, crisis.owner_person, crisis.breached_at) == ("unbridged", None, due)
    for one in ((CRISIS_TEAM, "R21"), ("", str(owner.pk)), ("regio-flevoland", "None")):
        assert one in told("crisis.unbridged")
    before = Notice.objects.filter(event="crisis.unbridged").count()
    ring_due(due + 4 * HOUR)
    assert Notice.objects.filter(event="crisis.unbridged").count() > before, "again and again"
    assert violations() == []


def test_the_last_rung_reaches_the_deputy_role_when_everybody_of_the_role_is_away(world: World) -> None:
    world.account("R20")
    crisis = world.crisis("announced", signed_by=None)
    Account.objects.filter(role="R21").update(ill_since=now())
    assert crisis.clock is not None
    ring_due(crisis.clock.due_at + timedelta(minutes=16))
    last = Notice.objects.filter(event="clock.rang", about_ref=crisis.ref).order_by("-pk")
    assert (CRISIS_TEAM, "R20") in {(one.to_team, one.to_role) for one in last}


def test_who_goes_alone_says_why_and_nobody_is_their_own_second(world: World) -> None:
    crisis, me = world.crisis("announced", signed_by=None), world.account("R20")
    for companion in ("", me.username):
        with pytest.raises(PairNeeded):
            crises.accept(by=world.by(me), crisis_ref=crisis.ref, companion=companion)
    alone = crises.accept(by=world.by(me), crisis_ref=crisis.ref, alone_reason="De ander is op pad.")
    assert (alone.owner_person, alone.companion) == (me, None)


def test_the_next_pair_takes_it_over_with_everything_that_runs(world: World) -> None:
    crisis = world.crisis("handing_over")
    called, second = world.called(crisis=crisis), world.account("R20", "volgende")
    assert crisis.clock is not None
    due = crisis.clock.due_at
    crises.take_over(by=world.by(second), crisis_ref=crisis.ref, companion=world.account("R21").username)
    called.refresh_from_db()
    handover = crisis.handovers.get()
    crisis.refresh_from_db()
    assert {crisis.owner_person, called.owner_person, handover.owner_person, handover.sender_person} == {
        second
    }
    assert crisis.clock.due_at == due
    assert violations() == []


def test_a_shielded_case_leaves_its_crisis_open_to_who_is_on_duty_and_nothing_else(world: World) -> None:
    melding = world.melding("forwarded", target=CRISIS_TEAM, outcome="CRISISTEAM", urgency="U2")
    crisis = world.crisis("announced", melding=melding, signed_by=None)
    case = world.case("guidance", melding=melding)
    shield.put_up(
        by=world.by(world.account("R12")), case_ref=case.ref, named=[], reason="Moeder van een collega."
    )
    worker = world.by(world.account("R20"))
    crisis = Crisis.objects.get(pk=crisis.pk)
    assert crisis.shielded_for
    assert "identity" in may_see(crisis, worker).groups
    assert not may_see(Melding.objects.get(pk=melding.pk), worker).permit
    assert not may_see(crisis, world.by(world.account("R30"))).permit
    crises.accept(by=worker, crisis_ref=crisis.ref, companion=world.account("R21").username)
    assert Melding.objects.get(pk=melding.pk).state == "in_care"


def night(world: World, outcome: str = "crisis_now") -> tuple[Melding, Crisis, datetime]:
    """A report of the night that the service screened as a crisis, and the crisis beside it."""
    from tests.duty.test_screening import CALM, NIGHT, came_in, screened

    melding = screened(world, came_in(world), "R30", outcome=outcome, answers=CALM | {"Q3": "yes"})
    return melding, Crisis.objects.get(melding=melding), NIGHT


def test_what_the_night_duty_finds_begins_a_crisis_and_one_act_takes_both(world: World) -> None:
    melding, crisis, at = night(world)
    assert (crisis.state, crisis.owner_person, crisis.urgency) == ("announced", None, "U1")
    by = world.by(world.account("R20"), at=at + timedelta(minutes=3))
    taken = meldingen.take_crisis(by=by, melding_ref=melding.ref, companion=world.account("R21").username)
    crisis.refresh_from_db()
    assert (taken.state, crisis.state) == ("in_crisis", "accepted")
    assert {taken.owner_person, crisis.owner_person} == {world.account("R20")}


def test_a_crisis_of_the_night_that_was_none_waits_for_the_day_team(world: World) -> None:
    melding, crisis, at = night(world)
    by = world.by(world.account("R20"), at=at + timedelta(minutes=3))
    crises.find_none(by=by, crisis_ref=crisis.ref, reason="Ruzie.", advice="Wijkagent.")
    melding.refresh_from_db()
    assert (melding.state, melding.owner_person, melding.owner_team_id) == ("screened", None, "va-meldpunt")
    assert violations() == []


def test_what_the_day_team_sent_elsewhere_stays_there_and_no_case_is_orphaned(world: World) -> None:
    sent = world.melding("in_care")
    case, crisis = world.case("guidance", melding=sent), world.crisis("stabilising", melding=sent)
    crises.find_none(by=world.by(world.account("R20")), crisis_ref=crisis.ref, reason="Rust.", advice="Geen.")
    sent.refresh_from_db()
    assert sent.state == "in_care"
    assert cases.can_be_handed_over(case)
    assert violations() == []


def test_a_melding_that_was_closed_while_the_crisis_team_had_it_is_opened_again(world: World) -> None:
    closed = world.melding("closed", target=CRISIS_TEAM, outcome="CRISISTEAM", feedback="given")
    crisis = world.crisis("stabilising", melding=closed)
    crises.find_none(
        by=world.by(world.account("R20")), crisis_ref=crisis.ref, reason="Rust.", advice="Bel morgen."
    )
    closed.refresh_from_db()
    assert (closed.state, closed.feedback) == ("reopened", "open")
    page = words(at_the_screen_of(world.account("R10")).get(f"/melding/{closed.ref}/"))
    assert "Bel morgen." in page, "whoever goes on with it reads the advice"
    assert Notice.objects.filter(event="melding.returned", about_ref=closed.ref).exists()
    assert violations() == []


def test_an_offer_without_a_plan_rings_on_until_somebody_has_taken_it(world: World) -> None:
    offered = world.crisis("handing_over", bridged_until=None)
    assert offered.clock is not None
    assert offered.clock.kind == "plan_overdue"


def test_a_weapon_without_words_takes_back_nothing_that_was_seen_before(world: World) -> None:
    under = {"kind": "weapon", "detail": "mes onder het matras", "source": "police", "until": "2027-01-01"}
    kept = with_weapons([under, {"kind": "dog"}], detail="", on=date(2027, 2, 1))
    assert kept == [{"kind": "dog"}, under | {"until": "2028-02-01"}]
    assert with_weapons([under], detail="bijl", on=date(2027, 2, 1))[0]["detail"] == "bijl"
