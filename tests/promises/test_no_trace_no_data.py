"""What is shown when looking cannot be recorded? Nothing: over HTTP, the live socket, a task and a command.

The table of access rows is renamed away, as if its database were broken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from casework import access
from casework.actions import case as cases
from casework.management.commands import clock as clock_command
from casework.models import Account, Case, Clock, Triage
from casework.tasks import ring_due
from privacy.context import acting, now
from privacy.errors import TraceUnavailable
from privacy.ledger.record import AccessEvent, ChangeEvent
from privacy.sealed import reveals
from tests.notifications.conftest import socket
from tests.world import World

NAME = "Dijkgraaf"
SENTENCE = "Looking cannot be recorded at this moment, so nothing is shown. Try again in a minute."
PAGES = ("worklist", "worklist-rows", "melding", "melding-triage", "case", "handover", "postbak")

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def without_a_trace() -> Iterator[None]:
    """Nobody can record a look."""
    with connections["ledger"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_access RENAME TO ledger_access_away")
    try:
        yield
    finally:
        with connections["ledger"].cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_access_away RENAME TO ledger_access")


def browser_of(account: Account) -> Client:
    """The browser of a colleague who is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(account, backend="casework.accounts.Backend")
    return client


def readers(world: World) -> dict[str, tuple[Client, str]]:
    """Page -> a colleague who may see a name on it, and its address."""
    melding, handover = world.melding("in_triage"), world.handover("received")
    tess, anke, sanne = (browser_of(world.account(role)) for role in ("R10", "R11", "R50"))
    return {
        "worklist": (anke, reverse("worklist")),
        "worklist-rows": (anke, reverse("worklist-rows")),
        "melding": (tess, reverse("melding", args=[melding.ref])),
        "melding-triage": (tess, reverse("melding-triage", args=[melding.ref])),
        "case": (anke, reverse("case", args=[handover.case.ref])),
        "handover": (sanne, reverse("handover", args=[handover.ref])),
        "postbak": (tess, reverse("postbak", args=[world.postbak().ref])),
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_one_plain_sentence_and_nobody(page: str, world: World) -> None:
    client, address = readers(world)[page]
    if page != "worklist-rows":
        assert NAME in client.get(address).content.decode(), "with a trace the name is there"
    opened = reveals()
    with without_a_trace():
        answer = client.get(address)
    assert answer.status_code == 500
    with translation.override("nl"):
        sentence = translation.gettext(SENTENCE)
    assert sentence != SENTENCE
    assert sentence in answer.content.decode()
    assert NAME not in answer.content.decode()
    assert reveals() == opened


def test_who_is_refused_learns_nothing_either_when_the_refusal_cannot_be_recorded(world: World) -> None:
    case = world.case("guidance")
    with without_a_trace():
        answer = browser_of(world.account("R50")).get(reverse("case", args=[case.ref]))
    assert answer.status_code == 500
    assert NAME not in answer.content.decode()


async def test_a_live_page_hears_that_something_changed_and_can_fetch_nothing(transactional_db: None) -> None:
    @sync_to_async
    def prepare() -> tuple[World, Case, Client]:
        world = World()
        return world, world.case("guidance"), browser_of(world.account("R11"))

    @sync_to_async
    def change_and_fetch(world: World, case: Case, browser: Client) -> Any:
        with without_a_trace():
            cases.call_mdo(by=world.by(world.account("R11")), case_ref=world.case("contact_phase").ref)
            return browser.get(reverse("worklist"))

    world, case, browser = await prepare()
    live = socket(f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}")
    connected, _ = await live.connect(timeout=10)
    assert connected
    answer = await change_and_fetch(world, case, browser)
    heard = await live.receive_json_from(5)
    assert set(heard) <= {"cursor", "items", "resync"}
    assert NAME not in str(heard)
    assert answer.status_code == 500
    assert NAME not in answer.content.decode()
    await live.disconnect()
    await sync_to_async(connections.close_all)()


def overdue_review(world: World) -> tuple[Triage, Any]:
    """A second look that nobody took, and the moment at which the sweep has to read the answers for it."""
    triage = world.triage("review")
    due = Clock.objects.get(item_id=triage.pk).rings_at
    assert due is not None
    return triage, due


def test_a_task_that_has_to_read_does_nothing_and_does_not_hold_up_the_others(world: World) -> None:
    triage, due = overdue_review(world)
    other = world.case("contact_phase", term_from=now() - timedelta(days=90))
    at = max(due, Clock.objects.get(item_id=other.pk, leading=True).rings_at or due)
    opened = reveals()
    with without_a_trace():
        ring_due(at)
    assert Triage.objects.get(pk=triage.pk).state == "review"
    assert reveals() == opened
    assert ChangeEvent.objects.filter(action="clock.ring", about_ref=other.ref).exists()
    ring_due(at)
    assert Triage.objects.get(pk=triage.pk).state == "settled"


def test_a_command_that_has_to_read_does_nothing_either(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clock_command, "require_prepared", lambda: None)
    triage, _ = overdue_review(world)
    opened = reveals()
    with without_a_trace():
        call_command("clock", advance="30m")
    assert Triage.objects.get(pk=triage.pk).state == "review"
    assert reveals() == opened
    assert NAME not in "".join(capsys.readouterr())


def test_reading_in_a_shell_is_refused_as_well(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    with without_a_trace(), acting(anke), pytest.raises(TraceUnavailable):
        access.open_fields([(case, ["goal"])], by=anke, about=case.ref, action="case.read")


class Undone(Exception):
    """The work in which somebody looked is taken back."""


def test_the_look_stays_recorded_when_the_work_around_it_is_taken_back(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    looks = AccessEvent.objects.filter(about=case.ref).count()

    def look_and_fail() -> None:
        (opened,) = access.open_fields([(case, ["goal"])], by=anke, about=case.ref, action="case.read")
        assert opened.text("goal") == "Weer koken"
        Account.objects.create_user("weg", "een lang wachtwoord", name="Weg", email="weg@voorbeeld.example",
                                    role="R10", team_id="va-meldpunt")  # fmt: skip
        raise Undone

    with pytest.raises(Undone), acting(anke), transaction.atomic():
        look_and_fail()
    connections.close_all()
    assert not Account.objects.filter(username="weg").exists()
    assert AccessEvent.objects.filter(about=case.ref).count() == looks + 1


def test_a_refused_look_stays_recorded_when_the_request_is_taken_back(world: World) -> None:
    case = world.case("guidance")
    answer = browser_of(world.account("R50")).post(
        reverse("case-step", args=[case.ref, "note"]), {"text": "hallo"}
    )
    assert answer.status_code == 404
    assert AccessEvent.objects.filter(about=case.ref, outcome="denied").count() == 1
    assert not ChangeEvent.objects.filter(action="case.note").exists()
