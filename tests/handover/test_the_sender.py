"""Who may offer a handover, of which case, and who sends it when the case changes hands?"""

import pytest

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import Case, Handover
from tests.promises.arguments import arguments
from tests.world import World
from workflows.refusals import ContactFirst


@pytest.mark.parametrize("state", ["assigned", "contact_phase", "refuses", "paused"])
def test_a_person_nobody_has_reached_cannot_be_handed_over(state: str, world: World) -> None:
    draft = world.handover("draft", case=world.case(state), receiver_team_id=None, receiver_person=None)
    with pytest.raises(ContactFirst):
        handovers.offer(
            by=world.by(world.account("R11")), handover_ref=draft.ref, **arguments(world)["handover.offer"]
        )


def test_a_draft_that_was_left_cannot_be_offered_after_the_case_closed(world: World) -> None:
    anke = world.by(world.account("R11"))
    case = world.case("guidance")
    draft = handovers.draft(by=anke, case_ref=case.ref)
    cases.close(by=anke, case_ref=case.ref, outcome="no_help_needed")
    with pytest.raises(ContactFirst):
        handovers.offer(by=anke, handover_ref=draft.ref, **arguments(world)["handover.offer"])


def test_a_colleague_who_gets_the_case_gets_its_handover_too(world: World) -> None:
    anke, bram, lead = world.account("R11"), world.account("R11", "bram"), world.account("R12")
    case = world.case("guidance")
    offer = arguments(world)["handover.offer"]
    draft = handovers.draft(by=world.by(anke), case_ref=case.ref)
    handovers.offer(by=world.by(anke), handover_ref=draft.ref, **offer)
    cases.reassign(by=world.by(lead), case_ref=case.ref, owner=bram.username, reason="verlof")
    handover = Handover.objects.get(ref=draft.ref)
    assert handover.sender_person == handover.owner_person == bram
    assert Case.objects.get(ref=case.ref).owner_person == bram
    with pytest.raises(NotYours):
        handovers.withdraw(by=world.by(anke), handover_ref=draft.ref, reason="ik weet van niets")
    handovers.withdraw(by=world.by(bram), handover_ref=draft.ref, reason="client wil nog niet")
    assert violations() == []
