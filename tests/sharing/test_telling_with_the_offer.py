"""Who tells the person, when that is said in the offer? Until a colleague accepted by name it is the sender."""

from typing import Any

from casework.actions import disclosure as disclosures
from casework.actions import handover as handovers
from casework.actions import informing
from casework.actions.case import assigning
from casework.invariants import violations
from casework.models import Case, Clock, Handover
from casework.work import working
from privacy.context import acting
from tests.named import VA, WIJKTEAM_TEAM
from tests.promises.arguments import arguments
from tests.world import World


def offered(world: World, told_by: str = "receiver") -> Handover:
    """An offer in which it is said who tells the person."""
    draft = handovers.draft(by=world.by(world.account("R11")), case_ref=world.case("guidance").ref)
    given: dict[str, Any] = arguments(world)["handover.offer"]
    return handovers.offer(
        by=world.by(world.account("R11")), handover_ref=draft.ref, told_by=told_by, **given
    )


def case_of(handover: Handover) -> Case:
    return Case.objects.select_related("inform_clock", "teller").get(pk=handover.case_id)


def rings_with(handover: Handover) -> str:
    """The team with which the term for telling rings."""
    clock = case_of(handover).inform_clock
    return str(clock.team_id) if clock else ""


def test_until_a_named_yes_the_sender_tells(world: World) -> None:
    handover = offered(world)
    assert (case_of(handover).teller, rings_with(handover)) == (None, VA)
    sanne = world.account("R50")
    handovers.open(by=world.by(sanne), handover_ref=handover.ref)
    handovers.accept(by=world.by(sanne), handover_ref=handover.ref, acceptor=sanne.username)
    assert (case_of(handover).teller, rings_with(handover)) == (sanne, WIJKTEAM_TEAM)
    informing.tell(by=world.by(sanne), handover_ref=handover.ref, how="talk")
    assert case_of(handover).informed == "yes"
    assert violations() == []


def test_when_the_sender_keeps_it_nothing_moves(world: World) -> None:
    handover, sanne = offered(world, told_by="sender"), world.account("R50")
    handovers.open(by=world.by(sanne), handover_ref=handover.ref)
    handovers.accept(by=world.by(sanne), handover_ref=handover.ref, acceptor=sanne.username)
    assert (case_of(handover).teller, rings_with(handover)) == (None, VA)


def test_it_follows_the_colleague_and_comes_back_with_the_handover(world: World) -> None:
    handover, lead, sanne = offered(world), world.account("R51"), world.account("R50")
    handovers.open(by=world.by(sanne), handover_ref=handover.ref)
    handovers.accept_for_now(by=world.by(lead), handover_ref=handover.ref)
    assert case_of(handover).teller == lead
    handovers.name_professional(by=world.by(lead), handover_ref=handover.ref, acceptor=sanne.username)
    assert case_of(handover).teller == sanne
    handovers.step_aside(by=world.by(sanne), handover_ref=handover.ref)
    assert (case_of(handover).teller, rings_with(handover)) == (None, VA)
    handovers.name_professional(by=world.by(lead), handover_ref=handover.ref, acceptor=lead.username)
    assert case_of(handover).teller == lead
    handovers.withdraw(by=world.by(world.account("R11")), handover_ref=handover.ref, reason="toch bij ons")
    assert (case_of(handover).teller, rings_with(handover)) == (None, VA)
    assert violations() == []


def test_a_call_about_a_melding_counts_for_the_case_it_opens(world: World) -> None:
    called: dict[str, Any] = {"recipient_kind": "gp", "recipient": "Praktijk Voorbeeld", "kinds": ["name"],
                              "text": "Kent u hem?", "ground": "L12"}  # fmt: skip
    melding = world.melding("in_triage", owner_person=world.account("R10"))
    disclosures.call(by=world.by(world.account("R10")), melding_ref=melding.ref, **called)
    by = world.system()
    with acting(by), working(by, "triage.settle"):
        case = assigning.propose(melding, by=by)
    kind = Clock.objects.get(pk=Case.objects.get(pk=case.pk).inform_clock_id).kind
    assert kind == "tell_person_now"


def test_a_call_about_a_melding_whose_case_is_there_moves_its_term(world: World) -> None:
    called: dict[str, Any] = {"recipient_kind": "gp", "recipient": "Praktijk Voorbeeld", "kinds": ["name"],
                              "text": "Kent u hem?", "ground": "L12"}  # fmt: skip
    melding = world.melding("forwarded", owner_person=world.account("R10"))
    case = world.case("proposed", melding=melding, owner_person=None)
    disclosures.call(by=world.by(world.account("R10")), melding_ref=melding.ref, **called)
    assert Clock.objects.get(pk=Case.objects.get(pk=case.pk).inform_clock_id).kind == "tell_person_now"
    assert violations() == []
