"""A melding goes another way, or a case changes hands: does one colleague have it, and nobody keep what was theirs?"""

import pytest

from casework.actions import case as cases
from casework.actions import melding as meldingen
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import Case, Melding
from casework.policy import may_see
from tests.named import WIJKTEAM_TEAM
from tests.world import World
from workflows.lifecycle import NotFromThisState


def proposed(world: World) -> Case:
    """A melding for outreach, and the case that waits for its care coordinator."""
    melding = world.melding("forwarded")
    return world.case("proposed", melding=melding, owner_person=None)


@pytest.mark.parametrize("way", ["returned", "linked"])
def test_a_case_nobody_has_yet_ends_with_the_way_its_melding_went(world: World, way: str) -> None:
    case, triagist = proposed(world), world.by(world.account("R10"))
    if way == "returned":
        meldingen.return_to_triage(by=triagist, melding_ref=case.melding.ref, reason="wrong_service")
    else:
        earlier = world.melding("in_triage").ref
        meldingen.link(
            by=triagist, melding_ref=case.melding.ref, earlier_ref=earlier, evidence="Zelfde adres."
        )
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.clock) == ("closed", None)
    with pytest.raises((NotYours, NotFromThisState)):
        cases.assign(
            by=world.by(world.account("R12")), case_ref=case.ref, owner=world.account("R11").username
        )
    assert violations() == []


def test_a_case_that_somebody_has_goes_on_whatever_its_melding_does(world: World) -> None:
    melding = world.melding("forwarded")
    case = world.case("assigned", melding=melding)
    meldingen.return_to_triage(
        by=world.by(world.account("R10")), melding_ref=melding.ref, reason="wrong_service"
    )
    assert Case.objects.get(pk=case.pk).state == "assigned"


def test_assigning_takes_no_melding_that_lies_with_a_wijkteam(world: World) -> None:
    case = proposed(world)
    Melding.objects.filter(pk=case.melding_id).update(target=WIJKTEAM_TEAM)
    cases.assign(by=world.by(world.account("R12")), case_ref=case.ref, owner=world.account("R11").username)
    assert Melding.objects.get(pk=case.melding_id).state == "forwarded"


def test_who_takes_a_case_over_gets_its_melding_and_who_gave_it_reads_nothing_more(world: World) -> None:
    before, after = world.account("R11"), world.account("R11", "opvolger")
    melding = world.melding("in_care", owner_person=before)
    case = world.case("guidance", melding=melding)
    cases.reassign(
        by=world.by(world.account("R12")), case_ref=case.ref, owner=after.username, reason="Verlof."
    )
    melding.refresh_from_db()
    assert melding.owner_person == after
    assert may_see(melding, world.by(after)).permit
    assert not may_see(melding, world.by(before)).permit
