"""What does a ladder do after an outage, and when some clocks cannot ring? Once each, and nobody is held up."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import TestCase

from casework import tasks
from casework.actions import handover as handovers
from casework.models import Clock
from casework.tasks import ring_due
from notifications import live
from notifications.models import Notice
from notifications.notices import bundle_of
from privacy.context import now, set_offset, wall_clock
from tests.named import VA
from tests.world import World
from workflows.calendars import AMSTERDAM

TUESDAY = datetime(2031, 6, 3, 11, 0, tzinfo=AMSTERDAM)
"""From a weekday a term of two weeks ends on a weekday."""


def test_after_an_outage_everybody_hears_it_in_one_ring_and_the_next_is_later(world: World) -> None:
    case = world.case("guidance")
    late = case.clock.rings_at + timedelta(days=60)
    ring_due(late)
    assert ring_due(late + timedelta(seconds=2)) == 0
    clock = Clock.objects.get(pk=case.clock_id)
    assert clock.rings_at > late
    told = Notice.objects.filter(event="clock.rang", about_ref=case.ref)
    assert told.count() == len({(one.to_person, one.to_team, one.to_role) for one in told}) >= 3


def test_a_hundred_clocks_that_cannot_ring_do_not_silence_the_one_behind_them(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BATCH", 10)
    case, moment = world.case("guidance"), now()
    broken = [
        Clock(item_kind="case", item_id=case.melding_id, leading=False, kind="review", team_id=VA, started_at=moment,
              due_at=moment, rings_at=moment + timedelta(seconds=number))
        for number in range(25)
    ]  # fmt: skip
    Clock.objects.bulk_create(broken)
    Clock.objects.filter(pk__in=[one.pk for one in broken]).update(item_kind="handover")
    ring_due(case.clock.rings_at)
    assert Notice.objects.filter(event="clock.rang", about_ref=case.ref).exists()


def test_what_rings_together_is_told_to_the_pages_of_its_own_team_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, crisis = world.case("guidance"), world.crisis("accepted")
    hints: list[dict[str, Any]] = []
    monkeypatch.setattr(live, "publish", lambda *told: hints.extend(told))
    moment = max(case.clock.rings_at, crisis.clock.rings_at)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert ring_due(moment) >= 2
    heard = {item[1]: hint["teams"] for hint in hints for item in hint["items"]}
    assert heard[case.ref] == [str(case.owner_team_id)]
    assert heard[crisis.ref] == [str(crisis.owner_team_id)] != heard[case.ref]


def test_what_rings_in_one_half_hour_is_one_line_and_a_page_stands_alone(world: World) -> None:
    first, second = world.case("guidance"), world.case("guidance")
    ring_due(max(first.clock.rings_at, second.clock.rings_at))
    told = list(Notice.objects.filter(event="clock.rang", to_person=world.account("R11").pk))
    assert {one.about_ref for one in told} >= {first.ref, second.ref}
    assert len({bundle_of(one) for one in told}) == 1
    told[0].level = "page"
    assert len({bundle_of(one) for one in told}) == 2


def test_only_urgent_terms_that_run_on_at_night_page(world: World) -> None:
    urgent, calm = world.case("assigned", urgency="U2"), world.case("assigned", urgency="U4")
    ring_due(urgent.clock.rings_at)
    ring_due(calm.clock.rings_at)
    levels = dict(
        Notice.objects.filter(event="clock.rang", to_person__isnull=False).values_list("about_ref", "level")
    )
    assert (levels[urgent.ref], levels[calm.ref]) == ("page", "today")


def test_a_case_that_is_handed_over_rings_when_its_handover_stood_still_for_a_whole_term(
    world: World,
) -> None:
    set_offset(TUESDAY - wall_clock())
    offered = world.handover("offered")
    case, sanne = offered.case, world.account("R50")
    due = case.clock.due_at
    by = world.by(sanne, at=due - timedelta(days=7))
    handovers.open(by=by, handover_ref=offered.ref)
    handovers.accept(by=by, handover_ref=offered.ref, acceptor=sanne.username)
    about = Notice.objects.filter(event="clock.rang", about_ref=case.ref)
    ring_due(due)
    later = Clock.objects.get(pk=case.clock_id)
    assert (about.count(), later.rung) == (0, 0)
    assert later.due_at - due == timedelta(days=7), "two weeks from when the handover moved"
    ring_due(later.due_at)
    assert about.filter(to_person=world.account("R11").pk).count() == 1
