"""Can a team with outreach receive as well, and does nobody answer for the other side?"""

from typing import Any

import pytest

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.errors import NotYours
from casework.forms.package import receivers
from casework.invariants import violations
from casework.models import Case, Handover
from casework.reading.desk import EVERYTHING, group_of, on_desk
from privacy.context import now
from tests.named import VA, WIJKTEAM_TEAM
from tests.promises.arguments import arguments
from tests.world import PACKAGE, World
from workflows.calendars import local_date
from workflows.handover_refusals import StillTheirCase
from workflows.refusals import NotYourStep, ReceiverMayNotReceive


def landed(world: World) -> Handover:
    """Somebody who landed at the wijkteam and is the worker's now."""
    return world.handover("confirmed", owner_team_id=WIJKTEAM_TEAM, owner_person=world.account("R50"))


def handed_on(world: World, state: str = "offered") -> Handover:
    """The wijkteam hands somebody who landed there on to V&A; the handover stands in this state."""
    return world.handover(
        state, case=landed(world).case, sender_team_id=WIJKTEAM_TEAM, sender_person=world.account("R50"),
        owner_team_id=WIJKTEAM_TEAM, owner_person=world.account("R50"), receiver_team_id=VA, receiver_person=None,
    )  # fmt: skip


def on_whose_desk(world: World, role: str) -> dict[str, str]:
    """Reference -> group, of what stands on the desk of this role."""
    by = world.by(world.account(role))
    return {row["ref"]: group_of(row, by) for row in on_desk(by, EVERYTHING, after=None, limit=20)}


def test_whoever_has_somebody_prepares_a_handover_and_still_has_them(world: World) -> None:
    first = landed(world)
    draft = handovers.draft_onward(by=world.by(world.account("R50")), handover_ref=first.ref)
    assert (draft.sender_team_id, draft.owner_person, draft.case_id) == (
        WIJKTEAM_TEAM,
        world.account("R50"),
        first.case_id,
    )
    assert Handover.objects.get(pk=first.pk).state == "confirmed"
    with pytest.raises(NotYours):
        handovers.draft_onward(by=world.by(world.account("R50", "een-ander")), handover_ref=first.ref)
    with pytest.raises(NotYours):
        handovers.draft_onward(by=world.by(world.account("R11")), handover_ref=first.ref)
    assert violations() == []


def test_a_wijkteam_hands_over_to_a_team_with_outreach_and_to_no_other(world: World) -> None:
    draft = handovers.draft_onward(by=world.by(world.account("R50")), handover_ref=landed(world).ref)
    given: dict[str, Any] = {
        "ground": "L8",
        "consent": "yes",
        "package": PACKAGE,
        "requested_action": "Contact",
    }
    for team in ("wijkteam-urk", WIJKTEAM_TEAM):
        with pytest.raises(ReceiverMayNotReceive):
            handovers.offer(
                by=world.by(world.account("R50")), handover_ref=draft.ref, receiver_team=team, **given
            )
    offered = handovers.offer(
        by=world.by(world.account("R50")), handover_ref=draft.ref, receiver_team=VA, **given
    )
    assert (offered.state, offered.owner_team_id) == ("offered", WIJKTEAM_TEAM)


def test_the_form_lists_whom_a_sender_may_choose(world: World) -> None:
    def listed(sender: str) -> set[str]:
        return {
            pk
            for _group, teams in receivers("0303", local_date(now()), sender=sender)[1:]
            for pk, _name in teams
        }

    assert listed(WIJKTEAM_TEAM) == {VA}
    assert VA not in listed(VA)
    assert WIJKTEAM_TEAM in listed(VA)


def test_no_side_answers_for_the_other(world: World) -> None:
    handover = handed_on(world, "received")
    for role in ("R50", "R51"):
        with pytest.raises(NotYourStep):
            handovers.ask(
                by=world.by(world.account(role)), handover_ref=handover.ref, question="Is er een hond?"
            )
    for role in ("R11", "R12"):
        with pytest.raises(NotYourStep):
            handovers.withdraw(
                by=world.by(world.account(role)), handover_ref=handover.ref, reason="toch niet"
            )
    with pytest.raises(NotYourStep):
        handovers.give_back(
            by=world.by(world.account("R11")),
            handover_ref=handover.ref,
            reason="other_law",
            alternative="Wlz",
        )


def test_it_stands_on_both_desks_and_each_sees_who_moves(world: World) -> None:
    ref = handed_on(world).ref
    assert on_whose_desk(world, "R50")[ref] == "waiting"
    assert on_whose_desk(world, "R11")[ref] != "waiting"
    assert on_whose_desk(world, "R12")[ref] != "waiting"


def test_a_region_wide_team_has_no_gemeente_to_dispute_and_passes_nothing_on(world: World) -> None:
    handover, lead = handed_on(world, "received"), world.by(world.account("R12"))
    with pytest.raises(NotYourStep):
        handovers.dispute_gemeente(by=lead, handover_ref=handover.ref, gemeente="0184", reason="woont daar")
    with pytest.raises(Exception, match="another team of this gemeente"):
        handovers.pass_on(by=lead, handover_ref=handover.ref, receiver_team="gezinsteam-dronten")


def test_a_wijkteam_cannot_pass_on_to_whoever_sent_it(world: World) -> None:
    handover = world.handover("received")
    with pytest.raises(Exception, match="another team of this gemeente"):
        handovers.pass_on(by=world.by(world.account("R51")), handover_ref=handover.ref, receiver_team=VA)


def confirmed(world: World, handover: Handover) -> Handover:
    """V&A has had contact of its own."""
    joost = world.account("R11", "joost")
    given = arguments(world)
    handovers.open(by=world.by(joost), handover_ref=handover.ref)
    handovers.accept(by=world.by(joost), handover_ref=handover.ref, acceptor=joost.username)
    handovers.plan_talk(by=world.by(joost), handover_ref=handover.ref, talk_at=now())
    handovers.hold_talk(by=world.by(joost), handover_ref=handover.ref, **given["handover.hold_talk"])
    return handovers.confirm(
        by=world.by(joost), handover_ref=handover.ref, kind="visit", contact_on=local_date(now()),
        next_appointment=local_date(now()),
    )  # fmt: skip


def test_at_own_contact_the_case_goes_on_there_with_an_owner_and_a_term(world: World) -> None:
    handover = handed_on(world)
    first = Handover.objects.get(case_id=handover.case_id, receiver_team_id=WIJKTEAM_TEAM)
    confirmed(world, handover)
    case = Case.objects.select_related("clock").get(pk=handover.case_id)
    assert (case.state, case.owner_person, case.owner_team_id) == (
        "contact_made",
        world.account("R11", "joost"),
        VA,
    )
    assert case.clock is not None
    assert case.clock.kind == "plan"
    assert Handover.objects.get(pk=first.pk).state == "completed"
    assert violations() == []
    with pytest.raises(StillTheirCase):
        handovers.lose(by=world.by(world.account("R50")), handover_ref=handover.ref, reason="belt ons weer")
    cases.set_goal(
        by=world.by(world.account("R11", "joost")),
        case_ref=case.ref,
        goal="Post openmaken",
        supporter_offered="yes",
    )
    onward = handovers.draft(by=world.by(world.account("R11", "joost")), case_ref=case.ref)
    handovers.offer(
        by=world.by(world.account("R11", "joost")),
        handover_ref=onward.ref,
        **arguments(world)["handover.offer"],
    )
    assert violations() == []


def test_a_case_that_was_closed_meanwhile_opens_again(world: World) -> None:
    handover = handed_on(world)
    first = Handover.objects.get(case_id=handover.case_id, receiver_team_id=WIJKTEAM_TEAM)
    handovers.complete(
        by=world.by(world.account("R11")), handover_ref=first.ref, still_in_care=True, source="client"
    )
    assert Case.objects.get(pk=handover.case_id).state == "closed"
    confirmed(world, handover)
    case = Case.objects.get(pk=handover.case_id)
    assert (case.state, case.outcome, case.owner_person) == (
        "contact_made",
        "",
        world.account("R11", "joost"),
    )
    assert violations() == []


def test_a_case_of_u3_that_comes_back_after_it_was_closed_needs_a_nachtkaart_again(world: World) -> None:
    handover = handed_on(world)
    first = Handover.objects.get(case_id=handover.case_id, receiver_team_id=WIJKTEAM_TEAM)
    Case.objects.filter(pk=handover.case_id).update(urgency="U3")
    handovers.complete(
        by=world.by(world.account("R11")), handover_ref=first.ref, still_in_care=True, source="client"
    )
    confirmed(world, handover)
    clock = Case.objects.select_related("card_clock").get(pk=handover.case_id).card_clock
    assert clock is not None
    assert clock.kind == "nachtkaart_missing"
    assert violations() == []


def test_whoever_gets_the_case_gets_the_handover_it_came_with(world: World) -> None:
    handover = handed_on(world)
    confirmed(world, handover)
    case = Case.objects.get(pk=handover.case_id)
    cases.reassign(
        by=world.by(world.account("R12")),
        case_ref=case.ref,
        owner=world.account("R11").username,
        reason="verlof",
    )
    stored = Handover.objects.get(pk=handover.pk)
    assert (stored.receiver_person, stored.owner_person) == (world.account("R11"), world.account("R11"))
    assert violations() == []


def test_a_second_draft_that_is_withdrawn_leaves_the_running_offer_alone(world: World) -> None:
    running = world.handover("offered")
    draft = handovers.draft(by=world.by(world.account("R11")), case_ref=running.case.ref)
    handovers.withdraw(by=world.by(world.account("R11")), handover_ref=draft.ref, reason="dubbel")
    assert Case.objects.get(pk=running.case_id).state == "handing_over"


def test_of_a_shielded_case_only_the_named_colleagues_see_what_is_offered(world: World) -> None:
    handover = handed_on(world)
    Handover.objects.filter(pk=handover.pk).update(shielded_for=str(world.account("R12").pk))
    with pytest.raises(NotYours):
        handovers.open(by=world.by(world.account("R11", "joost")), handover_ref=handover.ref)
    handovers.open(by=world.by(world.account("R12")), handover_ref=handover.ref)
