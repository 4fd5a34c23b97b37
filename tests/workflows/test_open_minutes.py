"""For how long is a team open between two moments?"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.workflows.calendar_examples import LUNCH, MELDPUNT

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(day, hour, minute=0):
    """A moment in March 2027, Amsterdam time. Monday the first."""
    return datetime(2027, 3, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "minutes"),
    [
        (MELDPUNT, at(1, 9), at(1, 10), 60),
        (MELDPUNT, at(1, 16), at(2, 9), 90),
        (MELDPUNT, at(5, 16), at(8, 9), 90),
        (MELDPUNT, at(6, 9), at(7, 17), 0),
        (MELDPUNT, at(2, 9), at(1, 9), 0),
        (LUNCH, at(1, 12), at(1, 14), 90),
    ],
    ids=["within a day", "over a night", "over a weekend", "a weekend", "backwards", "around lunch"],
)
def test_only_opening_time_counts(calendar, start, end, minutes):
    assert calendar.open_minutes(start, end) == minutes


def test_what_is_left_ends_where_it_would_have_ended():
    left = MELDPUNT.open_minutes(at(1, 11), at(4, 17))
    assert MELDPUNT.add_open_minutes(at(1, 11), left) == at(4, 17)
