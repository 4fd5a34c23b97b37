"""Is every value that opens written down, and does every such line belong to something that opened?

The two sets are equal over HTTP, the live socket, a task, a command, an exception, a rollback, and a reader who
hangs up.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from casework import access
from casework.actions import case as cases
from casework.management.commands import clock as clock_command
from casework.models import Attachment
from casework.tasks import ring_due
from privacy.context import acting
from privacy.models.ledger import AccessEvent
from privacy.opaque import Sealed
from privacy.sealed import reveals
from tests.notifications.conftest import socket
from tests.promises.test_no_trace_no_data import NAME, PAGES, browser_of, overdue_review, readers
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Watch:
    """Every value that opened since the beginning: the event that permitted it, its subject and field."""

    opened: list[tuple[Any, str, str]] = field(default_factory=list)
    before: set[Any] = field(default_factory=set)
    counted: int = 0

    def begin(self) -> None:
        """From here on."""
        self.opened.clear()
        self.before = set(AccessEvent.objects.values_list("event_id", flat=True))
        self.counted = reveals()

    def rows(self) -> dict[Any, AccessEvent]:
        """The lines written since, of looks that were permitted and opened something."""
        new = AccessEvent.objects.filter(outcome="ok").exclude(event_id__in=self.before)
        return {event.event_id: event for event in new if event.fields}

    def settle(self, *, some: bool = True) -> None:
        """The counter, what opened and what was written are the same."""
        rows = self.rows()
        assert reveals() - self.counted == len(self.opened)
        assert {event for event, _, _ in self.opened} == set(rows)
        for event, subject, name in self.opened:
            assert subject in rows[event].subjects
            assert name in rows[event].fields
        assert bool(self.opened) == some


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Listens at the one place where a value opens."""
    found = Watch()
    opens = Sealed.open

    def listened(self: Any, release: Any) -> Any:
        value = opens(self, release)
        found.opened.append((release.event_id, str(self._subject), self._bound.field))
        return value

    monkeypatch.setattr(Sealed, "open", listened)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_over_http(page: str, world: World, watch: Watch) -> None:
    client, address = readers(world)[page]
    watch.begin()
    assert client.get(address).status_code == 200
    watch.settle()


def test_whoever_is_refused_opens_nothing(world: World, watch: Watch) -> None:
    _, address = readers(world)["case"]
    watch.begin()
    assert browser_of(world.account("R51")).get(address).status_code == 404
    watch.settle(some=False)


async def test_over_the_live_socket_and_the_row_it_makes_the_page_fetch(
    transactional_db: None, watch: Watch
) -> None:
    @sync_to_async
    def prepare() -> tuple[World, Client]:
        world = World()
        world.case("guidance")
        return world, browser_of(world.account("R11"))

    @sync_to_async
    def change(world: World) -> None:
        case = world.case("contact_phase")
        watch.begin()
        cases.call_mdo(by=world.by(world.account("R11")), case_ref=case.ref)

    @sync_to_async
    def fetch(browser: Client) -> None:
        assert NAME in browser.get(reverse("worklist")).content.decode()
        watch.settle()

    world, browser = await prepare()
    live = socket(f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}")
    assert (await live.connect(timeout=10))[0]
    await change(world)
    assert NAME not in str(await live.receive_json_from(5))
    await fetch(browser)
    await live.disconnect()
    await sync_to_async(connections.close_all)()


def test_in_a_task(world: World, watch: Watch) -> None:
    _, due = overdue_review(world)
    watch.begin()
    ring_due(due)
    watch.settle()


def test_in_a_command(world: World, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_command, "require_prepared", lambda: None)
    overdue_review(world)
    watch.begin()
    call_command("clock", advance="30m")
    watch.settle()


def test_when_the_page_breaks_after_looking(
    world: World, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = readers(world)["case"]

    def breaks(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the page cannot be drawn")

    monkeypatch.setattr("casework.views.case.show", breaks)
    watch.begin()
    assert client.get(address).status_code == 500
    watch.settle()


def test_when_the_work_is_taken_back_after_looking(world: World, watch: Watch) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))

    class Undone(Exception):
        """Everything around the look is taken back."""

    def look_and_undo() -> None:
        access.open_fields([(case, ["goal"])], by=anke, about=case.ref, action="case.read")
        raise Undone

    watch.begin()
    with pytest.raises(Undone), acting(anke), transaction.atomic():
        look_and_undo()
    watch.settle()


def test_when_the_reader_hangs_up_halfway_through_a_file(world: World, watch: Watch) -> None:
    item = world.postbak(original=b"x" * 700_000)
    assert Attachment.objects.get(item=item).pieces.count() > 1
    client = browser_of(world.account("R10"))
    watch.begin()
    answer: Any = client.get(reverse("postbak-original", args=[item.ref]))
    next(iter(answer.streaming_content))
    answer.close()
    watch.settle()
