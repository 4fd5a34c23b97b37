"""What does a sender find in a draft? What the client wants, and everything that was kept."""

from casework.actions import handover as handovers
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of
from tests.world import World


def drafted(world: World, **written: str) -> str:
    """The address of a draft of the care coordinator, with what was kept in it."""
    by = world.by(world.account("R11"))
    ref = handovers.draft(by=by, case_ref=world.case("guidance").ref).ref
    if written:
        handovers.write(by=by, handover_ref=ref, package={}, **written)
    return f"/overdracht/{ref}/"


def test_whoever_presses_twice_goes_on_with_the_draft_that_is_there(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    first, again = (handovers.draft(by=anke, case_ref=case.ref) for _ in range(2))
    assert first.ref == again.ref


def test_a_draft_about_another_case_of_the_same_person_is_another_draft(world: World) -> None:
    person, anke = world.person(), world.by(world.account("R11"))
    cases = [world.case("guidance", melding=world.melding("in_care", person=person)) for _ in range(2)]
    drafts = [handovers.draft(by=anke, case_ref=case.ref) for case in cases]
    assert [draft.case_id for draft in drafts] == [case.pk for case in cases]


def test_so_does_whoever_hands_on_a_person_who_landed(world: World) -> None:
    landed = world.handover("confirmed", owner_team_id=WIJKTEAM_TEAM, owner_person=world.account("R50"))
    by = world.by(world.account("R50"))
    first, again = (handovers.draft_onward(by=by, handover_ref=landed.ref) for _ in range(2))
    assert first.ref == again.ref != landed.ref


def test_the_first_part_begins_with_what_the_client_wants(world: World) -> None:
    page = at_the_screen_of(world.account("R11")).get(drafted(world))
    assert "Weer koken" in page.context["draft"]["part_reason_and_goal"].value()


def test_what_the_sender_wrote_instead_stays(world: World) -> None:
    address = drafted(world)
    ref = address.split("/")[2]
    handovers.write(
        by=world.by(world.account("R11")), handover_ref=ref, package={"reason_and_goal": "Weer slapen"}
    )
    page = at_the_screen_of(world.account("R11")).get(address)
    assert page.context["draft"]["part_reason_and_goal"].value() == "Weer slapen"


def test_whoever_hands_on_reads_nothing_of_the_plan_of_another_team(world: World) -> None:
    landed = world.handover("confirmed", owner_team_id=WIJKTEAM_TEAM, owner_person=world.account("R50"))
    draft = handovers.draft_onward(by=world.by(world.account("R50")), handover_ref=landed.ref)
    page = at_the_screen_of(world.account("R50")).get(f"/overdracht/{draft.ref}/")
    assert page.status_code == 200
    assert not page.context["draft"]["part_reason_and_goal"].value()


def test_what_was_written_for_the_card_is_there_when_the_draft_is_opened_again(world: World) -> None:
    page = at_the_screen_of(world.account("R11")).get(
        drafted(world, card_text="Wil weer koken; twee uur per week.")
    )
    assert page.context["draft"]["card_text"].value() == "Wil weer koken; twee uur per week."
