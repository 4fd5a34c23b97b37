"""Does the responsibility move when it should, and only then?"""

from datetime import timedelta

import pytest

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.models import Case, Handover
from tests.named import WIJKTEAM_TEAM
from tests.world import PACKAGE, World
from workflows.calendars import local_date
from workflows.refusals import CapacityIsNoReason, NotYourStep


def test_the_sender_stays_owner_until_the_receiver_had_contact_of_its_own(world: World) -> None:
    anke, sanne = world.account("R11"), world.account("R50")
    case = world.case("guidance")
    handover = handovers.draft(case_ref=case.ref, by=world.by(anke))
    handovers.offer(
        handover_ref=handover.ref, receiver_team=WIJKTEAM_TEAM, ground="L10", consent="yes", package=PACKAGE,
        requested_action="Begeleiding", by=world.by(anke),
    )  # fmt: skip
    assert Case.objects.get(pk=case.pk).state == "handing_over"
    today = local_date(world.by(sanne).at)
    steps = [
        ("open", {}),
        ("accept", {"acceptor": sanne.username}),
        ("plan_talk", {"talk_at": world.by(sanne).at + timedelta(days=2)}),
        ("hold_talk", {"agreements": "Elke week bellen", "supporter_offered": "yes"}),
    ]
    for step, arguments in steps:
        getattr(handovers, step)(handover_ref=handover.ref, by=world.by(sanne), **arguments)
        assert Handover.objects.get(pk=handover.pk).owner_person == anke, step
    handovers.confirm(
        handover_ref=handover.ref, kind="visit", contact_on=today, next_appointment=today, by=world.by(sanne)
    )
    handover = Handover.objects.get(pk=handover.pk)
    assert (handover.owner_person, handover.owner_team_id) == (sanne, WIJKTEAM_TEAM)
    assert Case.objects.get(pk=case.pk).state == "aftercare"
    handovers.complete(handover_ref=handover.ref, still_in_care=True, source="client", by=world.by(anke))
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_a_full_wijkteam_cannot_send_a_handover_back(world: World) -> None:
    handover = world.handover("received")
    with pytest.raises(CapacityIsNoReason):
        handovers.give_back(handover_ref=handover.ref, reason="vol", by=world.by(world.account("R51")))


def test_a_wijkteam_worker_leaves_giving_back_to_the_coordinator(world: World) -> None:
    handover = world.handover("received")
    with pytest.raises(NotYourStep):
        handovers.give_back(handover_ref=handover.ref, reason="deceased", by=world.by(world.account("R50")))


def test_a_try_moves_the_clock_to_the_next_one(world: World) -> None:
    case = world.case("contact_phase")
    before = case.clock
    assert before is not None
    cases.log_attempt(
        case_ref=case.ref, channel="visit", daypart="morning", result="Niemand deed open.",
        by=world.by(world.account("R11"), at=before.due_at),
    )  # fmt: skip
    after = Case.objects.select_related("clock").get(pk=case.pk).clock
    assert after is not None
    assert after.pk == before.pk
    assert after.due_at > before.due_at
