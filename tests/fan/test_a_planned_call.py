"""Is a call that was agreed made, and does a silence end with somebody who goes or with two people who decide?"""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casework.actions import fan_contact as contacts
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import Clock, FanContact
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import set_offset, wall_clock
from tests.named import FAN_TEAM
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.fan_contact_refusals import ColleagueDecides, FlagsSayGo, MomentNeeded
from workflows.refusals import NotFromThisState, PlaceOrPersonNeeded

NIGHT = datetime(2031, 6, 3, 22, 0, tzinfo=AMSTERDAM)
"""A Tuesday evening."""
AGREED = NIGHT + timedelta(hours=1)


def agreed(world: World, **given: str) -> FanContact:
    """At ten o'clock a call was agreed for eleven."""
    by = world.by(world.account("R30"), at=NIGHT)
    return contacts.plan_call(
        by=by, planned_at=AGREED, **({"surname": "Wortman", "gemeente": "0303"} | given)
    )


def after_tries(world: World, often: int, **given: str) -> FanContact:
    """Somebody of the service called so often, as the clock asked, and nobody answered."""
    contact, at = agreed(world, **given), AGREED
    for _ in range(often):
        contact = contacts.miss(by=world.by(world.account("R30"), at=at), fan_contact_ref=contact.ref)
        at = due(contact)
    return contact


def due(contact: FanContact) -> datetime:
    """When the clock of this contact is over."""
    assert contact.clock is not None
    return contact.clock.due_at


def test_ten_minutes_after_an_agreed_call_the_service_hears_that_nobody_called(world: World) -> None:
    contact = agreed(world)
    assert (contact.state, contact.owner_person, due(contact)) == (
        "planned", None, AGREED + timedelta(minutes=10),
    )  # fmt: skip
    ring_due(due(contact))
    assert Notice.objects.filter(about_ref=contact.ref, to_team=FAN_TEAM).exists()


def test_nobody_answers_so_it_is_tried_after_ten_twenty_and_forty_minutes(world: World) -> None:
    waits = []
    for often in range(1, 5):
        contact = after_tries(world, often)
        assert contact.tried_at is not None
        waits.append((contact.state, (due(contact) - contact.tried_at) // timedelta(minutes=1)))
    assert waits == [("no_answer", 10), ("no_answer", 20), ("no_answer", 40), ("silent", 15)]
    assert contact.owner_person == world.account("R30")
    assert violations() == []


def test_after_the_last_try_nobody_decides_alone_that_it_can_wait(world: World) -> None:
    contact = after_tries(world, 4)
    given = {"fan_contact_ref": contact.ref, "reason": "Zijn moeder is bij hem."}
    with pytest.raises(ColleagueDecides):
        contacts.let_rest(by=world.by(world.account("R30"), at=due(contact)), **given)
    colleague = world.by(world.account("R31"), at=due(contact))
    done = contacts.let_rest(by=colleague, **given)
    assert (done.state, done.owner_person) == ("finished", world.account("R30")), "the day hears of it"


def test_three_tries_are_no_reason_to_let_it_rest(world: World) -> None:
    contact = after_tries(world, 3)
    with pytest.raises(NotFromThisState):
        contacts.let_rest(by=world.by(world.account("R31")), fan_contact_ref=contact.ref, reason="stil")


def test_with_a_safety_flag_somebody_goes_whatever_two_people_think(world: World) -> None:
    person = world.person(flags=[{"kind": "suicidal", "until": "2099-01-01"}])
    contact = world.fan_contact("silent", person=person)
    colleague = world.by(world.account("R31"))
    with pytest.raises(FlagsSayGo):
        contacts.let_rest(by=colleague, fan_contact_ref=contact.ref, reason="het is laat")
    caller = world.by(world.account("R30"))
    there = contacts.set_out(
        by=caller, fan_contact_ref=contact.ref, where="Voorbeeldpad 3, Lelystad", safe_alone="yes", minutes=30,
        lookout=world.account("R31").username,
    )  # fmt: skip
    assert there.state == "on_the_way"


def test_a_silence_goes_to_the_crisis_team_without_a_talk(world: World) -> None:
    contact = after_tries(world, 4)
    by = world.by(world.account("R30"), at=due(contact))
    taken = contacts.escalate(
        by=by, fan_contact_ref=contact.ref, chain="crisis", reason="Geen gehoor, zorgen."
    )
    assert (taken.state, taken.urgency) == ("escalated", "U1")


def test_whoever_calls_back_is_in_contact_at_once(world: World) -> None:
    contact = after_tries(world, 2)
    talking = contacts.reach(by=world.by(world.account("R31"), at=due(contact)), fan_contact_ref=contact.ref)
    assert (talking.state, talking.owner_person) == ("in_contact", world.account("R31"))
    assert not Clock.objects.filter(item_id=contact.pk, kind__startswith="fan_retry").exists()


def test_a_moment_that_is_past_or_far_away_and_a_call_to_nobody_are_refused(world: World) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    for moment in (None, NIGHT - timedelta(minutes=1), NIGHT + timedelta(days=15)):
        with pytest.raises(MomentNeeded):
            contacts.plan_call(by=by, planned_at=moment, surname="Wortman")
    with pytest.raises(PlaceOrPersonNeeded):
        contacts.plan_call(by=by, planned_at=AGREED)


def test_a_call_agreed_after_a_contact_is_about_the_same_person_and_only_for_who_may_see_it(
    world: World,
) -> None:
    first = world.fan_contact("in_contact")
    by = world.by(world.account("R30"))
    again = contacts.plan_call(by=by, planned_at=by.at + timedelta(hours=2), after_ref=first.ref)
    assert again.person_id == first.person_id
    elsewhere = world.by(world.account("R30", "elders", team="fan-almere"))
    assert elsewhere.unit != FAN_TEAM
    with pytest.raises(NotYours):
        contacts.plan_call(by=elsewhere, planned_at=by.at + timedelta(hours=2), after_ref=first.ref)


def test_the_page_asks_one_thing_at_a_time(world: World) -> None:
    set_offset(NIGHT - wall_clock())
    client = Client()
    client.force_login(world.account("R30"), backend="casework.accounts.Backend")
    page = client.get(
        reverse("fan_contact-plan"), {"na": world.fan_contact("in_contact", caller="06-00000250").ref}
    )
    text = page.content.decode()
    assert "06-00000250" in text
    assert 'name="surname"' not in text
    contact = after_tries(world, 1)
    text = client.get(reverse("fan_contact", args=[contact.ref])).content.decode()
    assert "Er wordt opgenomen" in text
    assert "Geen gehoor" in text
    assert "Het kan wachten" not in text
