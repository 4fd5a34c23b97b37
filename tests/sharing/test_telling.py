"""Does the person hear what is kept and shared about them, in time, or is there a ground why not yet?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework.actions import case as cases
from casework.actions import disclosure, informing
from casework.invariants import violations
from casework.models import Case, Clock
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import now
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.refusals import AcceptorNeeded
from workflows.sharing_refusals import AlreadyTold, PostponingNeedsGround

CALL = {
    "recipient_kind": "wijkteam",
    "recipient": "S. de Boer",
    "kinds": ["name"],
    "text": "Wanneer kan het?",
}


def term(case: Case) -> Clock:
    """The running term for telling."""
    return Clock.objects.get(item_id=case.pk, kind__startswith="tell_person", rings_at__isnull=False)


def test_a_month_after_the_report_the_owner_hears_that_nobody_told_and_after_that_the_lead(
    world: World,
) -> None:
    case, anke, lead = world.case("contact_phase"), world.account("R11"), world.account("R12")
    assert term(case).kind == "tell_person"
    due = term(case).due_at
    assert timedelta(days=27) < due - now() < timedelta(days=36)
    ring_due(due + timedelta(minutes=1))
    assert Notice.objects.filter(event="case.tell_person", to_person=anke.pk).exists()
    ring_due(due + timedelta(days=4))
    assert Notice.objects.filter(event="case.tell_person", to_role=lead.role).exists()
    assert term(case).kind == "tell_person", "it goes on until somebody tells"


def test_the_first_call_makes_it_today_and_a_second_one_does_not_move_it(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    disclosure.call(by=anke, case_ref=case.ref, **CALL)
    first = term(case)
    assert first.kind == "tell_person_now"
    disclosure.call(by=anke, case_ref=case.ref, **CALL)
    assert term(case).due_at == first.due_at


def test_contact_without_telling_makes_it_today_and_telling_ends_it(world: World) -> None:
    case, anke = world.case("contact_phase"), world.by(world.account("R11"))
    cases.make_contact(by=anke, case_ref=case.ref, informed="not_now")
    assert term(case).kind == "tell_person_now"
    told = informing.tell(by=anke, case_ref=case.ref, how="talk", note="Aan de keukentafel.")
    assert (told.informed, told.inform_clock) == ("yes", None)
    assert not Clock.objects.filter(
        item_id=case.pk, kind__startswith="tell_person", rings_at__isnull=False
    ).exists()
    with pytest.raises(AlreadyTold):
        informing.tell(by=anke, case_ref=case.ref, how="talk")
    assert violations() == []


def test_telling_at_the_first_contact_leaves_no_term(world: World) -> None:
    case, anke = world.case("contact_phase"), world.by(world.account("R11"))
    cases.make_contact(by=anke, case_ref=case.ref, informed="yes")
    disclosure.call(by=anke, case_ref=case.ref, **CALL)
    assert not Clock.objects.filter(item_id=case.pk, kind__startswith="tell", rings_at__isnull=False).exists()


def test_telling_waits_with_a_ground_and_is_weighed_every_fourteen_days(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    with pytest.raises(PostponingNeedsGround):
        informing.postpone(by=anke, case_ref=case.ref, ground="unsafe", reason=" ")
    informing.postpone(by=anke, case_ref=case.ref, ground="unsafe", reason="Haar broer luistert mee.")
    waits = term(case)
    assert waits.kind == "tell_person_later"
    assert timedelta(days=13) < waits.due_at - now() < timedelta(days=18)
    disclosure.call(by=anke, case_ref=case.ref, **CALL)
    assert term(case).due_at == waits.due_at, "what waits for safety is not hurried by a call"
    ring_due(waits.due_at + timedelta(minutes=1))
    assert Notice.objects.filter(event="case.tell_person").exists()
    later = world.by(world.account("R11"), at=waits.due_at + timedelta(hours=1))
    informing.postpone(by=later, case_ref=case.ref, ground="unsafe", reason="Nog steeds.")
    assert term(case).due_at > waits.due_at + timedelta(days=13)


def test_a_closed_case_rings_for_nobody_and_a_reopened_one_again(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    cases.close(by=anke, case_ref=case.ref, outcome="no_help_needed")
    assert not Clock.objects.filter(item_id=case.pk, rings_at__isnull=False).exists()
    assert violations() == []
    cases.reopen(
        by=world.by(world.account("R12")),
        case_ref=case.ref,
        owner=world.account("R11").username,
        reason="Weer gemeld.",
    )
    assert term(case).kind == "tell_person"
    assert violations() == []


def test_the_page_says_whether_the_person_knows_and_never_who_reported(world: World) -> None:
    case = world.case("guidance")
    anke = at_the_screen_of(world.account("R11"))
    page = words(anke.get(reverse("case-shared", args=[case.ref])))
    assert "Weet de persoon het? nog niet verteld" in page
    anke.post(reverse("case-share", args=[case.ref, "verteld"]), {"how": "letter", "note": "Met uitleg."})
    page = words(anke.get(reverse("case-shared", args=[case.ref])))
    assert "Weet de persoon het? ja" in page
    assert "Vertellen moet wachten" not in page
    assert "Mevrouw Buur" not in page
    assert "Persoon weet wat wij vastleggen" in words(anke.get(reverse("case", args=[case.ref])))


def test_telling_is_left_to_whoever_accepted_and_rings_there(world: World) -> None:
    handover, anke = world.handover("accepted"), world.by(world.account("R11"))
    sanne = at_the_screen_of(world.account("R50"))
    assert sanne.get(reverse("handover-told", args=[handover.ref])).status_code == 404
    informing.leave(by=anke, case_ref=handover.case.ref)
    assert Notice.objects.filter(event="handover.tell_person", to_person=world.account("R50").pk).exists()
    Notice.objects.all().delete()
    ring_due(term(handover.case).due_at + timedelta(minutes=1))
    assert Notice.objects.filter(event="handover.tell_person", about_ref=handover.ref).exists()
    assert not Notice.objects.filter(event="case.tell_person").exists(), "the sender is not asked any more"
    assert "De persoon weet het" in words(sanne.get(reverse("handover", args=[handover.ref])))
    told = sanne.post(reverse("handover-told", args=[handover.ref]), {"how": "phone", "note": ""})
    assert told.status_code == 302
    case = Case.objects.get(pk=handover.case_id)
    assert case.informed == "yes"
    assert Notice.objects.filter(event="case.person_told", to_person=world.account("R11").pk).exists()


def test_telling_is_left_to_nobody_before_somebody_accepted(world: World) -> None:
    handover, anke = world.handover("received"), world.by(world.account("R11"))
    with pytest.raises(AcceptorNeeded):
        informing.leave(by=anke, case_ref=handover.case.ref)
