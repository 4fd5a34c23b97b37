"""Is somebody who goes to a door at night looked for by somebody else, and never called about themselves?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework.actions import fan_contact as contacts
from casework.actions import page
from casework.actions.clock import ring
from casework.calling import line_of
from casework.errors import NotYours
from casework.models import Account, FanContact
from casework.policy import may_see
from casework.reading.fan_contact import read
from casework.tasks import call_due, ring_due
from casework.work import working
from notifications.models import Notice, Page
from privacy.context import acting
from tests.named import CRISIS_TEAM
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.fan_contact_refusals import HowIsItKnown, LookoutNeeded, NotAlone, SomebodyCountsOnYou
from workflows.refusals import NotFromThisState, VisitCheckNeeded

NIGHT = datetime(2031, 6, 3, 3, 0, tzinfo=AMSTERDAM)
CALM = {"Q1": "no", "Q3": "no"}
HOUR, MARGIN, WAIT = timedelta(hours=1), timedelta(minutes=30), timedelta(minutes=5)


def goes(world: World, contact: FanContact | None = None, **given: Any) -> FanContact:
    """The night worker goes to a door for an hour, and a colleague waits."""
    contact = contact or contacts.receive(
        by=world.by(world.account("R30"), at=NIGHT), surname="Wortman", gemeente="0303"
    )
    words = {"where": "Voorbeeldpad 3", "safe_alone": "yes", "minutes": 60}
    words["lookout"] = world.account("R30", "achtervang").username
    by = world.by(world.account("R30"), at=NIGHT)
    return contacts.set_out(by=by, fan_contact_ref=contact.ref, **(words | given))


def late(world: World, contact: FanContact) -> FanContact:
    """Nobody heard of them: the clock of the visit is over."""
    assert contact.clock is not None
    ring(by=world.by(world.account("R30"), role="R00", at=contact.clock.due_at), clock_ids=[contact.clock.pk])
    return FanContact.objects.select_related("clock").get(pk=contact.pk)


def asked(contact: FanContact) -> list[str]:
    """Who was called about it, in order."""
    return [Account.objects.get(pk=one).username for called in Page.objects.filter(about_ref=contact.ref)
            for one, _ in called.asks]  # fmt: skip


def test_the_clock_counts_from_the_moment_somebody_would_be_back(world: World) -> None:
    contact = goes(world)
    assert (contact.state, contact.visitor) == ("on_the_way", world.account("R30"))
    assert contact.clock is not None
    assert contact.clock.due_at == NIGHT + HOUR + MARGIN
    at_the_door = world.by(world.account("R30"), at=NIGHT + timedelta(minutes=20))
    contact = contacts.arrive(by=at_the_door, fan_contact_ref=contact.ref)
    assert contact.clock.due_at == NIGHT + HOUR + MARGIN, "being there moves no clock"
    contact = contacts.extend(by=at_the_door, fan_contact_ref=contact.ref)
    assert contact.clock.due_at == NIGHT + HOUR + MARGIN + MARGIN


def test_the_alarm_calls_who_waits_then_the_duty_then_the_crisis_team_and_never_who_went(
    world: World,
) -> None:
    iris, karim = world.account("R31"), world.account("R21")
    contact = late(world, goes(world))
    assert contact.state == "visit_alarm"
    begun = contact.clock.started_at
    for minute in range(0, 60, 5):
        moment = begun + timedelta(minutes=minute)
        ring_due(moment)
        page.begin(by=world.by(iris, role="R00", at=moment))
        call_due(moment)
    called = asked(contact)
    assert called[0] == "achtervang"
    assert {iris.username, karim.username} <= set(called)
    assert world.account("R30").username not in called
    assert not Notice.objects.filter(about_ref=contact.ref, to_person=world.account("R30").pk).exists()


def test_by_no_way_at_all_a_call_comes_to_who_is_at_the_door(world: World) -> None:
    went, along = world.account("R30"), world.account("R30", "gaat-mee")
    contact = late(world, goes(world, companion=along.username))
    lookout = Account.objects.get(username="achtervang")
    # Who waits is ill, and left the one who went as deputy: the worst that can happen to a line of calls.
    Account.objects.filter(pk=lookout.pk).update(ill_since=NIGHT, deputy=went)
    called = world.page(contact, receivers=[[str(lookout.pk), "", ""], ["", str(contact.owner_team_id), "R30"],
                                            [str(went.pk), "", ""], [str(along.pk), "", ""]])  # fmt: skip
    karim, by = world.account("R21"), world.system()
    with acting(by), working(by, "test.line"):
        line = [reach.person for reach in line_of(called, contact, at=by.at)]
    assert line == [karim.pk], "with nobody else of the service there, the crisis team looks for them"
    ladder = [contact.clock.due_at + step * WAIT for step in range(4)]
    for moment in ladder:
        ring_due(moment)
    told = set(Notice.objects.filter(about_ref=contact.ref).values_list("to_person", flat=True))
    assert not {went.pk, along.pk} & told


def test_who_is_at_the_door_does_not_answer_the_call_that_looks_for_them(world: World) -> None:
    contact = late(world, goes(world))
    called = world.page(contact, receivers=[["", str(contact.owner_team_id), "R30"]])
    with pytest.raises(NotYours):
        page.acknowledge(by=world.by(world.account("R30"), at=contact.clock.due_at), item_ref=contact.ref)
    assert Page.objects.get(pk=called.pk).next_at is not None
    page.acknowledge(by=world.by(world.account("R30", "achtervang")), item_ref=contact.ref)
    assert Page.objects.get(pk=called.pk).next_at is None


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"lookout": ""}, LookoutNeeded),
        ({"lookout": "person-r30"}, LookoutNeeded),
        ({"lookout": "achtervang", "companion": "achtervang"}, LookoutNeeded),
        ({"safe_alone": "onbekend"}, VisitCheckNeeded),
        ({"safe_alone": "no"}, NotAlone),
        ({"companion": "person-r30"}, NotAlone),
    ],
)
def test_nobody_goes_without_somebody_else_who_waits(
    given: dict[str, str], refusal: type[Exception], world: World
) -> None:
    with pytest.raises(refusal):
        goes(world, **given)


def test_whoever_waits_is_reachable_and_not_at_a_door_themselves(world: World) -> None:
    ill = world.account("R30", "ziek")
    Account.objects.filter(pk=ill.pk).update(ill_since=NIGHT)
    with pytest.raises(LookoutNeeded):
        goes(world, lookout=ill.username)
    goes(world)
    other, away = world.account("R30", "achtervang"), world.account("R30")
    contact = contacts.receive(by=world.by(other, at=NIGHT), surname="Ander", gemeente="0303")
    words = {"fan_contact_ref": contact.ref, "where": "Dijk 1", "safe_alone": "yes"}
    with pytest.raises(SomebodyCountsOnYou):
        contacts.set_out(by=world.by(other, at=NIGHT), lookout=world.account("R31").username, **words)
    with pytest.raises(LookoutNeeded):
        contacts.set_out(by=world.by(world.account("R31"), at=NIGHT), lookout=away.username, **words)


def test_the_flag_not_alone_holds_until_it_ends(world: World) -> None:
    flag = {"kind": "not_alone", "detail": "", "source": "wijkagent"}
    contact = world.fan_contact("in_contact", person=world.person(flags=[flag]))
    with pytest.raises(NotAlone):
        goes(world, contact)
    over = world.fan_contact("in_contact", person=world.person(flags=[flag | {"until": "2031-06-02"}]))
    assert goes(world, over).state == "on_the_way"


def test_with_somebody_of_the_crisis_team_along_the_flag_is_met(world: World) -> None:
    person = world.person(flags=[{"kind": "not_alone"}])
    contact = world.fan_contact("in_contact", person=person)
    gone = goes(world, contact, companion=world.account("R20").username, safe_alone="no")
    assert gone.companion == world.account("R20")


def test_a_contact_does_not_end_while_somebody_is_at_the_door_and_afterwards_the_day_hears_of_it(
    world: World,
) -> None:
    contact, by = goes(world), world.by(world.account("R30"), at=NIGHT + HOUR)
    for leave in (contacts.finish, contacts.escalate, contacts.take_over):
        more: dict[str, Any] = {
            contacts.finish: {"answers": CALM}, contacts.escalate: {"chain": "crisis", "reason": "erger"},
        }.get(leave, {})  # fmt: skip
        with pytest.raises(NotFromThisState):
            leave(by=by, fan_contact_ref=contact.ref, **more)
    contacts.check_out(by=by, fan_contact_ref=contact.ref)
    done = contacts.finish(by=by, fan_contact_ref=contact.ref, answers=CALM)
    assert done.state == "finished", "a visit leaves a note for the day"


def test_on_somebodys_behalf_only_by_who_spoke_to_them(world: World) -> None:
    contact = late(world, goes(world))
    by = world.by(world.account("R30", "achtervang"), at=NIGHT + 2 * HOUR)
    with pytest.raises(HowIsItKnown):
        contacts.check_out(by=by, fan_contact_ref=contact.ref)
    away = contacts.check_out(by=by, fan_contact_ref=contact.ref, how="Zij belde mij.")
    assert (away.state, away.owner_person) == ("in_contact", world.account("R30"))


def test_a_call_for_help_waits_for_no_clock_and_tells_both(world: World) -> None:
    contact = goes(world)
    moment = NIGHT + timedelta(minutes=10)
    contacts.call_for_help(by=world.by(world.account("R30"), at=moment), fan_contact_ref=contact.ref)
    told = Notice.objects.filter(about_ref=contact.ref, event="fan.visit_alarm", level="page")
    assert {world.account("R30", "achtervang").pk} == {one.to_person for one in told if one.to_person}
    assert CRISIS_TEAM in {one.to_team for one in told}


def test_the_address_opens_for_who_goes_and_with_the_alarm_for_who_comes_to_help(world: World) -> None:
    iris, karim = world.by(world.account("R31"), at=NIGHT), world.by(world.account("R20"), at=NIGHT)
    Account.objects.filter(pk=world.account("R30").pk).update(phone="06-00000260")
    contact = goes(world)
    assert "visit" in may_see(contact, world.by(world.account("R30"))).groups
    assert "visit" not in may_see(contact, iris).groups, "the coordinator sees the status, not the address"
    assert not may_see(contact, karim).permit
    with acting(iris):
        shown = read(contact.ref, by=iris).page["visit"]
    assert (shown.where, shown.phone) == ("", "")
    contact = late(world, contact)
    for by in (iris, karim):
        with acting(by):
            shown = read(contact.ref, by=by).page["visit"]
        assert (shown.where, shown.phone) == ("Voorbeeldpad 3", "06-00000260")
    assert may_see(contact, karim).groups == {"identity", "flags", "visit"}
    safe = contacts.report_safe(
        by=world.by(world.account("R20"), at=NIGHT + 2 * HOUR), fan_contact_ref=contact.ref, how="Gesproken."
    )
    assert not may_see(safe, karim).permit


def test_the_database_refuses_somebody_at_a_door_whom_nobody_waits_for(world: World) -> None:
    went = world.account("R30")
    for wrong in ({"lookout": None}, {"lookout": went}, {"visit_until": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            world.fan_contact("on_site", **wrong)
