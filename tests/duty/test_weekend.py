"""Fourteen police reports between Friday evening and Monday morning, two triagists: does anybody's ladder ring?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from notifications.models import Notice
from tests.duty.living import police_report, ring_until, screen, work_the_pile
from tests.world import World

FRIDAY = datetime(2027, 2, 5, 18, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
MONDAY = datetime(2027, 2, 8, 6, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
OPENING, TEN_THIRTY = MONDAY.replace(hour=8, minute=30), MONDAY.replace(hour=10, minute=30)
REPORTS = 14


def ladder_steps_before_half_past_ten(world: World, *, with_screening: bool) -> int:
    world.account("R12"), world.account("R21")
    for number in range(REPORTS):
        at = FRIDAY + (MONDAY - FRIDAY) * number / (REPORTS - 1)
        ring_until(at)
        melding = police_report(world, at, answers={"Q1": "onbekend" if number % 3 else "no"})
        if with_screening:
            screen(world, melding, at + timedelta(minutes=10), "wait" if number % 4 else "contact_by_day")
    triagists = [world.account("R10", "emma"), world.account("R10", "tom")]
    work_the_pile(triagists, OPENING, TEN_THIRTY - timedelta(seconds=1))
    return Notice.objects.filter(event="clock.rang", created_at__lt=TEN_THIRTY).count()


def test_with_the_screening_done_and_the_pile_in_order_no_ladder_rings_before_half_past_ten(
    world: World,
) -> None:
    assert ladder_steps_before_half_past_ten(world, with_screening=True) == 0


def test_without_screening_the_ladders_do_ring(world: World) -> None:
    assert ladder_steps_before_half_past_ten(world, with_screening=False) > 0


def test_a_weekend_tells_the_duty_that_answers_in_bundles(world: World) -> None:
    ladder_steps_before_half_past_ten(world, with_screening=True)
    told = Notice.objects.filter(event="melding.received", level="today")
    assert {(one.to_team, one.to_role) for one in told} == {("crisisteam", "R21")}
