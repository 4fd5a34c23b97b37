"""Somebody acts at one moment; the demonstration's time can be moved, real time cannot."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from privacy import context
from privacy.context import acting, advance, current, now, now_cached, set_offset, wall_clock
from privacy.errors import ClockIsFixed, NoContext
from privacy.ids import public_ref, uuid7, uuid7_floor, uuid7_time
from tests.privacy.conftest import statements


def test_nobody_acts_by_default():
    with pytest.raises(NoContext):
        current()


def test_the_innermost_person_acts_and_the_outer_one_returns(anke, bram):
    with acting(anke):
        with acting(bram):
            assert current() is bram
        assert current() is anke
    with pytest.raises(NoContext):
        current()


def test_an_error_inside_does_not_leave_anybody_acting(anke):
    with pytest.raises(ZeroDivisionError), acting(anke):
        raise ZeroDivisionError
    with pytest.raises(NoContext):
        current()


def test_a_thread_started_by_hand_acts_for_nobody(anke):
    found = []

    def look():
        try:
            found.append(current())
        except NoContext:
            found.append(None)

    with acting(anke):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [None]


async def test_interleaved_requests_keep_their_own_person(anke, bram):
    async def request(by):
        seen = []
        with acting(by):
            for _ in range(50):
                await asyncio.sleep(0)
                seen.append(current())
        return seen

    results = await asyncio.gather(*(request(by) for by in (anke, bram) * 10))
    for by, seen in zip((anke, bram) * 10, results, strict=True):
        assert seen == [by] * 50


@pytest.mark.django_db
def test_the_demonstration_s_clock_moves_for_everybody(settings):
    settings.DEMO = True
    before = now()
    moved = advance(timedelta(days=42))
    assert timedelta(days=42) <= moved - before < timedelta(days=42, seconds=5)
    with statements("default") as asked:
        assert now() >= moved
    assert asked() == ["SELECT"]
    set_offset(timedelta(0))
    assert abs(now() - wall_clock()) < timedelta(seconds=5)


@pytest.mark.django_db
def test_in_production_the_clock_is_fixed_and_asks_nothing(settings):
    settings.DEMO = True
    advance(timedelta(days=42))
    settings.DEMO = False
    with statements("default") as asked:
        assert abs(now() - wall_clock()) < timedelta(seconds=5)
    assert asked() == []
    for act in (advance, set_offset):
        with pytest.raises(ClockIsFixed):
            act(timedelta(days=1))


def test_who_acts_does_so_at_one_moment(anke):
    with acting(anke):
        assert now_cached() == anke.at


def test_what_is_kept_for_a_person_is_gone_afterwards(anke):
    with acting(anke):
        context.kept("x")["a"] = 1
        assert context.kept("x") == {"a": 1}
    assert context.kept("x") == {}
    with acting(anke):
        assert context.kept("x") == {}


def test_row_ids_sort_by_the_moment_they_were_made():
    made = [uuid7() for _ in range(200)]
    assert made == sorted(made)
    assert {(each.version, each.variant) for each in made} == {(7, "specified in RFC 4122")}
    moment = datetime(2026, 11, 2, 9, 30, 0, 123000, tzinfo=UTC)
    assert uuid7_time(uuid7_floor(moment)) == moment
    assert (
        uuid7_floor(wall_clock() - timedelta(seconds=1))
        < uuid7()
        < uuid7_floor(wall_clock() + timedelta(days=1))
    )


def test_references_are_readable_and_do_not_count():
    made = {public_ref("M") for _ in range(500)}
    assert len(made) == 500
    assert all(len(ref) == 10 and ref.startswith("M-") and not set("ILOU") & set(ref[2:]) for ref in made)
