"""Does the demonstration's time move through everything that falls due, in order and at its own time?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from casework.actions import melding as meldingen
from casework.edge import system
from casework.models import Clock
from casework.timetravel import BackInTime, NotAnAmount, advance_to, later
from notifications.models import Notice
from privacy.context import now, set_offset
from privacy.ledger.record import ChangeEvent

MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def melding(region):
    """Came in on Monday at ten in the morning, by file."""
    set_offset(MONDAY - now())
    return meldingen.receive(by=replace(system(), at=MONDAY), narrative="Stank in het trappenhuis.")


def test_days_keep_the_time_on_the_wall_when_the_clocks_change():
    saturday = datetime(2027, 3, 27, 9, 0, tzinfo=UTC)
    assert later(saturday, "1d") - saturday == timedelta(hours=23)
    assert later(saturday, "24h") - saturday == timedelta(hours=24)
    assert later(saturday, "6w") == later(saturday, "42d")
    assert later(saturday, "1d12h30m") == later(saturday, "1d") + timedelta(hours=12, minutes=30)


@pytest.mark.parametrize("amount", ["", "42", "42x", "d", "-3h", "1d 2h", "3.5h"])
def test_anything_else_is_no_amount_of_time(amount):
    with pytest.raises(NotAnAmount):
        later(MONDAY, amount)


def test_every_clock_rings_at_its_own_time_and_in_order(melding):
    rang = advance_to(MONDAY + timedelta(hours=3), begin=MONDAY)
    moments = list(
        ChangeEvent.objects.filter(action="clock.ring").order_by("pk").values_list("at", flat=True)
    )
    assert rang == len(moments) > 2
    assert moments == sorted(moments)
    assert moments[0] == MONDAY + timedelta(minutes=15)
    assert Notice.objects.filter(event="clock.rang", created_at=moments[0]).exists()
    assert abs(now() - (MONDAY + timedelta(hours=3))) < timedelta(seconds=30)


def test_nothing_is_left_overdue_on_the_way_and_nothing_rings_twice(melding):
    target = MONDAY + timedelta(days=3)
    advance_to(target, begin=MONDAY)
    assert not Clock.objects.filter(rings_at__lte=target).exists()
    assert advance_to(target, begin=target) == 0


def test_time_does_not_go_back(melding):
    with pytest.raises(BackInTime):
        advance_to(MONDAY - timedelta(hours=1), begin=MONDAY)


def test_the_command_shows_and_moves_and_counts_what_rang(melding, capsys):
    call_command("clock", "--advance", "1d")
    said = capsys.readouterr().out
    assert "clocks rang on the way." in said
    assert "Europe/Amsterdam" in said


def test_a_wrong_amount_is_a_wrong_call(region):
    with pytest.raises(CommandError) as refused:
        call_command("clock", "--advance", "gisteren")
    assert refused.value.returncode == 2


def test_in_production_the_clock_stands(melding, settings):
    settings.DEMO = False
    before = list(Clock.objects.values())
    with pytest.raises(CommandError, match="demonstration"):
        call_command("clock", "--advance", "1d")
    assert list(Clock.objects.values()) == before
