"""What may others do beside us, what do they get to see of it, and does the case keep its owner and its term?"""

from datetime import timedelta

import pytest

from casework.actions import account as accounts
from casework.actions import case as cases
from casework.actions import consent
from casework.actions import escalation as escalations
from casework.actions import task as tasks
from casework.errors import NotYours, StillHolding
from casework.invariants import violations
from casework.models import Case, ContactAttempt, Disclosure, Escalation, PartnerTask
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import now
from tests.named import PARTNER_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.refusals import CapacityIsNoReason, NotInTheList, PartnerNeeded, StillRunningBeside
from workflows.sharing_refusals import PeerReviewFirst


def escalated(world: World, case: Case, chain: str) -> Escalation:
    by = world.by(world.account("R11"))
    cases.escalate(by=by, case_ref=case.ref, chain=chain, acceptor="M. Voorbeeld")
    return Escalation.objects.get(case=case, chain=chain)


def test_several_services_act_at_once_and_the_case_goes_on(world: World) -> None:
    case = world.case("contact_phase")
    before = Case.objects.select_related("clock").get(pk=case.pk)
    kinds = {chain: escalated(world, case, chain).clock.kind for chain in ("vt", "wvggz", "ggz")}
    assert kinds == {"vt": "escalation_vt", "wvggz": "escalation_wvggz", "ggz": "escalation"}
    after = Case.objects.select_related("clock").get(pk=case.pk)
    assert (after.state, after.owner_person) == (before.state, before.owner_person)
    assert (after.clock.kind, after.clock.due_at) == (before.clock.kind, before.clock.due_at)
    assert violations() == []


def test_a_service_that_says_nothing_is_asked_about(world: World) -> None:
    one = escalated(world, world.case("guidance"), "vt")
    ring_due(now() + timedelta(days=30))
    told = Notice.objects.filter(about_ref=one.ref, event="clock.rang", to_person=world.account("R11").pk)
    assert told.exists()


def test_who_stayed_away_goes_back_when_the_last_service_is_done(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    first = escalated(world, case, "vt")
    cases.hold_off(by=by, case_ref=case.ref, chain="zvh", acceptor="P. Voorbeeld", reason="eerst een PGA")
    second = Escalation.objects.get(case=case, chain="zvh")
    escalations.end(by=by, escalation_ref=first.ref, result="advice", note="geen onveiligheid")
    assert Case.objects.get(pk=case.pk).state == "escalated"
    escalations.end(by=by, escalation_ref=second.ref, result="they_act", note="wekelijks overleg")
    assert Case.objects.get(pk=case.pk).state == "contact_phase"
    assert violations() == []


def test_a_case_does_not_close_while_somebody_is_still_busy_beside_it(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    one = escalated(world, case, "ggz")
    closing = {"by": by, "case_ref": case.ref, "outcome": "ggz"}
    with pytest.raises(StillRunningBeside):
        cases.close(**closing)
    escalations.end(by=by, escalation_ref=one.ref, result="they_act", note="in zorg")
    assert cases.close(**closing).state == "closed"


def test_what_runs_beside_a_case_goes_along_to_the_colleague_who_takes_it_over(world: World) -> None:
    case, carla = world.case("guidance"), world.account("R11", name="Carla")
    escalation, task = world.escalation(case=case), world.task("accepted", case=case)
    lead = world.by(world.account("R12"))
    cases.reassign(by=lead, case_ref=case.ref, owner=carla.username, reason="verlof")
    assert Escalation.objects.get(pk=escalation.pk).owner_person == carla
    moved = PartnerTask.objects.get(pk=task.pk)
    assert (moved.sender_person, moved.owner_person) == (carla, world.account("R40"))
    assert violations() == []


def test_a_wijkteam_is_no_partner(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    with pytest.raises(PartnerNeeded):
        cases.ask_partner(by=by, case_ref=case.ref, partner="wijkteam-dronten", ask="Gaat u langs?")


def asked(world: World, *released: str) -> PartnerTask:
    """A task for the partner about a person with a phone, a flag and a concern."""
    flags = [{"kind": "dog", "detail": "Grote hond", "source": "buur", "until": "2099-01-01"}]
    person = world.person(phone="06-00000112", flags=flags)
    case = world.case("guidance", melding=world.melding("in_care", person=person))
    by = world.by(world.account("R11"))
    cases.ask_partner(
        by=by, case_ref=case.ref, partner=PARTNER_TEAM, ask="Gaat u mee op bezoek?", released=list(released)
    )
    return PartnerTask.objects.get(case=case)


def test_a_partner_sees_what_is_asked_and_after_taking_it_on_only_what_was_released(world: World) -> None:
    task, kees = asked(world, "name", "flags"), world.account("R40")
    screen = at_the_screen_of(kees)
    before = words(screen.get(f"/taak/{task.ref}/"))
    assert "Gaat u mee op bezoek?" in before
    for hidden in ("Dijkgraaf", "Voorbeeldpad", "06-00000112", "hond", "Gordijnen", "Weer koken"):
        assert hidden not in before
    assert screen.post(f"/taak/{task.ref}/stap/accept/", {"acceptor": kees.username}).status_code == 302
    after = words(screen.get(f"/taak/{task.ref}/"))
    assert "Gerben Dijkgraaf" in after
    assert "Grote hond" in after
    for hidden in ("Voorbeeldpad", "06-00000112", "Gordijnen", "Weer koken", "1972"):
        assert hidden not in after
    for address in (f"/casus/{task.case.ref}/", f"/casus/{task.case.ref}/afspraken/"):
        assert screen.get(address).status_code == 404


def test_what_goes_to_a_partner_is_recorded_and_never_tells_who_reported(world: World) -> None:
    task = asked(world, "name", "flags")
    kept = Disclosure.objects.get(case=task.case)
    assert (kept.way, kept.recipient_kind, kept.kinds, kept.consent) == (
        "task", "partner", ["flags", "name"], "not_asked",
    )  # fmt: skip
    assert kept.ground
    kees = world.account("R40")
    tasks.accept(by=world.by(kees), task_ref=task.ref, acceptor=kees.username)
    assert "buur" not in words(at_the_screen_of(world.account("R40")).get(f"/taak/{task.ref}/"))
    shown = words(at_the_screen_of(world.account("R11")).get(f"/casus/{task.case.ref}/gedeeld/"))
    assert "partnertaak" in shown


def test_what_tells_of_health_or_plans_goes_to_a_partner_with_a_yes_only(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R11"))
    given = {"by": by, "case_ref": case.ref, "partner": PARTNER_TEAM, "ask": "Gaat u mee?"}
    with pytest.raises(PeerReviewFirst):
        cases.ask_partner(released=["name", "goal"], **given)
    with pytest.raises(NotInTheList):
        cases.ask_partner(released=["name", "concern"], **given)
    consent.record(
        by=by, case_ref=case.ref, recipient_kind="partner", answer="yes", words="Mag.", source="person"
    )
    cases.ask_partner(released=["name", "goal"], **given)


def test_a_colleague_of_the_partner_knows_that_it_runs_and_not_about_whom(world: World) -> None:
    task, kees = asked(world, "name", "address"), world.account("R40")
    tasks.accept(by=world.by(kees), task_ref=task.ref, acceptor=kees.username)
    said = words(at_the_screen_of(world.account("R40", "karin")).get(f"/taak/{task.ref}/"))
    assert "Gaat u mee op bezoek?" in said
    assert "Dijkgraaf" not in said


def test_another_partner_and_who_gave_it_back_see_nothing(world: World) -> None:
    task, kees = asked(world, "name"), world.account("R40")
    stranger = world.account("R40", "vreemd", team="partner-leger-des-heils")
    with pytest.raises(NotYours):
        tasks.accept(by=world.by(stranger), task_ref=task.ref, acceptor=stranger.username)
    assert at_the_screen_of(stranger).get(f"/taak/{task.ref}/").status_code == 404
    tasks.accept(by=world.by(kees), task_ref=task.ref, acceptor=kees.username)
    tasks.give_back(by=world.by(kees), task_ref=task.ref, reason="not_safe", note="buurman dreigt")
    said = words(at_the_screen_of(kees).get(f"/taak/{task.ref}/"))
    assert "Dijkgraaf" not in said
    assert "Gaat u mee" not in said


def test_being_full_is_no_reason_to_give_a_task_back(world: World) -> None:
    task = world.task("offered")
    with pytest.raises(CapacityIsNoReason):
        tasks.give_back(by=world.by(world.account("R40")), task_ref=task.ref, reason="vol")
    assert PartnerTask.objects.get(pk=task.pk).owner_person == world.account("R11")


def test_the_contact_of_a_partner_stands_in_the_case_with_its_minutes(world: World) -> None:
    task, kees, anke = world.task("accepted"), world.account("R40"), world.account("R11")
    form = {
        "channel": "visit",
        "daypart": "morning",
        "reached": "yes",
        "minutes": "60",
        "result": "Koffie gehad.",
    }
    at_the_screen_of(kees).post(f"/taak/{task.ref}/stap/log_contact/", form)
    line = ContactAttempt.objects.get(case=task.case)
    assert (line.by, line.minutes, line.reached) == (kees, 60, True)
    assert PartnerTask.objects.get(pk=task.pk).minutes == 60
    assert "Koffie gehad." in words(at_the_screen_of(anke).get(f"/casus/{task.case.ref}/"))


def test_both_sides_find_the_task_on_their_desk(world: World) -> None:
    task = world.task("accepted")
    partner = words(at_the_screen_of(world.account("R40")).get("/werkvoorraad/"))
    assert task.ref in partner
    assert "Dijkgraaf" not in partner
    own = at_the_screen_of(world.account("R11")).get("/werkvoorraad/?groep=waiting")
    assert task.ref in words(own)


def test_nobody_leaves_while_holding_a_task(world: World) -> None:
    world.task("accepted")
    admin = world.by(world.account("R92"))
    with pytest.raises(StillHolding):
        accounts.deactivate(by=admin, username=world.account("R40").username)


def test_no_partner_rings_the_door_of_somebody_who_died(world: World) -> None:
    task, kees = world.task("accepted"), world.account("R40")
    cases.record_death(by=world.by(world.account("R11")), case_ref=task.case.ref)
    assert PartnerTask.objects.get(pk=task.pk).state == "withdrawn"
    assert Notice.objects.filter(about_ref=task.ref, event="task.withdrawn", to_person=kees.pk).exists()
    assert "Dijkgraaf" not in words(at_the_screen_of(kees).get(f"/taak/{task.ref}/"))
    assert violations() == []
