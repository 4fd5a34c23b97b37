"""Does whoever answers at night read the plan of who calls, and is it noticed when it is no longer incidental?"""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casework.actions import fan_contact as contacts
from casework.actions import fan_profile as profiles
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import FanContact, FanProfile
from casework.policy import may_see
from notifications.models import Notice
from privacy.context import Acting, set_offset, wall_clock
from privacy.ledger.record import AccessEvent
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.fan_contact_refusals import NotAlone
from workflows.fan_profile_refusals import HasAProfile, NotCovered, SignalPlanNeeded
from workflows.refusals import NotYourStep

NIGHT = datetime(2031, 6, 3, 3, 0, tzinfo=AMSTERDAM)
"""A Tuesday night."""
CALM = {"Q1": "no", "Q3": "no"}
PLAN = {"helps": "Rustig praten over zijn hond.", "silence": "Zijn moeder bellen."}


def night(world: World, role: str = "R30", at: datetime = NIGHT) -> Acting:
    """Somebody of the service at this moment."""
    return world.by(world.account(role), at=at)


def called(world: World, profile: FanProfile, at: datetime) -> FanContact:
    """A call of this person that was picked up and is over."""
    contact = contacts.receive(by=night(world, at=at), profile_ref=profile.ref)
    return contacts.finish(by=night(world, at=at), fan_contact_ref=contact.ref, answers=CALM)


def test_who_is_signed_up_has_a_plan_before_it_counts(world: World) -> None:
    profile = profiles.sign_up(by=night(world), surname="Wortman", gemeente="0303")
    assert (profile.state, profile.owner_person) == ("signed_up", None)
    given = {"by": night(world), "fan_profile_ref": profile.ref}
    with pytest.raises(SignalPlanNeeded):
        profiles.activate(**given, plan={"helps": "praten"})
    assert profiles.activate(**given, plan=PLAN).state == "active"
    assert violations() == []


def test_no_profile_is_promised_where_the_service_does_not_come(world: World) -> None:
    for gemeente in ("0050", ""):
        with pytest.raises(NotCovered):
            profiles.sign_up(by=night(world), surname="Wortman", gemeente=gemeente)


def test_nobody_has_two_plans(world: World) -> None:
    contact = world.fan_contact("in_contact")
    given = {"by": night(world), "gemeente": "0303", "after_ref": contact.ref}
    first = profiles.sign_up(**given)
    assert first.person_id == contact.person_id
    with pytest.raises(HasAProfile):
        profiles.sign_up(**given)


def test_whoever_answers_reads_the_plan_of_who_calls_and_that_look_is_kept(world: World) -> None:
    set_offset(NIGHT - wall_clock())
    profile = world.fan_profile(plan=PLAN)
    contact = contacts.receive(by=night(world), profile_ref=profile.ref)
    assert (contact.person_id, contact.gemeente, contact.state) == (
        profile.person_id, profile.gemeente, "in_contact",
    )  # fmt: skip
    client = Client()
    client.force_login(world.account("R30"), backend="casework.accounts.Backend")
    before = AccessEvent.objects.filter(action="fan_profile.read").count()
    text = client.get(reverse("fan_contact", args=[contact.ref])).content.decode()
    assert "zijn hond" in text
    assert text.index("zijn hond") < text.index("Wat er is gebeurd"), "what helps comes first"
    assert AccessEvent.objects.filter(action="fan_profile.read").count() == before + 1


def test_a_caller_without_a_name_turns_out_to_have_a_profile(world: World) -> None:
    profile = world.fan_profile()
    contact = contacts.receive(by=night(world))
    known = contacts.identify(by=night(world), fan_contact_ref=contact.ref, profile_ref=profile.ref)
    assert (known.state, known.person_id) == ("in_contact", profile.person_id)


def test_the_third_unplanned_contact_within_a_week_is_weighed_by_the_coordinator_within_five_working_days(
    world: World,
) -> None:
    profile, coordinator = world.fan_profile(), world.account("R31")
    for day in range(2):
        called(world, profile, NIGHT + timedelta(days=day))
    profile.refresh_from_db()
    assert profile.state == "active"
    called(world, profile, NIGHT + timedelta(days=2))
    profile = FanProfile.objects.select_related("clock").get(pk=profile.pk)
    assert profile.clock is not None
    assert (profile.state, profile.clock.kind) == ("weighed", "fan_evaluation")
    assert profile.clock.due_at.date() == date(2031, 6, 11), (
        "five working days after the night of Wednesday 4 June"
    )
    assert Notice.objects.filter(event="fan.weigh", to_role=coordinator.role).count() == 1


def test_six_in_a_month_are_weighed_as_well_and_what_was_weighed_does_not_count_again(world: World) -> None:
    profile = world.fan_profile()
    for week in range(5):
        called(world, profile, NIGHT + timedelta(days=5 * week))
    profile.refresh_from_db()
    assert profile.state == "active"
    called(world, profile, NIGHT + timedelta(days=25))
    profile.refresh_from_db()
    assert profile.state == "weighed"
    by = night(world, "R31", NIGHT + timedelta(days=26))
    profiles.keep(
        by=by,
        fan_profile_ref=profile.ref,
        plan=PLAN,
        reason="Nog een maand, dan neemt het wijkteam het over.",
    )
    called(world, profile, NIGHT + timedelta(days=27))
    profile.refresh_from_db()
    assert profile.state == "active"


def test_a_planned_call_is_no_sign_of_too_much(world: World) -> None:
    profile = world.fan_profile()
    for day in range(4):
        at = NIGHT + timedelta(days=day)
        first = FanContact.objects.filter(person_id=profile.person_id).first() or called(world, profile, at)
        planned = contacts.plan_call(by=night(world, at=at), planned_at=at + timedelta(hours=1), gemeente="0303",
                                     after_ref=first.ref)  # fmt: skip
        later = night(world, at=at + timedelta(hours=1))
        contacts.reach(by=later, fan_contact_ref=planned.ref)
        contacts.finish(by=later, fan_contact_ref=planned.ref, answers=CALM)
    profile.refresh_from_db()
    assert profile.state == "active"


def test_who_calls_often_and_has_no_profile_gets_one_that_is_weighed(world: World) -> None:
    person = world.person()
    for _ in range(2):
        world.fan_contact("ended", person=person, called_at=NIGHT - timedelta(days=1),
                          answered_at=NIGHT - timedelta(days=1))  # fmt: skip
    waiting = world.fan_contact("called", person=person, called_at=NIGHT)
    contacts.answer(by=night(world), fan_contact_ref=waiting.ref)
    found = FanProfile.objects.get(person=person)
    assert found.state == "weighed"
    with pytest.raises(NotYourStep):
        profiles.end(by=night(world), fan_profile_ref=found.ref, ending="regular_help", reason="wijkteam")
    ended = profiles.end(
        by=night(world, "R31"), fan_profile_ref=found.ref, ending="regular_help", reason="Het wijkteam komt."
    )
    assert (ended.state, ended.clock) == ("ended", None)


def test_who_must_not_be_visited_alone_is_visited_by_two(world: World) -> None:
    profile = world.fan_profile()
    profiles.write_plan(by=night(world), fan_profile_ref=profile.ref, plan=PLAN, not_alone=True)
    contact = contacts.receive(by=night(world), profile_ref=profile.ref)
    with pytest.raises(NotAlone):
        contacts.set_out(
            by=night(world), fan_contact_ref=contact.ref, where="Voorbeeldpad 3", safe_alone="yes", minutes=30,
            lookout=world.account("R31").username,
        )  # fmt: skip


def test_the_plan_is_for_the_service_alone(world: World) -> None:
    profile = world.fan_profile()
    for role in ("R30", "R31"):
        assert "signal_plan" in may_see(profile, night(world, role)).groups
    for role in ("R10", "R11", "R12", "R20", "R21", "R50", "R51", "R40", "R52", "R92"):
        assert not may_see(profile, night(world, role)).permit, role
    elsewhere = world.by(world.account("R30", "elders", team="fan-almere"), at=NIGHT)
    with pytest.raises(NotYours):
        contacts.receive(by=elsewhere, profile_ref=profile.ref)


def test_the_pages_of_a_profile_can_be_read_and_filled_in(world: World) -> None:
    set_offset(NIGHT - wall_clock())
    client = Client()
    client.force_login(world.account("R31"), backend="casework.accounts.Backend")
    sent = client.post(reverse("fan_profile-new"), {"surname": "Wortman", "gemeente": "0303"})
    profile = FanProfile.objects.get()
    assert sent.headers["Location"] == reverse("fan_profile", args=[profile.ref])
    step = reverse("fan_profile-step", args=[profile.ref, "activate"])
    refused = client.post(step, {"helps": "praten", "silence": "", "seen_version": profile.version})
    assert refused.status_code == 422
    assert "praten" in refused.content.decode()
    client.post(step, {**PLAN, "seen_version": profile.version})
    page = client.get(reverse("fan_profile", args=[profile.ref])).content.decode()
    assert "zijn hond" in page
    assert "Wortman" in page
    assert (
        "zijn hond"
        in client.get(reverse("fan_profile-step", args=[profile.ref, "write_plan"])).content.decode()
    )
    assert profile.ref in client.get(reverse("fan_contact-new")).content.decode()
