"""Does the page of a contact at night say in two seconds whom to call, what to press and how it stands?"""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from casework import fan
from casework.actions import fan_contact as contacts
from casework.models import FanContact
from privacy.context import set_offset, wall_clock
from tests.world import World
from workflows.calendars import AMSTERDAM

NIGHT = datetime(2031, 6, 3, 3, 0, tzinfo=AMSTERDAM)
"""A Tuesday night."""

NUMBER = "06-00000250"


@pytest.fixture(autouse=True)
def at_night() -> None:
    """The pages say what holds now, so now is the night."""
    set_offset(NIGHT - wall_clock())


def page(world: World, contact: FanContact, *, role: str = "R30", step: str = "", **typed: str) -> str:
    """What this role reads there; with `typed` what it reads after sending the form of that step."""
    client = Client()
    client.force_login(world.account(role), backend="casework.accounts.Backend")
    args = [contact.ref, step] if step else [contact.ref]
    address = reverse("fan_contact-step" if step else "fan_contact", args=args)
    return (client.post(address, typed) if typed else client.get(address)).content.decode()


def plain(text: str) -> str:
    """The words alone."""
    return strip_tags(text)


def planned(world: World) -> FanContact:
    """A call that was agreed for this night."""
    return contacts.plan_call(
        by=world.by(world.account("R30"), at=NIGHT), planned_at=NIGHT + timedelta(minutes=1), surname="Wortman",
        gemeente="0995", caller=NUMBER,
    )  # fmt: skip


def at_a_door(world: World) -> FanContact:
    """The night worker is on the way, and a colleague waits."""
    by = world.by(world.account("R30"), at=NIGHT)
    contact = contacts.receive(by=by, surname="Wortman", gemeente="0303")
    return contacts.set_out(
        by=by, fan_contact_ref=contact.ref, where="Voorbeeldpad 3", safe_alone="yes", minutes=60,
        lookout=world.account("R30", "achtervang").username,
    )  # fmt: skip


def test_the_number_to_call_stands_before_everything_else_while_nobody_speaks(world: World) -> None:
    contact = planned(world)
    text = page(world, contact)
    assert text.index(f"tel:{NUMBER}") < text.index("Er wordt opgenomen")
    assert text.count(f"tel:{NUMBER}") == 1
    contacts.reach(by=world.by(world.account("R30"), at=NIGHT), fan_contact_ref=contact.ref)
    assert "Terugbelnummer" in page(world, contact)


def test_after_four_silences_the_page_says_what_can_be_done_also_by_a_colleague(world: World) -> None:
    contact = planned(world)
    for _ in range(4):
        assert "laat een collega besluiten" not in page(world, contact)
        contacts.miss(by=world.by(world.account("R30"), at=NIGHT), fan_contact_ref=contact.ref)
    assert "laat een collega besluiten" in page(world, contact)


def test_where_it_is_taken_stands_with_its_number_before_and_after(world: World) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    contact = contacts.receive(by=by, surname="Wortman", gemeente="0995")
    assert "GGZ-crisisdienst, 085-" in page(world, contact, step="escalate")
    contacts.escalate(by=by, fan_contact_ref=contact.ref, chain="ggz_crisis", reason="Hoort stemmen.")
    told = page(world, contact)
    assert told.index("Nummer daar") < told.index("tel:085-", told.index("Nummer daar"))
    sent = page(world, contact, step="name_acceptor", acceptor="")
    assert contact.ref in sent.partition("<main")[2], "a refused form still says what it is about"


def test_no_profile_is_offered_where_the_service_does_not_come_and_nothing_is_planned_from_a_door(
    world: World,
) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    here, there = (contacts.receive(by=by, surname="Wortman", gemeente=one) for one in ("0303", "0050"))
    assert reverse("fan_profile-new") in page(world, here)
    assert reverse("fan_profile-new") not in page(world, there)
    assert reverse("fan_contact-plan") in page(world, there)
    assert reverse("fan_contact-plan") not in page(world, at_a_door(world))


def test_a_contact_that_is_over_calls_nobody_unknown_whose_name_is_known(world: World) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    known, unknown = contacts.receive(by=by, surname="Wortman", gemeente="0303"), contacts.receive(by=by)
    for one in (known, unknown):
        contacts.finish(by=by, fan_contact_ref=one.ref, answers={"Q1": "no", "Q3": "no"})
    assert "Onbekende beller" not in page(world, known)
    assert "Onbekende beller" in page(world, unknown)
    assert "Was verantwoordelijk" in page(world, known)
    assert "Nu verantwoordelijk" not in page(world, known)


def test_what_can_be_pressed_at_a_door_comes_before_what_can_wait(world: World) -> None:
    text = page(world, at_a_door(world))
    assert (
        text.index("Voorbeeldpad 3")
        < text.index("Hulp: bel mijn collega")
        < text.index("Nu verantwoordelijk")
    )
    assert text.count("Hulp: bel mijn collega") == 1


def test_who_asked_for_help_is_not_said_to_be_late_and_is_not_told_to_call_themselves(world: World) -> None:
    contact = at_a_door(world)
    contacts.call_for_help(by=world.by(world.account("R30"), at=NIGHT), fan_contact_ref=contact.ref)
    helper, own = page(world, contact, role="R20"), page(world, contact)
    assert "vraagt om hulp" in helper
    assert "is niet terug van een bezoek" not in helper.partition("<main")[2]
    assert "tel:112" in helper
    assert "Bel nu. Geen gehoor?" in helper
    assert "Bel nu. Geen gehoor?" not in own
    assert "staat hier geen nummer" in helper, "an account without a number says so"


def test_a_missing_colleague_does_not_look_for_themselves(world: World) -> None:
    contact = at_a_door(world)
    contacts.call_for_help(by=world.by(world.account("R30"), at=NIGHT), fan_contact_ref=contact.ref)
    assert "Een collega zoekt uit waar de bezoeker is" in plain(page(world, contact))
    client = Client()
    client.force_login(world.account("R20"), backend="casework.accounts.Backend")
    assert "Een collega zoekt uit waar" in plain(client.get(reverse("worklist")).content.decode())


def test_a_region_without_a_rule_for_a_service_still_lets_a_contact_go_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(fan.OUTCOMES, "vt", "STAAT_NERGENS")
    contact = world.fan_contact("in_contact")
    assert "Veilig Thuis" in page(world, contact, step="escalate")
