"""Is there a way on wherever a handover gets stuck, and does the sender own it until then?"""

from datetime import timedelta

import pytest

from casework.actions import handover as handovers
from casework.actions import task as tasks
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import Case, Clock, Handover
from casework.reading.desk import EVERYTHING, Chosen, group_of, on_desk
from casework.tasks import ring_due
from privacy.context import now
from tests.named import OUTSIDE, SECOND_TEAM
from tests.promises.arguments import arguments
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.handover_refusals import NotAReturn
from workflows.refusals import AcceptorNeeded, StillRunningBeside
from workflows.roles import Role


def stored(handover: Handover) -> Handover:
    """The handover as it is now, with its clock."""
    return Handover.objects.select_related("clock").get(pk=handover.pk)


def kind_of(handover: Handover) -> str:
    """The kind of its leading clock."""
    clock = stored(handover).clock
    return clock.kind if clock else ""


def desk(world: World, role: str, name: str = "") -> list[str]:
    """The references on the desk of this colleague."""
    by = world.by(world.account(role, name))
    return [row["ref"] for row in on_desk(by, EVERYTHING, after=None, limit=20)]


def waiting_for_others(world: World, role: str) -> list[str]:
    """What of that desk somebody else has to move."""
    by = world.by(world.account(role))
    rows = on_desk(by, EVERYTHING, after=None, limit=20)
    asked = [row["ref"] for row in on_desk(by, Chosen(group="waiting"), after=None, limit=20)]
    assert asked == [row["ref"] for row in rows if group_of(row, by) == "waiting"]
    return asked


def test_a_manager_finds_what_nobody_answered_and_reads_no_person(world: World) -> None:
    handover = world.handover("expired")
    assert desk(world, "R52") == [], "the coordinator still has a day"
    clock = Clock.objects.get(item_id=handover.pk, leading=True)
    ring_due(clock.due_at)
    assert desk(world, "R52") == [handover.ref]
    assert desk(world, "R13") == [], "the region decides when the manager did not"
    assert waiting_for_others(world, "R52") == [], "it is theirs to decide"
    page = words(at_the_screen_of(world.account("R52")).get(f"/overdracht/{handover.ref}/"))
    assert "Beslissen: dit team doet het" in page
    assert not [said for said in ("Dijkgraaf", "8255", "Begeleiding", "Tekst over") if said in page]


def test_a_decision_needs_its_reason_and_the_team_then_names_who(world: World) -> None:
    handover = world.handover("expired")
    wendy, ruben = world.by(world.account("R52")), world.by(world.account("R51"))
    handovers.decide_acceptance(by=wendy, handover_ref=handover.ref, reason="Het is onze gemeente.")
    assert kind_of(handover) == "name_professional"
    assert stored(handover).owner_person == world.account("R11")
    sanne = world.account("R50").username
    handovers.name_professional(by=ruben, handover_ref=handover.ref, acceptor=sanne)
    assert kind_of(handover) == "talk"
    assert violations() == []


def test_nobody_becomes_owner_while_the_name_is_still_to_follow(world: World) -> None:
    handover = world.handover("talk_held", receiver_person=world.account("R51"), interim_since=now())
    given = arguments(world)["handover.confirm"]
    with pytest.raises(AcceptorNeeded):
        handovers.confirm(by=world.by(world.account("R51")), handover_ref=handover.ref, **given)
    assert stored(handover).owner_person == world.account("R11")


def test_who_knows_the_person_sees_it_no_more_and_a_colleague_takes_it(world: World) -> None:
    handover, sanne, bert = world.handover("received"), world.account("R50"), world.account("R50", "bert")
    handovers.step_aside(by=world.by(sanne), handover_ref=handover.ref)
    assert desk(world, "R50") == []
    assert desk(world, "R50", "bert") == [handover.ref]
    assert at_the_screen_of(sanne).get(f"/overdracht/{handover.ref}/").status_code == 404
    with pytest.raises(NotYours):
        handovers.accept(by=world.by(sanne), handover_ref=handover.ref, acceptor=bert.username)
    handovers.accept(by=world.by(bert), handover_ref=handover.ref, acceptor=bert.username)
    assert stored(handover).receiver_person == bert


def test_stepping_aside_after_the_yes_asks_for_another_name(world: World) -> None:
    handover = world.handover("accepted")
    handovers.step_aside(by=world.by(world.account("R50")), handover_ref=handover.ref)
    assert (stored(handover).receiver_person, kind_of(handover)) == (None, "name_professional")
    assert violations() == []


@pytest.mark.parametrize("reason", ["incomplete", "other_team_same_gemeente"])
def test_what_the_receivers_settle_among_themselves_is_no_return(world: World, reason: str) -> None:
    handover = world.handover("received")
    by = world.by(world.account("R51"))
    with pytest.raises(NotAReturn):
        handovers.give_back(by=by, handover_ref=handover.ref, reason=reason, alternative="het gezinsteam")
    handovers.pass_on(by=by, handover_ref=handover.ref, receiver_team=SECOND_TEAM)
    after = stored(handover)
    assert (after.state, after.receiver_team_id, after.owner_person) == (
        "offered", SECOND_TEAM, world.account("R11"),
    )  # fmt: skip


def test_a_receiver_without_a_login_never_owns_and_is_asked_after_six_weeks(world: World) -> None:
    handover, anke = world.handover("talk_held", **OUTSIDE), world.by(world.account("R11"))
    given = arguments(world)["handover.confirm_outside"]
    handovers.confirm_outside(by=anke, handover_ref=handover.ref, **given)
    after = stored(handover)
    assert (after.state, after.owner_person, kind_of(after)) == (
        "confirmed_outside", world.account("R11"), "aftercare_check",
    )  # fmt: skip
    assert violations() == []
    page = words(at_the_screen_of(world.account("R11")).get(f"/overdracht/{handover.ref}/"))
    assert "huisarts" in page
    assert "Praktijk Voorbeeld" in page


@pytest.mark.parametrize(("weeks", "told"), [(7, 1), (9, 0)])
def test_back_within_eight_weeks_is_counted_for_both_coordinators(
    world: World, weeks: int, told: int
) -> None:
    handover = world.handover("confirmed", confirmed_at=now() - timedelta(weeks=weeks))
    by = world.by(world.account("R11"))
    handovers.lose(by=by, handover_ref=handover.ref, reason="Niemand komt meer.")
    assert bool(stored(handover).recycled_at) == bool(told)
    for role in ("R12", "R51"):
        page = at_the_screen_of(world.account(role)).get("/team/")
        assert page.context["recycled"] == told
    assert at_the_screen_of(world.account("R50")).get("/team/").context["recycled"] is None


def test_a_paused_term_goes_on_with_what_was_left(world: World) -> None:
    handover, anke, sanne = world.handover("offered"), world.account("R11"), world.account("R50")
    handovers.open(by=world.by(sanne), handover_ref=handover.ref)
    due = stored(handover).clock
    assert due is not None
    later = due.due_at - timedelta(hours=2)
    handovers.ask(by=world.by(sanne, at=later), handover_ref=handover.ref, question="Is er een hond?")
    left = stored(handover).left_minutes
    assert 0 < left <= 120
    handovers.answer(
        by=world.by(anke, at=later + timedelta(days=7)), handover_ref=handover.ref, answer="Nee."
    )
    after = stored(handover)
    assert after.clock is not None
    assert after.clock.due_at == after.resumes_until
    assert after.clock.due_at > later + timedelta(days=7)


def test_every_role_that_decides_has_its_buttons_and_no_other(world: World) -> None:
    handover = world.handover("expired")
    steps = {step.name for step in stored(handover).possible_steps(Role.REGION_COORDINATOR)}
    assert steps == {"decide_acceptance", "decide_elsewhere"}
    managed = {step.name for step in stored(handover).possible_steps(Role.GEMEENTE_MANAGER)}
    assert managed == steps | {"decide_waiting"}


def test_after_six_weeks_no_case_closes_over_what_a_partner_still_does(world: World) -> None:
    case, anke = world.case("aftercare"), world.by(world.account("R11"))
    handover, task = world.handover("confirmed", case=case), world.task("accepted", case=case)
    held = {"by": anke, "handover_ref": handover.ref, "still_in_care": True, "source": "client"}
    with pytest.raises(StillRunningBeside):
        handovers.complete(**held)
    tasks.finish(by=world.by(world.account("R40")), task_ref=task.ref, result="Koffie gedronken.")
    handovers.complete(**held)
    assert Case.objects.get(pk=case.pk).state == "closed"
    assert violations() == []
