"""Is there something to see for everybody in an empty demonstration, and nothing more the second time?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casework import demo
from casework.accounts import Backend
from casework.edge import acting_for
from casework.invariants import violations
from casework.models import Account, Case, Handover, Melding
from casework.reading.worklist import worklist
from privacy.context import acting, now, wall_clock
from workflows.roles import Role


@pytest.fixture
def demonstration(region) -> str:
    """What the command said while loading it."""
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_it_keeps_the_promises_and_shows_every_stage(demonstration):
    assert violations() == []
    assert {"received", "in_triage", "forwarded", "in_care", "closed"} <= set(
        Melding.objects.values_list("state", flat=True)
    )
    assert {"proposed", "contact_phase", "guidance", "handing_over", "aftercare", "closed"} <= set(
        Case.objects.values_list("state", flat=True)
    )
    assert {"offered", "asking", "talk_planned", "expired", "confirmed", "completed"} <= set(
        Handover.objects.values_list("state", flat=True)
    )
    cards = Case.unfinished().values_list("card_clock__kind", flat=True)
    assert {"nachtkaart_missing", "nachtkaart_ends"} <= set(cards)
    assert abs((now() - wall_clock()).total_seconds()) < 2


def test_everybody_named_can_sign_in_and_has_something_on_the_desk(demonstration):
    for role in ("R10", "R11", "R12", "R50", "R51"):
        for account in Account.objects.filter(role=role):
            assert account.username in demonstration
            assert (
                Backend().authenticate(None, username=account.username, password=demo.SIGN_IN_WITH) == account
            )
            with acting(by := acting_for(account)):
                assert worklist(by).rows, f"{account.username} has an empty desk"
    assert {"R20", "R92"} <= set(Account.objects.values_list("role", flat=True))
    assert demo.SIGN_IN_WITH in demonstration


def test_a_second_time_adds_nothing_and_tells_the_names_again(demonstration):
    before = (Account.objects.count(), Melding.objects.count())
    out = StringIO()
    call_command("demo", stdout=out)
    assert (Account.objects.count(), Melding.objects.count()) == before
    assert "Loading" not in out.getvalue()
    assert "emma" in out.getvalue()


BROKEN = """
id = "X"
title = "A report about nobody"
start = "2027-01-01T09:00:00+01:00"

[cast]
emma = { role = "R10", team = "va-meldpunt" }

[[step]]
at = "-1h"
by = "emma"
do = "melding.receive"
"""


def test_a_story_that_does_not_go_as_written_leaves_the_database_empty(region, tmp_path, settings):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "1.toml").write_text(BROKEN, encoding="utf-8")
    settings.REGION_DIR = tmp_path
    with pytest.raises(CommandError, match="PlaceOrPersonNeeded"):
        call_command("demo")
    assert demo.is_empty()


def test_production_has_no_demonstration(region, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Account.objects.filter(role=Role.TRIAGIST).exists()
