"""Does a contact at night end with a name under it, and does nobody read more of it than they need?"""

from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.actions import fan_contact as contacts
from casework.actions import melding as meldingen
from casework.actions.clock import ring
from casework.errors import NotYours
from casework.models import FanContact, Melding, Person
from casework.policy import may_see
from casework.reading.worklist import worklist
from notifications.models import Notice
from privacy.context import acting, set_offset, wall_clock
from tests.named import WIJKTEAM_TEAM
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.fan_contact_refusals import DangerNow
from workflows.refusals import SafetyFirst

NIGHT = datetime(2031, 6, 3, 3, 0, tzinfo=AMSTERDAM)
"""A Tuesday night."""

CALM = {"Q1": "no", "Q3": "no"}


def called(world: World, **given: str) -> FanContact:
    """A contact that was picked up at once, by the night service of this world."""
    return contacts.receive(by=world.by(world.account("R30"), at=NIGHT), **given)


def test_who_gives_no_name_is_helped_and_no_file_begins(world: World) -> None:
    files = Person.objects.count()
    contact = called(world, gemeente="0303")
    assert (contact.state, contact.person_id, Person.objects.count()) == ("unknown_caller", None, files)
    by = world.by(world.account("R30"), at=NIGHT)
    done = contacts.finish(by=by, fan_contact_ref=contact.ref, answers=CALM)
    assert (done.state, done.clock) == ("ended", None), "nothing is left for the day"
    assert Person.objects.count() == files


def test_who_says_their_name_later_gets_a_file_then_and_their_gemeente_may_not_be_covered(
    world: World,
) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    here, there = called(world), called(world)
    assert (
        contacts.identify(by=by, fan_contact_ref=here.ref, given="Mila", gemeente="0303").state
        == "in_contact"
    )
    moved = contacts.identify(by=by, fan_contact_ref=there.ref, given="Jonas", gemeente="0050")
    assert (moved.state, moved.gemeente) == ("out_of_coverage", "0050")


@pytest.mark.parametrize("danger", [{"Q1": "yes", "Q3": "no"}, {"Q1": "no", "Q3": "yes"}])
@pytest.mark.parametrize("gemeente", ["0303", "0050", ""])
def test_nobody_in_danger_is_hung_up_on_wherever_they_live(
    world: World, gemeente: str, danger: dict[str, str]
) -> None:
    contact = called(world, surname="Wortman" if gemeente else "", gemeente=gemeente)
    by = world.by(world.account("R30"), at=NIGHT)
    end: Any = partial(contacts.route, routed_to="112") if gemeente == "0050" else contacts.finish
    with pytest.raises(DangerNow):
        end(by=by, fan_contact_ref=contact.ref, answers=danger)
    taken = contacts.escalate(by=by, fan_contact_ref=contact.ref, chain="112", reason="Staat op het spoor.")
    assert (taken.state, taken.owner_person_id) == ("escalated", contact.owner_person_id)


def test_nobody_hears_not_our_area_without_the_two_questions(world: World) -> None:
    contact = called(world, surname="Wortman", gemeente="0050")
    by = world.by(world.account("R30"), at=NIGHT)
    assert contact.state == "out_of_coverage"
    given = {"fan_contact_ref": contact.ref, "routed_to": "CRISISTEAM_TELEFONISCH"}
    with pytest.raises(SafetyFirst):
        contacts.route(by=by, answers={"Q1": "no"}, **given)
    assert contacts.route(by=by, answers=CALM, **given).state == "finished", "the team there hears of it"


def test_the_day_reads_the_note_and_not_what_was_said(world: World) -> None:
    contact = world.fan_contact()
    assert may_see(contact, world.by(world.account("R50"))).groups == {"identity", "flags", "morning_note"}
    assert "contact_log" in may_see(contact, world.by(world.account("R31"))).groups
    assert not may_see(contact, world.by(world.account("R10"))).permit, "another team than it is for"
    assert not may_see(world.fan_contact("in_contact"), world.by(world.account("R20"))).permit
    assert "contact_log" in may_see(world.fan_contact("escalated"), world.by(world.account("R20"))).groups


def test_a_note_stands_on_the_desk_of_whoever_it_is_for_and_waits_for_them_on_the_desk_of_the_night(
    world: World,
) -> None:
    contact = world.fan_contact()
    desks = []
    for role in ("R50", "R31"):
        by = world.by(world.account(role))
        with acting(by):
            desks.append(worklist(by).rows)
    day, night = desks
    assert [row.ref for row in day] == [row.ref for row in night] == [contact.ref]
    assert (day[0].group != "waiting", day[0].name) == (True, "Gerben Dijkgraaf")
    assert night[0].group in ("waiting", "now")


def test_what_nobody_signed_for_by_ten_is_heard_by_both_sides_and_stays_with_the_night(world: World) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    contact = called(world, surname="Wortman", gemeente="0303")
    contacts.finish(by=by, fan_contact_ref=contact.ref, answers=CALM, agreement_open=True)
    contact = contacts.write_note(
        by=by, fan_contact_ref=contact.ref, note="Graag bellen.", receiver_team=WIJKTEAM_TEAM
    )
    assert contact.clock is not None
    assert contact.clock.due_at == NIGHT.replace(hour=10)
    ring(by=world.by(world.account("R10"), at=contact.clock.due_at, role="R00"), clock_ids=[contact.clock.pk])
    contact = FanContact.objects.get(pk=contact.pk)
    assert (contact.state, contact.owner_team_id) == ("morning_handover", "fan-noord")
    told = Notice.objects.filter(event="fan.morning_late")
    assert {"fan-noord", WIJKTEAM_TEAM} <= set(told.values_list("to_team", flat=True))


def test_a_contact_that_ends_after_the_notes_are_out_gets_its_note_within_the_hour(world: World) -> None:
    late = NIGHT.replace(hour=8, minute=5)
    contact = called(world, surname="Wortman")
    by = world.by(world.account("R30"), at=late)
    done = contacts.finish(by=by, fan_contact_ref=contact.ref, answers=CALM, risk_changed=True)
    assert done.clock is not None
    assert done.clock.due_at == late.replace(hour=9)


def test_a_worry_becomes_a_melding_with_what_is_known_filled_in_and_only_for_who_may_read_it(
    world: World,
) -> None:
    set_offset(NIGHT - wall_clock())
    contact = world.fan_contact("in_contact", caller="06-00000250", said="Trekt het niet.")
    pages = {}
    for role in ("R30", "R10"):
        client = Client()
        client.force_login(world.account(role), backend="casework.accounts.Backend")
        pages[role] = client.get(reverse("melding-new"), {"nacht": contact.ref})
    text = pages["R30"].content.decode()
    assert all(word in text for word in ("Gerben", "Dijkgraaf", "06-00000250", "Trekt het niet."))
    assert pages["R10"].status_code == 404


def test_a_contact_says_which_melding_came_out_of_it_and_a_contact_of_elsewhere_is_dropped(
    world: World,
) -> None:
    set_offset(NIGHT - wall_clock())
    contact = world.fan_contact("in_contact")
    client = Client()
    client.force_login(world.account("R30"), backend="casework.accounts.Backend")
    typed = {"token": "een", "narrative": "Trekt het niet.", "melder_phone": "geen", "fan_contact_ref": contact.ref,
             "Q1": "no", "Q1b": "no", "Q2": "no", "Q3": "no", "anonymity": "known_to_us",
             "kind_of_melder": "family"}  # fmt: skip
    sent = client.post(reverse("melding-new"), typed)
    assert sent.status_code == 302, sent.context["form"].errors
    melding = Melding.objects.get()
    assert melding.fan_contact_id == contact.pk
    assert melding.ref in client.get(reverse("fan_contact", args=[contact.ref])).content.decode()
    elsewhere = world.fan_contact("in_contact", owner_team_id="fan-almere")
    assert (
        client.post(
            reverse("melding-new"), typed | {"token": "twee", "fan_contact_ref": elsewhere.ref}
        ).status_code
        == 302
    )
    assert Melding.objects.exclude(pk=melding.pk).get().fan_contact_id is None
    with pytest.raises(NotYours):
        meldingen.receive(by=world.by(world.account("R30")), narrative="Zorg.", fan_contact_ref=elsewhere.ref)


def test_the_crisis_team_takes_it_by_name_and_a_stranger_gets_nothing(world: World) -> None:
    contact = world.fan_contact("escalated")
    with pytest.raises(NotYours):
        contacts.accept(
            by=world.by(world.account("R20", "elders", team="wijkteam-urk")), fan_contact_ref=contact.ref
        )
    taken = contacts.accept(by=world.by(world.account("R20")), fan_contact_ref=contact.ref)
    assert (taken.state, taken.owner_person) == ("finished", world.account("R30"))
    assert Notice.objects.filter(event="fan.accepted").exists()
