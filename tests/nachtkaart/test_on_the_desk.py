"""Does whoever has a case see on the work list that its nachtkaart is missing, and no longer once it is there?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from casework.actions import nachtkaart
from casework.models import Case
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.calendars import local_date

DESK = "/werkvoorraad/"
MONDAY = datetime(2027, 2, 8, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
MISSING = "Nachtkaart ontbreekt"


def desk(world: World, role: str, at: datetime = MONDAY) -> str:
    with time_machine.travel(at):
        return words(at_the_screen_of(world.account(role)).get(DESK))


@pytest.fixture
def case(world: World) -> Case:
    """A case of U3 that somebody got on a Monday morning."""
    with time_machine.travel(MONDAY):
        return world.case("guidance", urgency="U3")


def test_the_owner_and_the_lead_see_until_when_it_must_be_written(case: Case, world: World) -> None:
    for role in ("R11", "R12"):
        row = desk(world, role)
        assert case.ref in row
        assert "schrijf hem vóór wo 10 feb" in row.partition(MISSING)[2][:40]


def test_it_says_so_when_that_moment_is_over(case: Case, world: World) -> None:
    late = desk(world, "R11", MONDAY + timedelta(days=4))
    assert "te laat" in late.partition(MISSING)[2][:80]


def test_once_it_is_written_the_row_is_quiet_until_it_has_ended(case: Case, world: World) -> None:
    day = local_date(MONDAY) + timedelta(days=10)
    nachtkaart.write(by=world.by(world.account("R11"), at=MONDAY), case_ref=case.ref, calms="Rustig praten.",
                     agreements="", agreed="yes", last_day=day)  # fmt: skip
    row = desk(world, "R11")
    assert case.ref in row
    assert MISSING not in row


def test_nor_is_it_said_of_a_case_that_needs_none(world: World) -> None:
    with time_machine.travel(MONDAY):
        calm = world.case("guidance")
    row = desk(world, "R11")
    assert calm.ref in row
    assert MISSING not in row
