"""Somebody comes back within twelve months of closing: who is asked and told first? After that, nobody by habit."""

from datetime import timedelta

import pytest

from casework.actions import case as cases
from casework.actions import melding as meldingen
from casework.models import Case
from notifications.models import Notice
from tests.recognition.people import FATHER, claimed
from tests.screens.people import at_the_screen_of

WITHIN, AFTER = timedelta(days=364), timedelta(days=366)


@pytest.fixture
def emma(world):
    return world.by(world.account("R10"))


@pytest.fixture
def closed(world, emma):
    case = world.case("guidance", melding=claimed(emma, FATHER))
    ruud = world.by(world.account("R11"))
    return cases.close(by=ruud, case_ref=case.ref, outcome="family_or_network", note="Wil zelf koken.")


def closed_since(case, ago):
    Case.objects.filter(pk=case.pk).update(changed_at=case.changed_at - ago)


def owner_filled_in(world, case):
    page = at_the_screen_of(world.account("R12")).get(f"/casus/{case.ref}/stap/reopen/")
    return page.context["form"].initial["owner"]


@pytest.mark.parametrize(
    ("ago", "first"), [(WITHIN, True), (AFTER, False)], ids=["within a year", "after a year"]
)
def test_reopening_fills_in_the_previous_owner_for_twelve_months(world, closed, ago, first):
    closed_since(closed, ago)
    assert owner_filled_in(world, closed) == (world.account("R11").username if first else "")


@pytest.mark.parametrize(
    ("ago", "hears"), [(WITHIN, True), (AFTER, False)], ids=["within a year", "after a year"]
)
def test_a_link_is_told_to_the_owner_of_a_case_closed_within_twelve_months(world, emma, closed, ago, hears):
    closed_since(closed, ago)
    melding = claimed(emma, FATHER)
    meldingen.link(by=emma, melding_ref=melding.ref, earlier_ref=closed.ref, evidence="Zelfde man.")
    told = Notice.objects.filter(
        to_person=world.account("R11").pk, event="melding.linked", about_ref=closed.ref
    )
    assert told.exists() is hears


def test_the_owner_of_a_running_case_hears_a_link_however_old_it_is(world, emma):
    running = world.case("guidance", melding=claimed(emma, FATHER))
    closed_since(running, AFTER)
    melding = claimed(emma, FATHER)
    meldingen.link(by=emma, melding_ref=melding.ref, earlier_ref=running.ref, evidence="Zelfde man.")
    assert Notice.objects.filter(to_person=world.account("R11").pk, about_ref=running.ref).exists()
