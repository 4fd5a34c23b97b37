"""Until when may something lie after a ladder was climbed, and who hears of a decision around holidays?"""

from datetime import date, datetime, timedelta

from casework.actions import handover as handovers
from casework.directory.current import pack
from casework.models import Case, Clock
from casework.tasks import ring_due
from notifications.models import Notice
from tests.duty import caring
from tests.duty.living import as_of, ring_until
from tests.duty.untouched import bound
from tests.named import WIJKTEAM_TEAM
from tests.world import World
from workflows import clocks
from workflows.calendars import AMSTERDAM, local_date


def test_a_decision_is_asked_again_on_every_day_the_receiver_works_whatever_holidays_come_between(
    world: World,
) -> None:
    sender, at = world.account("R11"), datetime(2027, 4, 22, 10, 0, tzinfo=AMSTERDAM)
    handover = handovers.draft(by=as_of(sender, at), case_ref=world.case("guidance").ref)
    caring.offer(handover, sender, at)
    ring_until(datetime(2027, 5, 18, 23, 0, tzinfo=AMSTERDAM))
    told = Notice.objects.filter(event="handover.expired", about_ref=handover.ref)
    days = {
        role: sorted({local_date(one.created_at) for one in told.filter(**{role: to})})
        for role, to in (("to_role", "R52"), ("to_team", "regio-flevoland"))
    }
    calendar = pack().region.team_calendar(WIJKTEAM_TEAM)
    decided_from = days["to_team"][0]
    open_days = [day for day in days_until(decided_from, date(2027, 5, 18)) if calendar.is_working_day(day)]
    assert days["to_team"] == open_days
    assert [day for day in days["to_role"] if day >= decided_from] == open_days


def test_after_the_last_rung_an_item_may_lie_until_that_rung_is_heard_again(world: World) -> None:
    case = world.case("guidance")
    ring_until(top_of(case))
    clock = Clock.objects.get(pk=case.clock_id)
    written = top_of(case) + timedelta(hours=1)
    until = bound(case, clock, at=written)
    assert clock.rings_at is not None
    assert until == clocks.due("1wd", clock.rings_at, pack().region.team_calendar(str(clock.team_id)))
    assert ring_due(clock.rings_at) > 0
    assert Notice.objects.filter(about_ref=case.ref, created_at=clock.rings_at).exists()


def top_of(case: Case) -> datetime:
    """When the last rung of its ladder rings for the first time."""
    clock = case.clock
    assert clock is not None
    ladder = pack().ladder(clock.kind, urgency="U4", origin="ordinary", at=clock.due_at)
    return pack().next_ring(
        ladder, len(ladder.rungs) - 1, team=str(clock.team_id), due_at=clock.due_at, at=clock.due_at
    )


def days_until(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
