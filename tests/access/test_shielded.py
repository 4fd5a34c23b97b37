"""Can a case of a colleague, or of somebody everybody knows, be kept from the team and still go on?"""

import pytest

from casework import access
from casework.actions import account, shield
from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.actions import melding as meldingen
from casework.errors import NoSuchColleague, NotYours, StillHolding
from casework.models import Case, Handover, Melding, Shielding, Triage
from casework.policy import may_see
from casework.reading.load import coordinators
from casework.reading.worklist import worklist
from casework.recognition import recognise
from privacy.context import acting
from privacy.facts import PersonFacts
from privacy.models.ledger import AccessEvent
from tests.named import GEMEENTE, WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import PACKAGE, World
from workflows.refusals import NotYourStep, ReasonNeeded

WHY = "Zij is de moeder van een collega aan de balie."


def shielded(world: World, *named: str, **values: object) -> Case:
    """A case that only its owner, its team lead and these colleagues may know of."""
    case = world.case("guidance", **values)
    lead = world.by(world.account("R12"))
    return shield.put_up(by=lead, case_ref=case.ref, named=list(named), reason=WHY)


def test_the_team_sees_neither_the_name_nor_the_number(world: World) -> None:
    case, colleague = shielded(world), world.account("R11", "andere-coordinator")
    other_lead, triagist = world.account("R12", "tweede-leider"), world.account("R10")
    for account_ in (colleague, other_lead, triagist):
        by = world.by(account_)
        assert not may_see(case, by, listing=True).permit
        with acting(by):
            rows = worklist(by).rows
        assert case.ref not in {row.ref for row in rows}
        screen = at_the_screen_of(account_)
        nowhere = screen.get("/casus/C-7K3QX9P2/").content.replace(b"C-7K3QX9P2", b"")
        assert screen.get(f"/casus/{case.ref}/").content.replace(case.ref.encode(), b"") == nowhere
    owner = world.account("R11").username
    seen = {
        by.actor: dict(coordinators(by))[owner] for by in map(world.by, (world.account("R12"), other_lead))
    }
    assert "1" in seen[str(world.account("R12").pk)]
    assert "0" in seen[str(other_lead.pk)]


def test_the_owner_the_team_lead_who_decided_and_whoever_is_named_go_on(world: World) -> None:
    triagist = world.account("R10")
    case = shielded(world, triagist.username)
    assert may_see(case, world.by(world.account("R11"))).permit
    assert may_see(case, world.by(world.account("R12"))).permit
    melding = Melding.objects.get(pk=case.melding_id)
    assert may_see(melding, world.by(triagist)).permit
    assert not may_see(melding, world.by(world.account("R10", "andere-triagist"))).permit
    assert Triage.objects.get(melding=melding).shielded_for, "what hangs on the report goes along"


def test_a_deputy_is_not_named_by_standing_in(world: World) -> None:
    case = shielded(world)
    deputy = world.by(world.account("R11", "waarnemer"), stands_in=(str(world.account("R11").pk),))
    assert not may_see(case, deputy).permit


def test_a_new_owner_is_named_and_a_handover_of_it_is_shielded_as_well(world: World) -> None:
    case, new = shielded(world), world.account("R11", "opvolger")
    cases.reassign(
        by=world.by(world.account("R12")), case_ref=case.ref, owner=new.username, reason="ander rooster"
    )
    assert may_see(Case.objects.get(pk=case.pk), world.by(new)).permit
    handover = handovers.draft(by=world.by(new), case_ref=case.ref)
    assert handover.shielded_for == Case.objects.get(pk=case.pk).shielded_for


def test_the_receiving_team_sees_what_was_offered_to_it(world: World) -> None:
    handover = world.handover("offered", case=world.case("handing_over"), package=PACKAGE)
    shield.put_up(by=world.by(world.account("R12")), case_ref=handover.case.ref, named=[], reason=WHY)
    handover = Handover.objects.get(pk=handover.pk)
    assert str(handover.receiver_team_id) == WIJKTEAM_TEAM
    assert "identity" in may_see(handover, world.by(world.account("R50"))).groups
    assert not may_see(handover, world.by(world.account("R12", "tweede-leider"))).permit


def test_lifted_it_is_open_to_the_team_again(world: World) -> None:
    case, other = shielded(world), world.by(world.account("R12", "tweede-leider"))
    with pytest.raises(NotYours):
        shield.lift(by=other, case_ref=case.ref, reason="ik wil kijken")
    shield.lift(
        by=world.by(world.account("R12")), case_ref=case.ref, reason="De collega werkt hier niet meer."
    )
    assert may_see(Case.objects.get(pk=case.pk), other).permit
    assert [line.what for line in Shielding.objects.filter(case=case)] == ["lifted", "put_up"]


def test_only_a_team_lead_decides_with_a_reason_and_about_colleagues(world: World) -> None:
    case = world.case("guidance")
    owner, lead = world.by(world.account("R11")), world.by(world.account("R12"))
    with pytest.raises(NotYourStep):
        shield.put_up(by=owner, case_ref=case.ref, named=[], reason=WHY)
    with pytest.raises(ReasonNeeded):
        shield.put_up(by=lead, case_ref=case.ref, named=[], reason=" ")
    with pytest.raises(NoSuchColleague):
        shield.put_up(by=lead, case_ref=case.ref, named=[world.account("R50").username], reason=WHY)
    assert not Case.objects.get(pk=case.pk).shielded_for


def test_who_shields_again_sees_who_was_named_and_drops_nobody_unseen(world: World) -> None:
    tess = world.account("R10")
    case = shielded(world, tess.username)
    lead = at_the_screen_of(world.account("R12"))
    form = lead.get(f"/casus/{case.ref}/stap/put_up/").context["form"]
    assert form["named"].value() == [tess.username]
    again = {"named": form["named"].value(), "reason": WHY, "seen_version": form["seen_version"].value()}
    assert lead.post(f"/casus/{case.ref}/stap/put_up/", again).status_code == 302
    assert str(tess.pk) in Case.objects.get(pk=case.pk).shielded_for


def test_whoever_is_named_does_not_leave_before_somebody_else_is(world: World) -> None:
    case = shielded(world)
    administrator, leaver = world.by(world.account("R92")), world.account("R12")
    with pytest.raises(StillHolding):
        account.deactivate(by=administrator, username=leaver.username)
    successor = world.account("R12", "opvolger-leider")
    shield.put_up(by=world.by(leaver), case_ref=case.ref, named=[successor.username], reason=WHY)
    shield.put_up(by=world.by(successor), case_ref=case.ref, named=[], reason=WHY)
    assert not account.deactivate(by=administrator, username=leaver.username).is_active


def test_the_triage_learns_that_something_runs_and_whom_to_call_and_nobody_s_name(world: World) -> None:
    facts = PersonFacts(given="Gerben", surname="Dijkgraaf", birthdate="1972-05-01", postcode="8255 AB",
                        house_number="12")  # fmt: skip
    triagist = world.by(world.account("R10"))
    known = {
        name: getattr(facts, name) for name in ("given", "surname", "birthdate", "postcode", "house_number")
    }
    melding = meldingen.receive(by=triagist, narrative="Zorg.", gemeente=GEMEENTE, person=known)
    case = world.case("guidance", melding=melding)
    assert recognise(facts, by=triagist, about="draft:1").candidates
    shield.put_up(by=world.by(world.account("R12")), case_ref=case.ref, named=[], reason=WHY)
    found = recognise(facts, by=triagist, about="draft:2")
    assert found.candidates == ()
    assert found.at_address is not None, "a service to call: nobody falls between"


def test_the_privacy_officer_reads_the_decision_and_not_the_case(world: World) -> None:
    case = shielded(world, world.account("R10").username)
    screen = at_the_screen_of(world.account("R90"))
    page = words(screen.get("/afgeschermd/"))
    for said in (case.ref, WHY, "Person-R10", "Person-R12"):
        assert said in page
    assert "Dijkgraaf" not in page
    assert screen.get(f"/casus/{case.ref}/").status_code == 404
    assert AccessEvent.objects.filter(action="shield.read").count() == 1
    for role in ("R12", "R11", "R91", "R93"):
        assert at_the_screen_of(world.account(role)).get("/afgeschermd/").status_code == 404


def test_the_reason_is_sealed_and_the_form_keeps_what_was_typed(world: World) -> None:
    case, lead = world.case("guidance"), at_the_screen_of(world.account("R12"))
    address = f"/casus/{case.ref}/stap/put_up/"
    assert "Alleen wie u noemt" in words(lead.get(address))
    assert lead.post(address, {"reason": ""}).status_code == 422
    answer = lead.post(address, {"reason": WHY, "named": [world.account("R10").username]})
    assert answer.status_code == 302
    assert str(world.account("R10").pk) in Case.objects.get(pk=case.pk).shielded_for
    (line,) = Shielding.objects.filter(case=case)
    assert WHY not in str(line.reason)
    with pytest.raises(NotYours):
        access.find(
            Case.objects.all(), case.ref, by=world.by(world.account("R11", "ander")), action="case.read"
        )
