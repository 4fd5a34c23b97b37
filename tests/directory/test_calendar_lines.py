"""Does one line about working time get one answer, for the law, the region and each team?"""

import pytest

from casework.directory.calendar_lines import calculate
from casework.directory.lines import BadLine
from tests.directory.test_pack import PACK


def answer(op, start, calendar="ORGANISATIE", **more):
    return calculate({"id": 1, "op": op, "from": start, "calendar": calendar, **more}, PACK)["result"]


@pytest.mark.parametrize(
    ("op", "start", "more", "expected"),
    [
        ("next_working_day", "2027-05-04", {"calendar": "STATUTAIR"}, "2027-05-10"),
        ("next_working_day", "2027-05-04", {}, "2027-05-05"),
        ("next_working_day", "2027-05-04", {"team": "wijkteam-urk"}, "2027-05-10"),
        ("next_working_day", "2027-03-09", {"team": "wijkteam-urk"}, "2027-03-11"),
        ("next_working_day", "2027-03-26T23:30:00+01:00", {}, "2027-03-30"),
        ("next_working_day", "2027-03-26T23:30:00+00:00", {}, "2027-03-30"),
        ("add_working_days", "2027-01-11T10:40:00+01:00", {"n": 3}, "2027-01-14"),
        ("add_working_days", "2027-01-16", {"n": 0}, "2027-01-18"),
        ("add_hours", "2027-03-27T22:00:00+01:00", {"n": 24}, "2027-03-28T23:00:00+02:00"),
        ("add_hours", "2027-10-30", {"n": 48}, "2027-10-31T23:00:00+01:00"),
        ("is_working_time", "2027-03-03T14:00", {"team": "wijkteam-dronten"}, False),
        ("is_working_time", "2027-03-02T14:00", {"team": "wijkteam-dronten"}, True),
        ("is_working_time", "2027-03-26", {"calendar": "STATUTAIR"}, False),
        ("is_working_time", "2027-03-26", {}, True),
        ("is_working_time", "2027-03-27T03:00", {"team": "crisisteam"}, True),
        (
            "gap",
            "2027-03-27T21:15:00+01:00",
            {"team": "wijkteam-urk"},
            {"end": "2027-03-30T08:30:00+02:00", "hours": "58:15"},
        ),
        ("gap", "2026-10-24T23:00:00+02:00", {}, {"end": "2026-10-26T08:30:00+01:00", "hours": "34:30"}),
    ],
)
def test_the_answer_is(op, start, more, expected):
    assert answer(op, start, **more) == expected


def test_absolute_hours_need_no_calendar():
    line = {"id": "x", "op": "add_hours", "from": "2027-01-01T00:00:00+01:00", "n": 1}
    assert calculate(line, PACK) == {"id": "x", "result": "2027-01-01T01:00:00+01:00"}


@pytest.mark.parametrize(
    "change",
    [
        {"op": "gisteren"},
        {"from": "32 maart"},
        {"from": "2027-02-30"},
        {"from": None},
        {"from": "9999-12-31"},
        {"calendar": "-"},
        {"calendar": None},
        {"team": "wijkteam-utrecht"},
        {"team": ["va-meldpunt"]},
        {"op": "add_working_days"},
        {"op": "add_working_days", "n": -1},
        {"op": "add_working_days", "n": 1.5},
        {"op": "add_hours", "n": 10**12},
        {"id": ""},
    ],
)
def test_a_bad_line_is_refused(change):
    with pytest.raises(BadLine):
        calculate({"id": 1, "op": "gap", "from": "2027-01-01", "calendar": "ORGANISATIE"} | change, PACK)
