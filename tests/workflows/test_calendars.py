"""Do the two calendars agree with 48 vectors, with the law, and with the clock on the wall?"""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.calendar_examples import (
    ALWAYS,
    LAW,
    LUNCH,
    MELDPUNT,
    NIGHT,
    POST,
    ROOT,
    SHORT_FRIDAY,
    day_table,
    team,
)
from workflows.calendars import AMSTERDAM, NaiveMoment, NeverOpen, Window, add_hours, local_date
from workflows.holidays import by_law

with (ROOT / "tests/data/calendar_vectors.csv").open(encoding="utf-8", newline="") as _file:
    VECTORS = list(csv.DictReader(_file))
CALENDARS = {"STATUTAIR": LAW, "ORGANISATIE": MELDPUNT, "-": MELDPUNT}
TEAMS = st.sampled_from([LAW, MELDPUNT, LUNCH, SHORT_FRIDAY, ALWAYS, NIGHT, POST])
DAYS = st.dates(date(2025, 1, 1), date(2036, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is the next argument


def amsterdam(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def answer(vector):
    calendar = CALENDARS[vector["calendar"]]
    if vector["kind"] == "NWD":
        return calendar.next_working_day(date.fromisoformat(vector["start"])).isoformat()
    start = datetime.fromisoformat(vector["start"])
    if vector["kind"] == "K24":
        return add_hours(start, 24).astimezone(AMSTERDAM).isoformat()
    gap = calendar.gap(start)
    return f"{gap.end.astimezone(AMSTERDAM).isoformat()}={gap.minutes // 60}:{gap.minutes % 60:02}"


def test_all_vectors_are_here():
    assert len(VECTORS) == 48


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['kind']} {v['calendar']} {v['start']}")
def test_the_vector_holds(vector):
    assert answer(vector) == vector["expected"]


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029])
def test_the_table_and_the_law_name_the_same_statutory_days(year):
    table = {row.day for row in day_table().rows.values() if row.statutory and row.day.year == year}
    assert table == {row.day for row in by_law(year).values() if row.statutory}


def test_a_year_outside_the_table_follows_the_law():
    assert LAW.next_working_day(date(2031, 12, 24)) == date(2031, 12, 29)
    assert by_law(2036)[date(2036, 4, 26)].name == "Koningsdag"
    assert not MELDPUNT.is_working_day(date(2016, 5, 5)), "Ascension Day fell on 5 May"


def test_a_team_that_closes_on_5_may_and_for_a_prayer_day_skips_them():
    assert SHORT_FRIDAY.next_working_day(date(2027, 5, 4)) == date(2027, 5, 10)
    assert SHORT_FRIDAY.next_working_day(date(2027, 3, 9)) == date(2027, 3, 11)
    assert SHORT_FRIDAY.statutory.next_working_day(date(2027, 3, 9)) == date(2027, 3, 10)


def test_lunch_is_no_working_time_but_the_day_ends_in_the_afternoon():
    assert not LUNCH.is_working_time(amsterdam("2027-03-02T12:45"))
    assert LUNCH.is_working_time(amsterdam("2027-03-02T13:00"))
    assert LUNCH.closing_time(date(2027, 3, 2)) == amsterdam("2027-03-02T17:00")
    assert LUNCH.closing_time(date(2027, 3, 3)) == amsterdam("2027-03-03T12:30")


def test_open_minutes_skip_lunch_nights_weekends_and_holidays():
    assert LUNCH.add_open_minutes(amsterdam("2027-03-02T12:00"), 60) == amsterdam("2027-03-02T13:30")
    assert MELDPUNT.add_open_minutes(amsterdam("2027-03-05T16:50"), 15) == amsterdam("2027-03-08T08:35")
    assert SHORT_FRIDAY.add_open_minutes(amsterdam("2027-03-25T16:00"), 60) == amsterdam("2027-03-30T09:00")


def test_a_night_service_works_past_midnight_and_through_the_changing_clock():
    assert NIGHT.is_working_time(amsterdam("2027-03-02T02:40"))
    assert not NIGHT.is_working_time(amsterdam("2027-03-02T12:00"))
    start = amsterdam("2027-03-27T17:00")
    assert NIGHT.add_open_minutes(start, 870) == amsterdam("2027-03-28T08:30"), "one hour shorter that night"
    assert NIGHT.closing_time(date(2027, 3, 1)) == amsterdam("2027-03-02T08:30")


def test_the_doctors_post_is_open_all_day_on_a_holiday():
    assert POST.is_working_time(amsterdam("2027-04-27T12:00"))
    assert not POST.is_working_time(amsterdam("2027-04-28T12:00"))


def test_the_gap_of_an_early_morning_ends_the_same_morning():
    gap = MELDPUNT.gap(amsterdam("2027-03-01T03:00"))
    assert (gap.end, gap.minutes) == (amsterdam("2027-03-01T08:30"), 330)


def test_a_gap_that_begins_at_opening_time_lasts_until_the_next_working_day():
    gap = MELDPUNT.gap(amsterdam("2027-03-05T08:30"))
    assert gap.end == amsterdam("2027-03-08T08:30")


def test_a_moment_without_zone_and_a_team_that_never_opens_are_refused():
    with pytest.raises(NaiveMoment):
        MELDPUNT.is_working_time(datetime(2027, 3, 1, 12, 0))  # noqa: DTZ001 - that is what is refused
    with pytest.raises(NeverOpen):
        team(Window(frozenset(), 510, 1020)).next_working_day(date(2027, 3, 1))


@given(calendar=TEAMS, day=DAYS)
def test_the_next_working_day_is_open_later_and_the_first(calendar, day):
    found = calendar.next_working_day(day)
    assert found > day
    assert calendar.is_working_day(found)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days)]
    assert not any(calendar.is_working_day(other) for other in between)


@given(at=MOMENTS)
def test_24_hours_are_always_86400_seconds(at):
    assert (add_hours(at.astimezone(AMSTERDAM), 24) - at).total_seconds() == 86_400


@given(calendar=TEAMS, at=MOMENTS)
def test_the_next_opening_is_open_and_not_before(calendar, at):
    found = calendar.next_opening(at)
    assert found >= at
    assert calendar.is_working_time(found)
    assert (found == at) is calendar.is_working_time(at)


@given(calendar=TEAMS, at=MOMENTS, first=st.integers(0, 3000), second=st.integers(0, 3000))
def test_open_minutes_add_up(calendar, at, first, second):
    halfway = calendar.add_open_minutes(at, first)
    assert calendar.add_open_minutes(halfway, second) == calendar.add_open_minutes(at, first + second)


@given(calendar=TEAMS, at=MOMENTS)
def test_a_gap_ends_at_an_opening_of_a_working_day_in_real_minutes(calendar, at):
    gap = calendar.gap(at)
    assert gap.end == calendar.opening_time(local_date(gap.end))
    assert gap.minutes == (gap.end - at) // timedelta(minutes=1)
