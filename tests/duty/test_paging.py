"""Is one named person asked after another until somebody has seen it, and does it stop when somebody acts?"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from casework.actions import case as cases
from casework.actions import clock, page, team
from casework.calling import line_of
from casework.errors import NotYours
from casework.models import Account, Case, Clock
from casework.reading.calling import calls
from casework.tasks import call_due, ring_due
from casework.timetravel import advance_to
from casework.work import working
from notifications.models import Outbox, Page
from privacy.context import acting, now
from privacy.ledger.record import ChangeEvent
from tests.access.test_shielded import shielded
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World
from workflows.calendars import AMSTERDAM, local_date

WAIT = timedelta(minutes=5)


def names(asked: Page) -> list[str]:
    """Who was asked, in order."""
    return [Account.objects.get(pk=person).username for person, _ in Page.objects.get(pk=asked.pk).asks]


def ringing(world: World) -> tuple[Case, Page]:
    """An urgent case whose term has run out at night, and the page it began."""
    case = world.case("assigned", urgency="U2")
    ring_due(case.clock.rings_at)
    page.begin(by=world.by(world.account("R11"), role="R00", at=case.clock.rings_at))
    return case, Page.objects.get(about_ref=case.ref)


def test_one_colleague_after_another_is_asked_and_then_the_first_again(world: World) -> None:
    anke, joost = world.account("R11", "anke"), world.account("R11", "joost")
    # At noon: no duty begins or ends before everybody was asked.
    start = datetime.combine(local_date(now()) + timedelta(days=1), time(12), tzinfo=AMSTERDAM)
    called = world.page(world.case("guidance"), receivers=[["", str(anke.team_id), "R11"]], next_at=start)
    line = len(everybody(called, world))
    assert line >= 2
    for turn in range(line + 1):
        assert call_due(start + turn * WAIT) == 1
        assert call_due(start + turn * WAIT) == 0, "nobody is asked twice for one moment"
        assert call_due(start + turn * WAIT + WAIT / 2) == 0
    asked = names(called)
    assert asked[:2] == sorted([anke.username, joost.username])
    assert len(set(asked[:line])) == line
    assert asked[line] == asked[0]
    assert Outbox.objects.filter(about_ref=called.about_ref, event="page.asked").count() == line + 1


def test_a_journey_of_the_clock_asks_when_it_begins_and_when_it_ends_and_not_at_every_clock(
    world: World,
) -> None:
    start = now() + timedelta(minutes=10)
    case = world.case("guidance")
    called = world.page(
        case, receivers=[[str(case.owner_person_id), "", ""]], next_at=start - timedelta(minutes=3)
    )
    # Another clock rings on the way, long after whoever was asked should have answered.
    other = world.case("guidance")
    Clock.objects.filter(pk=other.clock_id).update(rings_at=start + timedelta(hours=2))
    advance_to(start + timedelta(hours=4), begin=start)
    moments = [datetime.fromisoformat(at) for _, at in Page.objects.get(pk=called.pk).asks]
    assert moments == [start, start + timedelta(hours=4)]


def everybody(called: Page, world: World) -> list[Any]:
    """The line of this page when it begins to ask."""
    by = replace(world.system(), at=called.next_at)
    with acting(by), working(by, "test.line"):
        return line_of(called, Case.objects.get(ref=called.about_ref), at=by.at)


def test_a_loud_term_calls_its_owner_and_each_rung_calls_somebody_else_at_once(world: World) -> None:
    case, called = ringing(world)
    anke = world.account("R11")
    assert called.receivers[0] == [str(anke.pk), "", ""]
    call_due(called.next_at)
    assert names(called) == [anke.username]
    clock = Clock.objects.get(pk=case.clock_id)
    ring_due(clock.rings_at)
    page.begin(by=world.by(world.account("R11"), role="R00", at=clock.rings_at))
    again = Page.objects.get(about_ref=case.ref)
    assert again.pk == called.pk, "an item has one page"
    assert len(again.receivers) > 1
    assert again.next_at == clock.rings_at
    call_due(again.next_at)
    assert names(called)[-1] != anke.username


def test_who_has_seen_it_stops_the_calls_and_gives_the_ladder_a_rest(world: World) -> None:
    case, called = ringing(world)
    call_due(called.next_at)
    rings_at = Clock.objects.get(pk=case.clock_id).rings_at
    anke = world.by(world.account("R11"), at=called.next_at + timedelta(minutes=2))
    page.acknowledge(by=anke, item_ref=case.ref)
    call_due(called.next_at + timedelta(hours=1))
    assert len(names(called)) == 1
    clock = Clock.objects.get(pk=case.clock_id)
    assert clock.acknowledged_at == anke.at
    assert clock.due_at == case.clock.due_at, "the term does not move"
    assert rings_at <= clock.rings_at <= max(rings_at, anke.at + timedelta(minutes=10))
    seen = ChangeEvent.objects.get(about_ref=case.ref, action="page.acknowledge")
    assert (seen.actor, seen.at) == (anke.actor, anke.at)
    late = page.acknowledge(by=anke, item_ref=case.ref)
    assert late.acknowledged_at == anke.at


def test_nobody_who_was_not_called_can_say_that_it_was_seen(world: World) -> None:
    case, called = ringing(world)
    with pytest.raises(NotYours):
        page.acknowledge(by=world.by(world.account("R50")), item_ref=case.ref)
    with pytest.raises(NotYours):
        page.acknowledge(by=world.by(world.account("R11")), item_ref=world.case("guidance").ref)
    assert Page.objects.get(pk=called.pk).next_at is not None


def test_whoever_acts_need_not_press_anything_and_a_note_of_somebody_else_answers_nothing(
    world: World,
) -> None:
    case = world.case("guidance")
    called = world.page(case)
    later = called.next_at + timedelta(minutes=1)
    cases.note(by=world.by(world.account("R12"), at=later), case_ref=case.ref, text="Gelezen.")
    call_due(later)
    assert names(called) == [world.account("R11").username]
    anke = world.by(world.account("R11"), at=later + WAIT / 2)
    cases.pause(
        by=anke, case_ref=case.ref, reason="admitted", expected_end=local_date(later) + timedelta(days=9)
    )
    assert calls(world.by(world.account("R11"), at=anke.at)) == [], "the screen knows it at once"
    call_due(later + 2 * WAIT)
    ended = Page.objects.get(pk=called.pk)
    assert (ended.next_at, ended.acknowledged_by) == (None, None)
    assert len(names(called)) == 1


def test_whoever_is_away_is_not_asked_and_their_deputy_is(world: World) -> None:
    anke, joost = world.account("R11"), world.account("R11", "joost")
    team.set_days(by=world.by(anke), username=anke.username, works_on="1234567", deputy=joost.username)
    called = world.page(world.case("guidance"), person=anke)
    team.report_ill(by=world.by(joost), username=anke.username)
    call_due(called.next_at)
    assert names(called) == [joost.username]


def test_the_roster_is_asked_first(world: World) -> None:
    first, rostered = world.account("R20", "aad"), world.account("R20", "zita")
    world.shift(rostered)
    called = world.page(world.crisis(), receivers=[["", str(first.team_id), "R20"]])
    call_due(called.next_at)
    assert names(called) == [rostered.username]


def test_of_what_is_shielded_only_who_is_named_is_asked(world: World) -> None:
    world.account("R11", "joost")
    case = shielded(world)
    called = world.page(case, receivers=[["", str(world.account("R11").team_id), ""]])
    named = set(Case.objects.get(pk=case.pk).shielded_for.split())
    for turn in range(4):
        call_due(called.next_at + turn * WAIT)
    assert {person for person, _ in Page.objects.get(pk=called.pk).asks} <= named


def test_a_phone_is_called_where_there_is_a_gateway_and_else_a_mail_goes(world: World, settings: Any) -> None:
    anke = world.account("R11")
    team.set_days(by=world.by(anke), username=anke.username, works_on="1234567", phone="085-0000701")
    for url, road, to in (("https://sms.invalid/", "sms", "085-0000701"), ("", "email", anke.email)):
        settings.SMS_URL = url
        called = world.page(world.case("guidance"), receivers=[["", str(anke.team_id), "R11"]])
        call_due(called.next_at)
        (sent,) = Outbox.objects.filter(about_ref=called.about_ref)
        assert (sent.transport, sent.recipient, sent.due_at) == (road, to, called.next_at + WAIT)


def test_who_decides_and_has_seen_that_it_is_late_ends_the_calls(world: World) -> None:
    expired = world.handover("expired")
    called = world.page(expired)
    clock.acknowledge(by=world.by(world.account("R52")), item_ref=expired.ref)
    assert Page.objects.get(pk=called.pk).acknowledged_by == world.account("R52").pk


def test_the_screen_says_it_on_every_page_and_one_button_answers(world: World) -> None:
    case, anke = world.case("guidance"), world.account("R11")
    called = world.page(case)
    screen = at_the_screen_of(anke)
    assert words(screen.get("/oproepen/")).strip() == ""
    call_due(now())
    with counted_statements() as counted:
        said = words(screen.get("/oproepen/"))
    assert f"U bent opgeroepen: Een termijn van {case.ref}" in said or case.ref in said
    assert len(counted) <= 8
    assert case.ref in words(screen.get("/berichten/"))
    answer = screen.post(f"/oproep/{case.ref}/gezien/")
    assert answer["Location"] == f"/casus/{case.ref}/"
    assert words(screen.get("/oproepen/")).strip() == ""
    assert Page.objects.get(pk=called.pk).acknowledged_by == anke.pk
    joost = world.account("R11", "joost")
    Page.objects.filter(pk=called.pk).update(asks=[[str(joost.pk), now().isoformat()]])
    after = at_the_screen_of(joost)
    assert anke.name in words(after.post(f"/oproep/{case.ref}/gezien/", follow=True))
    assert calls(world.by(joost)) == []
