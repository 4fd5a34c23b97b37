"""Does a crisis go over as warmly as a case, at its own pace, and does nobody read more for it?"""

from datetime import timedelta

import pytest

from casework.actions import crisis as crises
from casework.actions import handover as handovers
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import Case, Crisis, Disclosure, Handover
from casework.policy import may_see
from privacy.context import now
from tests.named import VA, WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import PACKAGE, World
from workflows.calendars import local_date


def prepared(world: World) -> tuple[Crisis, Handover]:
    """A crisis with a settled plan, and the draft of its handover."""
    crisis, worker = world.crisis("stabilising"), world.by(world.account("R20"))
    crises.settle_plan(by=worker, crisis_ref=crisis.ref)
    return crisis, crises.prepare_handover(by=worker, crisis_ref=crisis.ref)


def offered(world: World, team: str = WIJKTEAM_TEAM) -> tuple[Crisis, Handover]:
    """The same, offered."""
    crisis, handover = prepared(world)
    handovers.offer(
        by=world.by(world.account("R21")), handover_ref=handover.ref, receiver_team=team, ground="L10",
        consent="yes", package=PACKAGE, requested_action="Regie",
    )  # fmt: skip
    return Crisis.objects.get(pk=crisis.pk), Handover.objects.get(pk=handover.pk)


def landed(world: World, handover: Handover, role: str) -> Handover:
    """Opened, accepted, talked and confirmed by this receiver."""
    receiver = world.account(role)
    by, ref, day = world.by(receiver), {"handover_ref": handover.ref}, local_date(now())
    handovers.open(by=by, **ref)
    handovers.accept(by=by, acceptor=receiver.username, **ref)
    handovers.plan_talk(by=by, talk_at=now() + timedelta(days=1), **ref)
    handovers.hold_talk(by=by, agreements="Dinsdag.", supporter_offered="yes", **ref)
    return handovers.confirm(
        by=by, kind="visit", contact_on=day, next_appointment=day + timedelta(days=7), **ref
    )


def test_what_is_prepared_is_due_when_the_plan_ends(world: World) -> None:
    crisis, handover = prepared(world)
    crisis.refresh_from_db()
    assert handover.clock is not None
    assert crisis.clock is not None
    assert handover.clock.due_at == crisis.bridged_until == crisis.clock.due_at


def test_the_service_acts_and_not_one_person_of_it(world: World) -> None:
    crisis, handover = offered(world)
    assert (crisis.state, handover.state, handover.origin) == ("handing_over", "offered", "crisis")
    assert handover.sender_person == world.account("R20")


def test_the_crisis_is_over_when_the_receiver_had_contact_and_not_before(world: World) -> None:
    crisis, handover = offered(world)
    seen = []
    receiver = world.account("R50")
    by, ref = world.by(receiver), {"handover_ref": handover.ref}
    handovers.open(by=by, **ref)
    handovers.accept(by=by, acceptor=receiver.username, **ref)
    for _ in range(2):
        crisis.refresh_from_db()
        seen.append((crisis.state, crisis.owner_person is None))
        handovers.plan_talk(by=by, talk_at=now() + timedelta(days=1), **ref)
    assert seen == [("handing_over", False), ("handed_over", True)]
    handovers.hold_talk(by=by, agreements="Dinsdag.", supporter_offered="yes", **ref)
    day = local_date(now())
    handovers.confirm(by=by, kind="visit", contact_on=day, next_appointment=day + timedelta(days=7), **ref)
    crisis.refresh_from_db()
    assert (crisis.state, crisis.ending, crisis.clock) == ("closed", "landed", None)
    assert violations() == []


def test_lost_again_the_crisis_team_has_it_again(world: World) -> None:
    crisis, handover = offered(world)
    landed(world, handover, "R50")
    handovers.lose(by=world.by(world.account("R20")), handover_ref=handover.ref, reason="Niemand komt.")
    crisis.refresh_from_db()
    assert (crisis.state, crisis.owner_person) == ("handing_over", world.account("R20"))
    assert violations() == []


def test_where_it_lands_with_outreach_a_case_begins_with_an_owner_and_a_term(world: World) -> None:
    world.account("R11")
    crisis, handover = offered(world, team=VA)
    landed(world, handover, "R11")
    case = Case.objects.get(person=crisis.person)
    assert (case.state, case.owner_person) == ("contact_made", world.account("R11"))
    assert case.clock is not None
    assert case.card_clock is not None, "what was a crisis needs a nachtkaart"
    assert violations() == []


def test_withdrawn_the_plan_holds(world: World) -> None:
    crisis, handover = offered(world)
    handovers.withdraw(by=world.by(world.account("R20")), handover_ref=handover.ref, reason="Verkeerd team.")
    crisis.refresh_from_db()
    assert (crisis.state, crisis.owner_person) == ("bridging", world.account("R20"))


def test_what_was_shared_stands_in_the_disclosures_of_the_melding(world: World) -> None:
    crisis, handover = offered(world)
    disclosure = Disclosure.objects.get(handover=handover)
    assert (disclosure.melding_id, disclosure.case_id, disclosure.way) == (
        crisis.melding_id,
        None,
        "handover",
    )


def test_the_crisis_team_reads_its_own_handovers_and_no_others(world: World) -> None:
    _crisis, handover = offered(world)
    worker, lead = world.by(world.account("R20", "ander")), world.by(world.account("R21"))
    assert {"identity", "package", "contact", "sender_notes"} <= may_see(handover, worker).groups
    assert "contact" not in may_see(handover, lead).groups
    for other in (world.handover("offered"), world.handover("offered", sender_team_id="crisisteam")):
        assert not may_see(other, worker).permit
    with pytest.raises(NotYours):
        handovers.withdraw(
            by=world.by(world.account("R11")), handover_ref=handover.ref, reason="niet van mij"
        )


def test_both_sides_have_a_page_and_the_draft_begins_with_the_plan(world: World) -> None:
    crisis, handover = prepared(world)
    screen = at_the_screen_of(world.account("R20"))
    page = words(screen.get(f"/overdracht/{handover.ref}/"))
    assert "naar de crisis" in page
    assert "Belt de dienst." in screen.get(f"/overdracht/{handover.ref}/").content.decode()
    assert handover.ref in words(screen.get(f"/crisis/{crisis.ref}/"))
    assert handover.ref in words(screen.get("/werkvoorraad/"))
