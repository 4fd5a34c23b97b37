"""How many unsolicited notices does a colleague get on a working day? A simulated month, or a week of it in the suite.

With SLUITEND_LONG=1 the whole month: 125 meldingen, 40 colleagues, part-timers, one of them ill for a week. In the
suite the first week of it, at the same pace.
"""

import os
from collections import Counter
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from casework.actions import team
from casework.models import Account, Handover
from notifications.models import Notice
from notifications.notices import bundle_of
from tests.duty.caring import go_on_with_cases, receive_and_meet
from tests.duty.living import as_of, assign_and_try, police_report, ring_until, screen, work_the_pile
from tests.duty.staff import STAFF, moments, on_duty, staffed
from tests.world import World

START = datetime(2027, 2, 1, 0, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
DAYS = 28 if os.environ.get("SLUITEND_LONG") == "1" else 7
MELDINGEN = 125 * DAYS // 28
BUDGET = 8
TAKEN_AFTER = 28
"""Days after which a wijkteam must have accepted the first of these people."""


def by_night(
    coming: list[datetime], people: dict[str, list[Account]], world: World, *, until: datetime
) -> None:
    """What comes in while the day team is closed is screened ten minutes later."""
    while coming and coming[0] < until:
        at = coming.pop(0)
        ring_until(at)
        look = at + timedelta(minutes=10)
        screen(world, police_report(world, at), look, by=on_duty(people, look, len(coming)))
    ring_until(until)


def by_day(world: World, coming: list[datetime], triagists: list[Account], *, until: datetime) -> None:
    """What comes in during the day is taken five minutes later; at the end of the day the desk is cleared."""
    while coming and coming[0] < until:
        at = coming.pop(0)
        ring_until(at)
        police_report(world, at)
        work_the_pile(triagists[:1], at + timedelta(minutes=5), at + timedelta(minutes=6))
    ring_until(until)


def told_per_day(people: dict[str, list[Account]]) -> list[int]:
    """For every colleague and working day: how many lines they did not ask for. A bundle is one."""
    lines: Counter[tuple[str, object]] = Counter()
    seen = set()
    for told in Notice.objects.exclude(level="silent"):
        for account in (one for group in people.values() for one in group):
            for_team = told.to_person is None and told.to_team == str(account.team_id)
            hears = told.to_person == account.pk or (for_team and told.to_role in ("", account.role))
            if hears and (account.pk, bundle_of(told)) not in seen:
                seen.add((account.pk, bundle_of(told)))
                lines[account.username, told.created_at.astimezone(START.tzinfo).date()] += 1
    working = [
        START.date() + timedelta(days=n) for n in range(DAYS) if (START + timedelta(days=n)).weekday() < 5
    ]
    return sorted(lines[one.username, day] for group in people.values() for one in group for day in working)


def test_a_month_stays_within_the_budget_of_notices(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    random, people = Random(125), staffed(world, START)
    world.accounts["person-r20"] = people["R20"][0]
    coming, lead = moments(random, START, days=DAYS, many=MELDINGEN), people["R12"][0]
    for number in range(DAYS):
        day = START + timedelta(days=number)
        opening, closing = day + timedelta(hours=8, minutes=30), day + timedelta(hours=17)
        open_today = day.weekday() < 5
        if number == 3:
            team.report_ill(by=as_of(lead, opening), username=people["R11"][0].username)
        if open_today:
            by_night(coming, people, world, until=opening)
            work_the_pile(people["R10"][:2], opening, day + timedelta(hours=9, minutes=30))
            assign_and_try(lead, people["R11"], day + timedelta(hours=9, minutes=45))
            go_on_with_cases(day + timedelta(hours=10, minutes=30))
            receive_and_meet(people["R50"], people["R51"], day + timedelta(hours=11))
            by_day(world, coming, people["R10"], until=closing)
        by_night(coming, people, world, until=day + timedelta(days=1))
    accepted = Handover.objects.filter(
        state__in=("accepted", "talk_planned", "talk_held", "confirmed")
    ).count()
    counts = told_per_day(people)
    p95 = counts[int(len(counts) * 0.95)]
    spread = ", ".join(f"{n}: {times}" for n, times in sorted(Counter(counts).items()))
    with capsys.disabled():
        print(f"\n{MELDINGEN} meldingen, {sum(STAFF.values())} colleagues, {DAYS} days, {accepted} accepted")
        print(f"notices per person per working day (number: times): {spread}; p95 {p95}")
    assert len(counts) == sum(STAFF.values()) * DAYS * 5 // 7
    assert p95 <= BUDGET
    assert DAYS < TAKEN_AFTER or accepted > 0
