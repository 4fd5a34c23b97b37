"""What happens when nobody answers? The item climbs; it never closes, drops or changes hands."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casework.actions import handover as handovers
from casework.actions.clock import ring
from casework.edge import system
from casework.models import Clock, Handover, Triage
from casework.tasks import ring_due
from notifications.models import Notice
from tests.named import WIJKTEAM_TEAM
from tests.world import PACKAGE, World

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(day: int, hour: int, minute: int = 0, month: int = 2) -> datetime:
    """A moment in 2027, Amsterdam time."""
    return datetime(2027, month, day, hour, minute, tzinfo=AMSTERDAM)


def offered(world: World, at: datetime) -> Handover:
    """A handover offered at this moment to the wijkteam of this world."""
    anke, case = world.account("R11"), world.case("guidance")
    by = world.by(anke, at=at)
    handover = handovers.draft(case_ref=case.ref, by=by)
    return handovers.offer(
        handover_ref=handover.ref, receiver_team=WIJKTEAM_TEAM, ground="L10", consent="yes", package=PACKAGE,
        requested_action="Begeleiding", by=by,
    )  # fmt: skip


def clock_of(handover: Handover) -> Any:
    """The leading clock, as it is stored."""
    return Clock.objects.get(item_id=handover.pk, leading=True)


def ring_until(moment: datetime) -> None:
    """Let everything ring that is due before `moment`, each at its own time."""
    while (clock := Clock.objects.filter(rings_at__lte=moment).order_by("rings_at").first()) is not None:
        assert clock.rings_at is not None
        assert ring_due(clock.rings_at) > 0


def test_an_unanswered_offer_climbs_to_the_manager_and_the_region_and_stays_with_the_sender(
    world: World,
) -> None:
    handover = offered(world, local(1, 10))
    ring_until(local(2, 18))
    assert clock_of(handover).kind == "handover_accept"
    assert Handover.objects.get(pk=handover.pk).state == "offered"
    ring_until(local(4, 18))
    after = Handover.objects.get(pk=handover.pk)
    assert (after.state, after.owner_person) == ("expired", world.account("R11"))
    assert clock_of(handover).kind == "ladder_manager"
    ring_until(local(5, 18))
    assert clock_of(handover).kind == "ladder_region"
    assert Notice.objects.filter(to_role="R52", about_ref=handover.ref).exists()
    ring_until(local(9, 18))
    assert clock_of(handover).kind == "ladder_decision"
    assert Notice.objects.filter(to_team="regio-flevoland", about_ref=handover.ref).exists()
    decisions = clock_of(handover).due_at
    ring_until(local(12, 18))
    assert clock_of(handover).kind == "ladder_decision"
    assert clock_of(handover).due_at > decisions


def test_an_expired_offer_can_still_be_accepted(world: World) -> None:
    handover, sanne = offered(world, local(1, 10)), world.account("R50")
    ring_until(local(4, 18))
    handovers.accept(handover_ref=handover.ref, acceptor=sanne.username, by=world.by(sanne, at=local(5, 9)))
    assert clock_of(handover).kind == "talk"


def test_a_waiting_list_that_passes_its_start_date_expires(world: World) -> None:
    handover, ruben = offered(world, local(1, 10)), world.account("R51")
    sanne = world.account("R50")
    by = world.by(ruben, at=local(2, 10))
    handovers.open(handover_ref=handover.ref, by=by)
    handovers.put_on_waiting_list(
        handover_ref=handover.ref,
        contact=sanne.username,
        start_date=local(15, 9).date(),
        bridge="V&A belt",
        by=by,
    )
    ring_until(local(15, 16))
    assert Handover.objects.get(pk=handover.pk).state == "waiting_list"
    ring_until(local(15, 23))
    assert Handover.objects.get(pk=handover.pk).state == "expired"


def test_a_second_look_that_nobody_gives_leaves_the_higher_urgency(world: World) -> None:
    triage = world.triage("review", proposal_urgency="U2", proposal_outcome="CRISISTEAM")
    due = Clock.objects.get(item_id=triage.pk, leading=True).due_at
    assert ring_due(due) >= 1
    after = Triage.objects.get(pk=triage.pk)
    assert (after.state, after.outcome, after.urgency) == ("settled", "CRISISTEAM", "U2")


def test_a_clock_rings_once_for_one_moment(world: World) -> None:
    handover = offered(world, local(1, 10))
    clock = clock_of(handover)
    at_its_term = system(at=clock.due_at)
    assert [ring(clock_ids=[clock.pk], by=at_its_term) for _ in range(3)] == [1, 0, 0]


def test_a_melding_nobody_looks_at_reaches_owner_duty_coordinator_and_manager(world: World) -> None:
    melding = world.melding("received")
    clock = Clock.objects.get(item_id=melding.pk, leading=True)
    told = []
    for _ in range(4):
        assert clock.rings_at is not None
        assert ring_due(clock.rings_at) >= 1
        clock.refresh_from_db()
        told.append(clock.rung)
    assert told == [1, 2, 3, 4]
    roles = set(
        Notice.objects.filter(about_ref=melding.ref, event="clock.rang").values_list("to_role", flat=True)
    )
    assert roles == {"R10", "R12"}, "the duty's own role and the coordinator, never the whole team"


@pytest.mark.parametrize("state", ["offered", "received"])
def test_silence_never_changes_the_owner(world: World, state: str) -> None:
    handover = world.handover(state)
    clock = Clock.objects.get(item_id=handover.pk, leading=True)
    assert clock.rings_at is not None
    ring_due(clock.rings_at)
    assert Handover.objects.get(pk=handover.pk).owner_person == world.account("R11")
