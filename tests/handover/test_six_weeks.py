"""Six weeks of trying without contact: is there an MDO, however often somebody tried?"""

from datetime import timedelta

import pytest

from casework.actions import case
from casework.invariants import violations
from casework.models import Case, Clock
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import now

pytestmark = pytest.mark.django_db
TRY = {"channel": "phone", "daypart": "morning", "result": "geen gehoor"}


def side_term(item: Case) -> Clock | None:
    return Clock.objects.filter(item_id=item.pk, kind="no_contact_mdo", rings_at__isnull=False).first()


def test_tries_do_not_move_the_six_weeks_and_then_the_clock_calls_an_mdo(world):
    item = world.case("assigned")
    start = now()
    for day in range(0, 41, 4):
        case.log_attempt(
            by=world.by(world.account("R11"), at=start + timedelta(days=day)), case_ref=item.ref, **TRY
        )
    term = side_term(item)
    assert term is not None
    assert timedelta(weeks=6) - timedelta(days=1) <= term.due_at - start <= timedelta(weeks=6, days=4)
    ring_due(term.due_at - timedelta(minutes=1))
    assert Case.objects.get(pk=item.pk).state == "contact_phase"
    ring_due(term.due_at + timedelta(minutes=1))
    assert Case.objects.get(pk=item.pk).state == "no_contact_mdo"
    assert side_term(item) is None
    assert Notice.objects.filter(event="case.mdo_due", to_person=world.account("R11").pk).exists()
    assert violations() == []


def test_contact_ends_the_six_weeks(world):
    item = world.case("contact_phase")
    assert side_term(item) is not None
    case.make_contact(by=world.by(world.account("R11")), case_ref=item.ref, informed="yes")
    assert side_term(item) is None
    ring_due(now() + timedelta(weeks=8))
    assert Case.objects.get(pk=item.pk).state == "contact_made"
    assert violations() == []


def test_going_on_after_the_mdo_begins_another_six_weeks(world):
    item = world.case("no_contact_mdo")
    assert side_term(item) is None
    case.go_on_trying(by=world.by(world.account("R11")), case_ref=item.ref, reason="zus ziet licht")
    assert side_term(item) is not None
