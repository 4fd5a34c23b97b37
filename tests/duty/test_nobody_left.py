"""Does a clock always ring to somebody: when the last of a duty leaves, and when another clock cannot ring?"""

from typing import Any

import pytest

from casework.actions import account
from casework.actions.clock import ringing
from casework.errors import StillHolding
from casework.tasks import ring_due
from tests.world import World


def test_the_last_who_holds_a_duty_does_not_leave_while_it_holds_something(world: World) -> None:
    world.melding("received", owner_person=None)
    triagist, lead, admin = world.account("R10"), world.account("R12"), world.by(world.account("R92"))
    account.deactivate(by=admin, username=triagist.username)
    with pytest.raises(StillHolding):
        account.deactivate(by=admin, username=lead.username)
    world.account("R10", "nieuwe-triagist")
    account.deactivate(by=admin, username=lead.username)


def test_with_nothing_open_anybody_may_leave(world: World) -> None:
    admin = world.by(world.account("R92"))
    assert not account.deactivate(by=admin, username=world.account("R12").username).is_active


def test_a_clock_that_cannot_ring_silences_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = world.melding("received"), world.melding("received")
    climb = ringing.next_rung

    def climb_or_break(record: Any, *given: Any) -> None:
        climb(record, *given)
        if record.pk == broken.pk:
            raise KeyError("a team that left the region")

    monkeypatch.setattr(ringing, "next_rung", climb_or_break)
    due = max(broken.clock.rings_at, whole.clock.rings_at)
    ring_due(due)
    whole.clock.refresh_from_db()
    broken.clock.refresh_from_db()
    assert whole.clock.rung == 1
    assert broken.clock.rung == 0
    assert broken.clock.rings_at <= due
