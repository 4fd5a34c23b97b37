"""What does somebody see who decides and does not treat, and what does it do when they say that they have seen it?"""

from datetime import timedelta

import pytest

from casework.actions import clock as clocks
from casework.errors import NotYours
from casework.models import Clock
from notifications.models import Notice
from privacy.context import now
from privacy.models.ledger import AccessEvent
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.clock_refusals import AcknowledgedBefore, NotLate


def test_the_manager_sees_reference_days_and_reason_and_no_person(world: World) -> None:
    handover = world.handover("expired")
    page = at_the_screen_of(world.account("R52")).get(f"/kaart/{handover.ref}/")
    text = words(page)
    assert handover.ref in text
    assert "werkdag" in text
    assert "Naar het besluit" in text
    assert "Ik heb gezien dat dit te laat is" in text
    for private in ("Dijkgraaf", "Voorbeeldpad", "Tekst over", "huishouden"):
        assert private not in text
    assert AccessEvent.objects.filter(action="item_card.read", about=f"handover:{handover.ref}").count() == 1


@pytest.mark.parametrize("noun", ["case", "melding", "task", "escalation"])
def test_there_is_a_card_of_whatever_is_late_in_the_gemeente(world: World, noun: str) -> None:
    item = getattr(world, noun)()
    page = at_the_screen_of(world.account("R13")).get(f"/kaart/{item.ref}/")
    assert page.status_code == 200
    assert "Dijkgraaf" not in words(page)
    assert at_the_screen_of(world.account("R52")).get(f"/kaart/{item.ref}/").status_code == 200


def test_of_another_gemeente_or_of_what_is_over_there_is_no_card(world: World) -> None:
    for item in (world.case(gemeente="0184"), world.case("closed")):
        assert at_the_screen_of(world.account("R52")).get(f"/kaart/{item.ref}/").status_code == 404
    assert at_the_screen_of(world.account("R11")).get(f"/kaart/{world.case().ref}/").status_code == 404


def test_acknowledging_is_quiet_for_ten_minutes_at_most_and_moves_no_term(world: World) -> None:
    case = world.case("guidance")
    clock = Clock.objects.get(item_id=case.pk, leading=True)
    with pytest.raises(NotLate):
        clocks.acknowledge(by=world.by(world.account("R13")), item_ref=case.ref)
    late = clock.due_at + timedelta(minutes=1)
    Clock.objects.filter(pk=clock.pk).update(rings_at=late + timedelta(minutes=2))
    by = world.by(world.account("R13"), at=late)
    clocks.acknowledge(by=by, item_ref=case.ref)
    after = Clock.objects.get(pk=clock.pk)
    assert (after.due_at, after.rings_at) == (clock.due_at, late + timedelta(minutes=10))
    assert Notice.objects.filter(event="clock.acknowledged", to_person=world.account("R11").pk).count() == 1
    with pytest.raises(AcknowledgedBefore):
        clocks.acknowledge(by=by, item_ref=case.ref)


def test_only_who_decides_acknowledges(world: World) -> None:
    handover = world.handover("expired")
    for role in ("R11", "R12", "R50", "R51"):
        with pytest.raises(NotYours):
            clocks.acknowledge(by=world.by(world.account(role)), item_ref=handover.ref)


def test_a_notice_leads_whoever_decides_to_the_card(world: World) -> None:
    case = world.case("guidance")
    Notice.objects.create(
        to_person=world.account("R52").pk, event="clock.rang", about_kind="case", about_ref=case.ref, level="today",
        created_at=now(), dedupe_key="card",
    )  # fmt: skip
    page = at_the_screen_of(world.account("R52")).get("/berichten/")
    assert f"/kaart/{case.ref}/" in page.content.decode()


def test_the_button_of_the_card_says_it(world: World) -> None:
    handover, screen = world.handover("expired"), at_the_screen_of(world.account("R52"))
    assert screen.post(f"/kaart/{handover.ref}/gezien/").status_code == 302
    assert "Gezien door" in words(screen.get(f"/kaart/{handover.ref}/"))
