"""Does anybody fall between in a year of careless staff? Nobody acts in a fifth of the clocks, and one in ten is ill.

With SLUITEND_LONG=1 a whole year of 1,500 meldingen, and then it prints its figures (`make year`); in the suite eleven
weeks and a few meldingen. YEAR_FROM and YEAR_DAYS choose a part of such a year, as around a holiday, as busy as the
whole. What "untouched" means stands in tests/duty/untouched.py, "careless" in tests/duty/year.py.
"""

import os
from datetime import datetime, timedelta
from random import Random

import pytest

from casework.actions import team
from casework.invariants import violations
from casework.models import Case, Handover, Melding
from privacy.ledger.record import ChangeEvent
from tests.duty.absent import Attendance
from tests.duty.living import as_of
from tests.duty.staff import moments, staffed
from tests.duty.year import Year
from tests.world import World
from workflows.calendars import AMSTERDAM

LONG = os.environ.get("SLUITEND_LONG") == "1"
START = datetime.fromisoformat(os.environ.get("YEAR_FROM", "2027-02-01")).replace(tzinfo=AMSTERDAM)
DAYS, MELDINGEN, COMING = (364, 1_500, 364) if LONG else (77, 26, 14)
if "YEAR_DAYS" in os.environ:
    DAYS = COMING = int(os.environ["YEAR_DAYS"])
    MELDINGEN = MELDINGEN * DAYS // 364
"""How many days, how many meldingen, and in how many of these days they come in."""
OFTEN = timedelta(days=10 if LONG else 4)
STAFF = {"R10": 4, "R11": 9, "R12": 2, "R13": 2, "R20": 6, "R21": 2, "R30": 5, "R31": 1, "R40": 3, "R50": 10, "R51": 3,
         "R52": 2}  # fmt: skip
"""Everybody who can stand on a ladder, and never one alone."""


def region(world: World, dice: Random) -> Attendance:
    """The staff, each with a deputy in the same role."""
    people = staffed(world, START, STAFF)
    for role, group in people.items():
        for number, one in enumerate(group):
            if role != "R11" and len(group) > 1:
                days = {"works_on": one.works_on, "deputy": group[(number + 1) % len(group)].username}
                team.set_days(by=as_of(one, START), username=one.username, **days)
    for group in people.values():
        for one in group:
            one.refresh_from_db()
    return Attendance(people, dice)


@pytest.mark.timeout(0 if LONG else 300)
def test_in_a_careless_year_nobody_falls_between(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    dice = Random(1_500)
    staff = region(world, dice)
    year = Year(world, staff, dice, often=OFTEN)
    coming = moments(dice, START, days=COMING, many=MELDINGEN)
    for number, at in enumerate(coming):
        year.plan(at, year.draft if number % 20 == 7 else year.report)
        if number % 25 == 3:
            year.plan(at + timedelta(minutes=30), year.message)
    for number in range(DAYS):
        morning = START + timedelta(days=number, hours=7)
        year.plan(morning, lambda at, first=number == 0: staff.morning(at, first=first))
    for week in range(7, DAYS + 1, 7):
        year.go_through(START + timedelta(days=week))
        assert violations() == [], f"after {week} days"
        if LONG:
            with capsys.disabled():
                print(f"after {week} days: {so_far(year)}; no violation", flush=True)
    year.untouched.at_the_end(START + timedelta(days=DAYS))
    with capsys.disabled():
        print(figures(year))
    assert year.unheard == []
    assert year.untouched.too_long == []
    assert set(year.hands.full) == {"handover.give_back", "melding.return_to_triage", "task.give_back"}
    assert year.hands.done["handover.confirm"] > 0
    assert sum(year.lapses.values()) > 0


def so_far(year: Year) -> str:
    """How it stands, in half a line."""
    nobody, long = len(year.unheard), len(year.untouched.too_long)
    return f"{year.reports} reports, {year.rings} rings, {nobody} heard by nobody, {long} untouched too long"


def figures(year: Year) -> str:
    """What happened, in lines."""
    landed = Handover.objects.filter(state__in=("confirmed", "completed")).count()
    lines = [
        "",
        f"{DAYS} days, {year.reports} reports, {len(year.staff.everybody)} colleagues, "
        f"{year.staff.days_ill / year.staff.days:.1%} ill, {ChangeEvent.objects.count()} change events",
        f"terms: {year.attentive} seen to, {year.careless} left alone; {year.rings} rings, "
        f"{sum(year.lapses.values())} lapses, {sum(year.heard.values())} rings heard by name, {year.let_go} let go by, "
        f"{year.followed} only followed a handover, {len(year.unheard)} heard by nobody",
        f"longest untouched {year.untouched.longest.days} days; least left of a bound {year.untouched.nearest}; "
        f"{len(year.untouched.too_long)} too long",
        f"'vol' tried and refused: {dict(year.hands.full)}",
        f"meldingen closed {Melding.objects.filter(state='closed').count()} of {Melding.objects.count()}, cases closed "
        f"{Case.objects.filter(state='closed').count()} of {Case.objects.count()}, handovers landed {landed} of "
        f"{Handover.objects.count()}",
        f"acts: {dict(year.hands.done.most_common())}",
        f"lapses: {dict(year.lapses.most_common())}",
    ]
    return "\n".join([*lines, *year.unheard[:20], *year.untouched.too_long[:20]])
