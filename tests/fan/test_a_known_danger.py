"""Does a danger that is known in a case or another report count at the door, also when this contact has a new file?"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework.actions import fan_contact as contacts
from casework.actions import nachtkaart
from casework.actions.clock import ring
from casework.intake import facts_of
from casework.models import Case, FanContact
from casework.reading.fan_contact import read
from privacy.context import acting
from privacy.models.ledger import AccessEvent
from privacy.tokens import write_tokens
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.fan_contact_refusals import FlagsSayGo, NotAlone

NIGHT = datetime(2031, 6, 3, 3, 0, tzinfo=AMSTERDAM)
WEAPON = {"kind": "weapon", "detail": "mes in de la", "source": "wijkagent", "until": "2099-01-01"}
DOG = {"kind": "dog", "until": "2099-01-01"}
WHO = {"given": "Gerben", "surname": "Dijkgraaf", "birthdate": "1972-05-01"}


@pytest.fixture
def case(world: World) -> Case:
    """A case of somebody with a weapon, who can be recognised by name and by address."""
    person = world.person(flags=[WEAPON])
    write_tokens(str(person.pk), facts_of(WHO | {"postcode": "8255AB", "house_number": "12"}))
    return world.case("guidance", melding=world.melding("in_care", person=person))


def calls(world: World, state: str = "in_contact") -> FanContact:
    """Somebody calls at night: a new file, without a flag."""
    return world.fan_contact(state, person=world.person(street="", postcode="", house_number=""))


def goes(world: World, contact: FanContact, **given: Any) -> FanContact:
    words = {"where": "Voorbeeldpad 12", "safe_alone": "yes", "minutes": 60}
    words["lookout"] = world.account("R30", "achtervang").username
    by = world.by(world.account("R30"), at=NIGHT)
    return contacts.set_out(by=by, fan_contact_ref=contact.ref, **(words | given))


def rests(world: World, contact: FanContact) -> FanContact:
    by = world.by(world.account("R31"), at=NIGHT)
    return contacts.let_rest(by=by, fan_contact_ref=contact.ref, reason="Zijn moeder is bij hem.")


def confirm(world: World, contact: FanContact, **given: str) -> None:
    by = world.by(world.account("R30"), at=NIGHT)
    nachtkaart.confirm(by=by, item_ref=contact.ref, **given)


def test_to_somebody_of_whom_nothing_is_known_a_worker_goes_alone(case: Case, world: World) -> None:
    assert goes(world, calls(world)).state == "on_the_way"
    assert rests(world, calls(world, "silent")).state == "finished"


def test_a_weapon_in_the_case_a_worker_confirmed_counts_at_the_door(case: Case, world: World) -> None:
    contact = calls(world)
    confirm(world, contact, **WHO)
    with pytest.raises(NotAlone):
        goes(world, contact)
    gone = goes(world, contact, companion=world.account("R20").username)
    assert gone.companion == world.account("R20")


def test_so_does_one_in_a_case_at_the_address_that_was_confirmed(case: Case, world: World) -> None:
    contact = calls(world)
    confirm(world, contact, how="address", postcode="8255AB", house_number="12")
    with pytest.raises(NotAlone):
        goes(world, contact)


def test_so_does_one_in_a_file_a_colleague_tied_to_this_person(case: Case, world: World) -> None:
    contact = calls(world)
    assert contact.person is not None
    world.tied(world.melding("linked", person=contact.person), case.person)
    with pytest.raises(NotAlone):
        goes(world, contact)


def test_so_does_one_in_a_report_that_was_tied_to_the_case_that_was_confirmed(world: World) -> None:
    person = world.person()
    write_tokens(str(person.pk), facts_of(WHO))
    world.case("guidance", melding=world.melding("in_care", person=person))
    world.tied(world.melding("added", person=world.person(flags=[WEAPON])), person)
    contact = calls(world)
    confirm(world, contact, **WHO)
    with pytest.raises(NotAlone):
        goes(world, contact)


def test_so_does_one_in_the_melding_a_worker_made_of_this_contact(world: World) -> None:
    contact = calls(world)
    world.melding("received", person=world.person(flags=[WEAPON]), fan_contact=contact)
    with pytest.raises(NotAlone):
        goes(world, contact)


def test_a_case_that_is_closed_or_shielded_hides_no_danger(case: Case, world: World) -> None:
    for changed in (
        {"shielded_for": str(world.account("R11").pk)},
        {"state": "closed", "clock": None, "due_at": None},
    ):
        contact = calls(world)
        confirm(world, contact, **WHO)
        Case.objects.filter(pk=case.pk).update(**changed)
        with pytest.raises(NotAlone):
            goes(world, contact)


@pytest.mark.parametrize("kind", ["weapon", "aggression", "danger", "not_alone"])
def test_at_a_danger_of_this_person_two_people_go_whatever_one_of_them_says(kind: str, world: World) -> None:
    flags = [{"kind": kind, "until": "2099-01-01"}]
    with pytest.raises(NotAlone):
        goes(world, world.fan_contact("in_contact", person=world.person(flags=flags)))


@pytest.mark.parametrize("kind", ["dog", "children", "access", "health", "fire"])
def test_what_is_no_danger_from_this_person_leaves_it_to_who_goes(kind: str, world: World) -> None:
    flags = [{"kind": kind, "until": "2099-01-01"}]
    assert (
        goes(world, world.fan_contact("in_contact", person=world.person(flags=flags))).state == "on_the_way"
    )


def test_a_flag_that_ended_a_day_ago_counts_nowhere(world: World) -> None:
    contact = calls(world)
    over = world.person(flags=[WEAPON | {"until": "2031-06-02"}])
    world.melding("received", person=over, fan_contact=contact)
    assert goes(world, contact).state == "on_the_way"


def test_with_a_flag_in_a_confirmed_case_a_silence_does_not_rest(case: Case, world: World) -> None:
    contact = calls(world, "silent")
    confirm(world, contact, **WHO)
    with pytest.raises(FlagsSayGo):
        rests(world, contact)


def test_the_look_at_every_file_is_a_row(case: Case, world: World) -> None:
    contact = calls(world)
    confirm(world, contact, **WHO)
    with pytest.raises(NotAlone):
        goes(world, contact)
    look = AccessEvent.objects.get(action="fan_contact.set_out")
    assert len(look.subjects) == 2
    assert look.fields == ["person.flags"]


def test_whoever_comes_to_help_reads_the_kind_of_danger_and_not_what_the_day_wrote_of_it(
    case: Case, world: World
) -> None:
    contact = calls(world)
    confirm(world, contact, **WHO)
    contact = goes(world, contact, companion=world.account("R30", "gaat-mee").username)
    assert contact.clock is not None
    late = contact.clock.due_at + timedelta(minutes=1)
    ring(by=world.by(world.account("R30"), role="R00", at=late), clock_ids=[contact.clock.pk])
    by = world.by(world.account("R20"), at=late)
    with acting(by):
        shown = read(contact.ref, by=by).page["safety"]["flags"]
    assert [(flag["icon"], flag["detail"], flag["source"]) for flag in shown] == [
        ("weapon", "", "elders bekend")
    ]


def test_before_somebody_goes_the_page_shows_the_flags_of_this_file_alone(case: Case, world: World) -> None:
    contact = world.fan_contact("in_contact", person=world.person(flags=[DOG]))
    confirm(world, contact, **WHO)
    by = world.by(world.account("R30"), at=NIGHT)
    with acting(by):
        shown = read(contact.ref, by=by).page["safety"]["flags"]
    assert [flag["icon"] for flag in shown] == ["dog"]
