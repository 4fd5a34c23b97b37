"""On which days may something have taken place, or still be planned? By the wall clock here, not by the one of UTC."""

from datetime import date, datetime, timedelta

import pytest

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.models import Handover
from privacy.context import now
from tests.world import World
from workflows.calendars import local_date
from workflows.handover_refusals import ContactNotSince
from workflows.refusals import EndIsPast, NextAppointmentNeeded

JUST_AFTER_MIDNIGHT = datetime.fromisoformat("2027-02-06T00:30:00+01:00")


@pytest.mark.parametrize("on", [date(2099, 1, 1), date(1800, 1, 1), date(1, 1, 1), "yesterday"])
def test_responsibility_does_not_move_on_a_contact_that_was_none(world: World, on: date | str) -> None:
    handover, by = world.handover("talk_held"), world.by(world.account("R50"))
    day = local_date(now()) - timedelta(days=1) if isinstance(on, str) else on
    given = {"kind": "visit", "next_appointment": local_date(now()) + timedelta(days=7)}
    with pytest.raises(ContactNotSince):
        handovers.confirm(by=by, handover_ref=handover.ref, contact_on=day, **given)
    assert Handover.objects.get(pk=handover.pk).owner_team_id == handover.sender_team_id
    handovers.confirm(by=by, handover_ref=handover.ref, contact_on=local_date(now()), **given)
    assert Handover.objects.get(pk=handover.pk).owner_team_id == handover.receiver_team_id


@pytest.mark.parametrize("meets", [date(1800, 1, 1), date(9999, 12, 31)])
def test_the_next_appointment_lies_ahead_and_within_a_year(world: World, meets: date) -> None:
    handover, by = world.handover("talk_held"), world.by(world.account("R50"))
    with pytest.raises(NextAppointmentNeeded):
        handovers.confirm(
            by=by,
            handover_ref=handover.ref,
            kind="visit",
            contact_on=local_date(now()),
            next_appointment=meets,
        )


def test_half_an_hour_after_midnight_yesterday_is_over(world: World) -> None:
    case = world.case("guidance")
    by = world.by(world.account("R11"), at=JUST_AFTER_MIDNIGHT)
    with pytest.raises(EndIsPast):
        cases.pause(by=by, case_ref=case.ref, reason="admitted", expected_end=date(2027, 2, 5))
    cases.pause(by=by, case_ref=case.ref, reason="admitted", expected_end=date(2027, 2, 6))
