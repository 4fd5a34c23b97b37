"""What happens to a melding at night? Somebody looks at safety at once, and it always has an owner and a clock."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casework.actions import melding as meldingen
from casework.errors import NotYours
from casework.models import Melding
from casework.reading.melding import read
from casework.reading.worklist import worklist
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import acting
from tests.named import GEMEENTE
from tests.world import World
from workflows.refusals import DayTeamIsOpen, HouseholdNotAsked, OutcomeNeeded, ReasonNeeded, SafetyFirst

NIGHT = datetime(2027, 2, 6, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""A Saturday."""
DAY = NIGHT.replace(day=8, hour=10)
CALM = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b"), "no")


def came_in(world: World, at: datetime = NIGHT, **more: Any) -> Melding:
    """A police report for the meldpunt, typed by the crisis worker on duty."""
    return meldingen.receive(
        by=world.by(world.account("R20"), at=at), narrative="Post ligt op de mat.", gemeente=GEMEENTE,
        melder={"kind_of_melder": "police", "name": "Agent Proef", "phone": "085-0000741"}, **more,
    )  # fmt: skip


def screened(
    world: World, melding: Melding, role: str = "R20", at: datetime = NIGHT, **given: Any
) -> Melding:
    words: dict[str, Any] = {"answers": CALM, "outcome": "wait", "reason": "Slaapt, zus is erbij."} | given
    return meldingen.screen(by=world.by(world.account(role), at=at), melding_ref=melding.ref, **words)


@pytest.mark.parametrize("role", ["R20", "R21", "R30", "R31"])
def test_the_crisis_duty_and_the_night_service_screen_while_the_day_team_sleeps(
    role: str, world: World
) -> None:
    melding = screened(world, came_in(world), role)
    assert (melding.state, str(melding.owner_team_id), melding.owner_person) == (
        "screened",
        "va-meldpunt",
        None,
    )
    assert melding.clock is not None
    assert melding.clock.due_at == DAY.replace(minute=30)


def test_the_night_service_screens_only_where_it_comes(world: World) -> None:
    elsewhere = meldingen.receive(
        by=world.by(world.account("R20"), at=NIGHT), narrative="Zorg.", gemeente="0050"
    )
    with pytest.raises(NotYours):
        screened(world, elsewhere, "R30")
    assert screened(world, elsewhere, "R20").state == "screened"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"answers": {"Q1": "no"}}, SafetyFirst),
        ({"answers": {k: v for k, v in CALM.items() if k != "Q6b"}}, HouseholdNotAsked),
        ({"outcome": ""}, OutcomeNeeded),
        ({"reason": " "}, ReasonNeeded),
    ],
)
def test_a_screening_with_a_hole_is_refused_by_name(given: Any, refusal: Any, world: World) -> None:
    with pytest.raises(refusal):
        screened(world, came_in(world), **given)


def test_by_day_the_day_team_looks_itself(world: World) -> None:
    melding = came_in(world, door="crisisteam")
    with pytest.raises(DayTeamIsOpen):
        screened(world, melding, at=DAY)


def test_crisis_now_is_owned_by_who_screened_until_a_crisis_worker_takes_it_by_name(world: World) -> None:
    melding = screened(world, came_in(world), "R30", outcome="crisis_now", answers=CALM | {"Q3": "yes"})
    assert (melding.state, melding.owner_person) == ("at_crisis", world.account("R30"))
    assert melding.clock is not None
    assert (melding.clock.due_at - NIGHT).total_seconds() == 15 * 60
    assert Notice.objects.get(event="melding.crisis").level == "page"
    ring_due(melding.clock.due_at)
    assert Melding.objects.get(pk=melding.pk).owner_person == world.account("R30"), "silence moves nothing"
    taken = meldingen.take_crisis(
        by=world.by(world.account("R21"), at=NIGHT),
        melding_ref=melding.ref,
        companion=world.account("R20").username,
    )
    assert (taken.state, taken.owner_person) == ("in_crisis", world.account("R21"))
    claimed = meldingen.claim(by=world.by(world.account("R10"), at=DAY), melding_ref=melding.ref)
    assert (claimed.state, claimed.owner_person) == ("in_triage", world.account("R10"))


def test_a_call_today_waits_two_hours_for_a_name_also_on_a_saturday(world: World) -> None:
    melding = screened(world, came_in(world), "R30", outcome="crisis_calls_today")
    assert melding.clock is not None
    assert (melding.clock.due_at - NIGHT).total_seconds() == 2 * 3600
    assert Notice.objects.get(event="melding.crisis").level == "today"


def test_a_screener_reads_the_number_to_call_back_and_nothing_else_of_the_melder(world: World) -> None:
    melding = came_in(world)
    with acting(world.by(world.account("R20"), at=NIGHT)) as by:
        page = str(read(melding.ref, by=by).page["reporter"])
    assert "085-0000741" in page
    assert "Agent Proef" not in page


def test_the_duty_that_answers_is_told_and_never_a_whole_team(world: World) -> None:
    world.account("R21")
    came_in(world)
    told = Notice.objects.get(event="melding.received")
    assert (told.to_team, told.to_role, told.level) == ("crisisteam", "R21", "today")


def test_of_equal_terms_the_most_worrying_stands_first_and_says_why(world: World) -> None:
    calm = screened(world, came_in(world))
    danger = screened(world, came_in(world), answers=CALM | {"Q2": "yes"})
    contact = screened(world, came_in(world), outcome="contact_by_day")
    unknown = screened(world, came_in(world), answers=CALM | {"Q1b": "onbekend"})
    with acting(world.by(world.account("R10"), at=DAY.replace(hour=8, minute=30))) as by:
        first, rest = worklist(by, limit=2), []
        rest = worklist(by, after=first.after, limit=2).rows
    order = [row.ref for row in (*first.rows, *rest)]
    assert order == [danger.ref, contact.ref, unknown.ref, calm.ref]
