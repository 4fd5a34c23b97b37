"""Calendars for the tests, of invented teams: the day table is the region's, the windows are written here."""

import csv
from datetime import date
from pathlib import Path

from workflows.calendars import Calendar, OnHolidays, Window, weekdays
from workflows.holidays import Holiday, Holidays

ROOT = Path(__file__).parents[2]
WEEK = weekdays(("ma", "di", "wo", "do", "vr"))
EVERY_DAY = frozenset(range(7))
OFFICE = (Window(WEEK, 510, 1020),)


def day_table():
    with (ROOT / "regions/flevoland/calendar.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Holidays(
        Holiday(
            date.fromisoformat(row["date"]),
            row["name"],
            statutory=row["statutory"] == "yes",
            equated=row["equated"] == "yes",
        )
        for row in rows
    )


def team(*windows, **options):
    return Calendar(day_table(), windows or OFFICE, OFFICE, **options)


MELDPUNT = team()
LAW = MELDPUNT.statutory
LUNCH = team(Window(WEEK, 510, 750), Window(weekdays(("ma", "di", "do")), 780, 1020))
SHORT_FRIDAY = team(
    Window(weekdays(("ma", "di", "wo", "do")), 510, 990),
    Window(weekdays(("vr",)), 510, 720),
    works_5_may=False,
    works_equated_days=False,
    closed_extra=frozenset({date(2027, 3, 10)}),
)
ALWAYS = team(Window(EVERY_DAY, 0, 1440), on_holidays=OnHolidays.ORDINARY)
NIGHT = team(Window(EVERY_DAY, 1020, 1950), on_holidays=OnHolidays.ORDINARY)
POST = team(
    Window(WEEK, 1020, 1920),
    Window(weekdays(("za", "zo")), 0, 1440),
    on_holidays=OnHolidays.SUNDAY,
)
