"""Is a term over when people expect it: on ordinary days, at night, at Easter, when the clock changes?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.calendar_examples import ALWAYS, LUNCH, MELDPUNT, SHORT_FRIDAY
from workflows.calendars import AMSTERDAM, NaiveMoment
from workflows.clocks import BadTerm, ClockRule, ClockTable, NoTerm, due, is_absolute, parse

TERMS = [
    "15m",
    "2h",
    "15om",
    "2oh",
    "0wd",
    "3wd",
    "5swd",
    "14d",
    "6w",
    "1mo",
    "nwd@10:30",
    "latest(nwd@12:00, 4oh)",
]


def amsterdam(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("term", "start", "expected"),
    [
        ("15m", "2027-01-11T10:12", "2027-01-11T10:27"),
        ("24h", "2027-03-27T22:00", "2027-03-28T23:00"),
        ("15om", "2027-01-11T10:12", "2027-01-11T10:27"),
        ("15om", "2027-01-15T23:10", "2027-01-18T08:45"),
        ("2oh", "2027-01-11T16:00", "2027-01-12T09:30"),
        ("3wd", "2027-01-11T10:40", "2027-01-14T17:00"),
        ("1wd", "2027-01-11T18:00", "2027-01-12T17:00"),
        ("1wd", "2027-03-27T12:00", "2027-03-30T17:00"),
        ("5swd", "2027-05-04T09:00", "2027-05-14T17:00"),
        ("3wd", "2027-05-04T09:00", "2027-05-10T17:00"),
        ("0wd", "2027-01-11T10:40", "2027-01-11T17:00"),
        ("0wd", "2027-01-11T17:00", "2027-01-12T17:00"),
        ("0wd", "2027-01-16T10:00", "2027-01-18T17:00"),
        ("14d", "2027-02-03T11:00", "2027-02-17T17:00"),
        ("6w", "2027-02-17T11:00", "2027-03-31T17:00"),
        ("6w", "2027-02-15T11:00", "2027-03-30T17:00"),
        ("1mo", "2027-03-01T11:00", "2027-04-01T17:00"),
        ("1mo", "2027-01-31T11:00", "2027-03-01T17:00"),
        ("nwd@10:30", "2027-01-16T03:00", "2027-01-18T10:30"),
        ("nwd@10:30", "2027-01-12T03:00", "2027-01-12T10:30"),
        ("nwd@10:30", "2027-01-12T10:30", "2027-01-13T10:30"),
        ("latest(nwd@12:00, 4oh)", "2027-03-02T09:00", "2027-03-02T13:00"),
        ("latest(nwd@12:00, 4oh)", "2027-03-02T14:00", "2027-03-03T12:00"),
        ("latest(nwd@12:00, 4oh)", "2027-03-02T03:00", "2027-03-02T12:30"),
    ],
)
def test_the_meldpunt_has_until(term, start, expected):
    assert due(term, amsterdam(start), MELDPUNT) == amsterdam(expected)


@pytest.mark.parametrize(
    ("calendar", "term", "start", "expected"),
    [
        (LUNCH, "1wd", "2027-03-02T09:00", "2027-03-03T12:30"),
        (LUNCH, "2oh", "2027-03-02T12:00", "2027-03-02T14:30"),
        (SHORT_FRIDAY, "2wd", "2027-03-09T09:00", "2027-03-12T12:00"),
        (SHORT_FRIDAY, "5swd", "2027-03-09T09:00", "2027-03-16T17:00"),
        (SHORT_FRIDAY, "14d", "2027-04-21T09:00", "2027-05-10T16:30"),
        (ALWAYS, "2oh", "2027-12-31T23:00", "2028-01-01T01:00"),
    ],
)
def test_another_team_has_until_its_own_closing_time(calendar, term, start, expected):
    assert due(term, amsterdam(start), calendar) == amsterdam(expected)


@pytest.mark.parametrize("text", ["", "3", "wd", "-1wd", "3 wd", "3x", "nwd@24:00", "latest(3wd)", "1wd2h"])
def test_what_is_no_term_is_refused(text):
    with pytest.raises(BadTerm):
        parse(text)


def test_a_start_without_zone_is_refused():
    with pytest.raises(NaiveMoment):
        due("1wd", datetime(2027, 3, 1, 9, 0), MELDPUNT)  # noqa: DTZ001 - that is what is refused


def test_only_minutes_and_hours_run_on_at_night():
    assert [term for term in TERMS if is_absolute(term)] == ["15m", "2h"]


@given(
    term=st.sampled_from(TERMS),
    calendar=st.sampled_from([MELDPUNT, LUNCH, SHORT_FRIDAY, ALWAYS]),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is the next argument
)
def test_a_term_is_over_after_its_start_and_never_before_a_later_start(term, calendar, at):
    found = due(term, at, calendar)
    assert found > at
    assert found.tzinfo is UTC
    assert due(term, at + timedelta(hours=1), calendar) >= found


TABLE = ClockTable(
    [
        ClockRule("attempt", "10wd", "day", date(2026, 1, 1)),
        ClockRule("attempt", "3wd", "day", date(2026, 1, 1), urgency=("U4",)),
        ClockRule("attempt", "1h", "acute", date(2026, 1, 1), urgency=("U0", "U1")),
        ClockRule("attempt", "2wd", "day", date(2027, 7, 1), urgency=("U4",)),
        ClockRule("open", "1wd", "day", date(2026, 1, 1), origin="ordinary"),
        ClockRule("open", "2oh", "acute", date(2026, 1, 1), origin="crisis", then="accept"),
    ]
)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ({"kind": "attempt", "urgency": "U1", "on_date": date(2027, 1, 1)}, "1h"),
        ({"kind": "attempt", "urgency": "U4", "on_date": date(2027, 6, 30)}, "3wd"),
        ({"kind": "attempt", "urgency": "U4", "on_date": date(2027, 7, 1)}, "2wd"),
        ({"kind": "attempt", "urgency": None, "on_date": date(2027, 1, 1)}, "10wd"),
        ({"kind": "open", "origin": "crisis", "on_date": date(2027, 1, 1)}, "2oh"),
        ({"kind": "open", "origin": "ordinary", "on_date": date(2027, 1, 1)}, "1wd"),
    ],
)
def test_the_most_specific_row_in_force_gives_the_term(question, term):
    assert TABLE.term_for(question.pop("kind"), **question).term == term


def test_a_clock_without_policy_is_refused():
    with pytest.raises(NoTerm):
        TABLE.term_for("attempt", on_date=date(2025, 12, 31))
    with pytest.raises(NoTerm):
        TABLE.term_for("open", on_date=date(2027, 1, 1))
