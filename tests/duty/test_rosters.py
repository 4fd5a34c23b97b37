"""Who has the duty at a minute? One colleague by name, or one named fallback; in the nights of the clock change too."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from casework import duty
from casework.actions import roster
from casework.directory.current import pack
from casework.models import Account, Roster, Shift
from casework.rostering import Plan, plan_of
from tests.named import CRISIS_TEAM
from tests.world import World
from workflows import rosters
from workflows.calendars import at_local
from workflows.roster_refusals import HeldAlready
from workflows.rosters import Held, Stretch

SPRING = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
AUTUMN = datetime(2027, 10, 30, 12, 0, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

LENGTHS = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 700), st.booleans()), max_size=8)
"""Minutes nobody has, minutes somebody has, and whether that colleague is there."""


def shifts_from(start: datetime, lengths: list[tuple[int, int, bool]]) -> list[Held]:
    """Shifts one after the other, with pauses between them."""
    made, at = [], start
    for number, (pause, length, there) in enumerate(lengths):
        begin = at + pause * MINUTE
        at = begin + length * MINUTE
        made.append(Held(begin, at, f"collega-{number}", there))
    return made


def minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += MINUTE


@examples(max_examples=60)
@given(begin=st.sampled_from([SPRING, AUTUMN, NEW_YEAR]), lengths=LENGTHS)
def test_every_staffed_minute_has_one_colleague_or_lies_in_one_gap(
    begin: datetime, lengths: list[tuple[int, int, bool]]
) -> None:
    shifts, staffed = shifts_from(begin, lengths), [Stretch(begin, begin + timedelta(days=1))]
    gaps = rosters.gaps(staffed, shifts)
    for at in minutes(*staffed[0]):
        holding = [one for one in shifts if one.there and one.has(at)]
        assert len(holding) + sum(gap.has(at) for gap in gaps) == 1
        assert rosters.holder(shifts, at) == (holding[0] if holding else None)


@pytest.mark.django_db
@examples(max_examples=12)
@given(begin=st.sampled_from([SPRING, AUTUMN, NEW_YEAR]), lengths=LENGTHS, step=st.integers(7, 23))
def test_whoever_asks_at_any_minute_gets_one_name_or_one_named_fallback(
    begin: datetime, lengths: list[tuple[int, int, bool]], step: int
) -> None:
    world = World()
    for model in (Shift, Roster, Account):
        model.objects.all().delete()
    for one in shifts_from(begin, lengths):
        world.shift(world.account("R20", one.who), starts_at=one.start, ends_at=one.end)
    region = pack().region
    for team in ("va-meldpunt", CRISIS_TEAM, "fan-almere", "wijkteam-urk"):
        for at in minutes(begin, begin + timedelta(days=1)):
            if (at - begin) // MINUTE % step:
                continue
            found = duty.who_answers(team, at)
            running = Shift.objects.filter(starts_at__lte=at, ends_at__gt=at).count()
            assert found.duty.name
            assert found.phone
            assert (found.holder is not None) == (found.duty.team == CRISIS_TEAM and running == 1)
            rostered = region.rostered_duty(found.duty.team) is not None
            assert found.fallback == (rostered and found.holder is None)


@pytest.mark.parametrize("begin", [SPRING, AUTUMN])
def test_the_shifts_of_a_week_leave_no_minute_open_in_the_night_the_clock_changes(begin: datetime) -> None:
    region = pack().region
    for found in region.duties:
        if not found.roster:
            continue
        slots = region.shift_calendar(found).open_between(begin, begin + timedelta(days=2))
        staffed = Plan(found, begin).staffed
        held = [Held(start, end, str(number)) for number, (start, end) in enumerate(slots)]
        wanted = [Stretch(max(one.start, begin), min(one.end, begin + timedelta(days=2))) for one in staffed]
        left = rosters.gaps([one for one in wanted if one.start < one.end], held)
        assert left == [], found.id


def test_the_night_the_clock_goes_back_is_one_hour_longer_and_still_one_shift(world: World) -> None:
    lead, worker = world.account("R21"), world.account("R20")
    night = at_local(AUTUMN.date(), 23 * 60), at_local(AUTUMN.date(), 31 * 60 + 30)
    by = world.by(lead, at=AUTUMN)
    shift = roster.plan(
        by=by, team=CRISIS_TEAM, username=worker.username, starts_at=night[0], ends_at=night[1]
    )
    assert shift.ends_at - shift.starts_at == timedelta(hours=9, minutes=30)
    with pytest.raises(HeldAlready):
        roster.plan(
            by=by, team=CRISIS_TEAM, username=lead.username, starts_at=night[0] + MINUTE, ends_at=night[1]
        )
    found = plan_of(CRISIS_TEAM, AUTUMN)
    assert found is not None
    assert [gap.start for gap in found.gaps] == [night[1]], "and before the first shift it is as it was"


ASKED_OF_THE_PACK = re.compile(r"\.(answering_duty|duty_of|standing_duty)\(")


def test_there_is_one_place_that_is_asked_who_has_a_duty() -> None:
    root = Path(duty.__file__).parent
    others = [
        str(path.relative_to(root)) for path in root.rglob("*.py")
        if ASKED_OF_THE_PACK.search(path.read_text(encoding="utf-8"))
        and path.relative_to(root).parts[0] not in ("duty.py", "directory")
    ]  # fmt: skip
    assert others == []
