"""Is a plan whole only when somebody answers at every minute, and are 24 hours always 86,400 seconds?"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.directory.test_pack import PACK, amsterdam
from workflows.bridging import ANSWERING, WHO, Block, Stretch, first_day_ends, holes, minutes_of, span
from workflows.calendars import NaiveMoment

BEGIN = datetime(2027, 3, 27, 20, 15, tzinfo=UTC)
HOURS_58_15 = 58 * 60 + 15


@st.composite
def plans(draw: Any) -> tuple[Stretch, list[Block]]:
    """A stretch of up to three days and some blocks in, over and around it."""
    whole = Stretch(BEGIN, BEGIN + timedelta(minutes=draw(st.integers(1, 3 * 1_440))))
    edges = st.integers(-120, 3 * 1_440 + 120)
    blocks = []
    for _ in range(draw(st.integers(0, 8))):
        begins, ends = draw(edges), draw(edges)
        blocks.append(
            Block(
                BEGIN + timedelta(minutes=begins), BEGIN + timedelta(minutes=ends), draw(st.sampled_from(WHO))
            )
        )
    return whole, blocks


def covered(at: datetime, blocks: list[Block]) -> bool:
    """Does somebody answer at this moment? Asked of every block, the slow and plain way."""
    return any(one.who in ANSWERING and one.begins <= at < one.ends for one in blocks)


@settings(max_examples=300, deadline=None)
@given(plans())
def test_a_plan_is_whole_exactly_when_every_minute_has_somebody(drawn: tuple[Stretch, list[Block]]) -> None:
    whole, blocks = drawn
    found = holes(whole, blocks)
    minutes = [whole.begins + timedelta(minutes=n) for n in range(minutes_of(whole))]
    for at in minutes:
        assert covered(at, blocks) is not any(hole.begins <= at < hole.ends for hole in found), at
    assert (found == []) is all(covered(at, blocks) for at in minutes)
    assert all(whole.begins <= hole.begins < hole.ends <= whole.ends for hole in found)
    assert all(first.ends < second.begins for first, second in pairwise(found))


@settings(max_examples=300, deadline=None)
@given(plans())
def test_filling_every_hole_makes_it_whole(drawn: tuple[Stretch, list[Block]]) -> None:
    whole, blocks = drawn
    assert (
        holes(whole, [*blocks, *(Block(hole.begins, hole.ends, "duty") for hole in holes(whole, blocks))])
        == []
    )


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 4 * 366 * 1_440))
def test_the_first_day_is_always_as_long(minutes: int) -> None:
    at = BEGIN - timedelta(days=366) + timedelta(minutes=minutes)
    assert (first_day_ends(at) - at).total_seconds() == 86_400


@pytest.mark.parametrize(
    ("accepted", "ends"),
    [("2027-03-26T21:15", "2027-03-27T21:15"), ("2027-03-27T22:00", "2027-03-28T23:00"),
     ("2027-10-30T22:00", "2027-10-31T21:00")],
)  # fmt: skip
def test_the_clock_that_changes_moves_what_the_wall_says_and_no_second(accepted: str, ends: str) -> None:
    assert first_day_ends(amsterdam(accepted)) == amsterdam(ends)


def test_easter_weekend_leaves_58_hours_and_a_quarter_to_bridge() -> None:
    ends = first_day_ends(amsterdam("2027-03-26T21:15"))
    whole = span(ends, PACK.team_calendar("wijkteam-urk"), at=amsterdam("2027-03-27T18:30"))
    assert whole == (amsterdam("2027-03-27T21:15"), amsterdam("2027-03-30T08:30"))
    assert minutes_of(whole) == HOURS_58_15


def test_a_plan_made_too_late_covers_what_is_still_to_come() -> None:
    late = amsterdam("2027-03-28T10:00")
    whole = span(amsterdam("2027-03-27T21:15"), PACK.team_calendar("wijkteam-urk"), at=late)
    assert whole == (late, amsterdam("2027-03-30T08:30"))


def test_half_a_minute_without_anybody_is_a_hole() -> None:
    whole = Stretch(BEGIN, BEGIN + timedelta(minutes=2))
    (hole,) = holes(whole, [Block(BEGIN + timedelta(seconds=30), whole.ends, "duty")])
    assert (hole, minutes_of(hole)) == (Stretch(BEGIN, BEGIN + timedelta(seconds=30)), 1)


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(NaiveMoment):
        first_day_ends(BEGIN.replace(tzinfo=None))
