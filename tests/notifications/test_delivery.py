"""Does everything that is due go out exactly once, whatever breaks on the way?"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import connections
from django.utils import translation
from django.utils.translation import gettext

from notifications import outbox
from notifications.delivery import deliver_due
from notifications.health import given_up, oldest_undelivered
from notifications.models import Outbox
from notifications.tasks import deliver_due as deliver_due_task
from tests.notifications.mailservers import HangsUpOnce

AT = datetime(2027, 2, 4, 16, 1, tzinfo=UTC)
SERVERS = "tests.notifications.mailservers"


@pytest.fixture
def pages() -> Callable[..., list[Outbox]]:
    """Messages that wait in the outbox, one per recipient."""

    def wait(*recipients: str, **other: object) -> list[Outbox]:
        given = {"transport": "email", "event": "clock.rang", "about_ref": "H-7K3QX9P2"}
        given |= {"not_before": AT, "created_at": AT, **other}
        return Outbox.objects.bulk_create(
            [Outbox(key=f"email:{number}", recipient=to, **given) for number, to in enumerate(recipients)]
        )

    return wait


def _now(row: Outbox) -> Outbox:
    return Outbox.objects.get(pk=row.pk)


@pytest.mark.django_db
def test_a_page_is_a_fixed_sentence_with_reference_and_deadline_and_nothing_else(pages):
    (row,) = pages("ruben@example.invalid", due_at=AT)
    assert deliver_due(AT) == 1
    (sent,) = mail.outbox
    with translation.override(settings.LANGUAGE_CODE):
        words = [gettext("A task is waiting in Sluitend."), gettext("Sign in to see what it is about.")]
        reference = gettext("Reference: {ref}").format(ref="H-7K3QX9P2")
        subject = gettext("A task is waiting: {ref}").format(ref="H-7K3QX9P2")
    first, second, deadline, last, end = sent.body.split("\n")
    assert [first, second, last, end] == [words[0], reference, words[1], ""]
    assert deadline.endswith("2027 17:01")
    assert (sent.subject, sent.to, sent.cc, sent.attachments) == (subject, ["ruben@example.invalid"], [], [])
    assert _now(row).delivered_at == AT


@pytest.mark.django_db
def test_what_is_not_due_yet_waits(pages):
    pages("ruben@example.invalid", not_before=AT + timedelta(minutes=1))
    assert deliver_due(AT) == 0
    assert deliver_due(AT + timedelta(minutes=1)) == 1
    assert deliver_due(AT + timedelta(minutes=2)) == 0


@pytest.mark.django_db
def test_a_batch_ends_where_it_was_told_to(pages):
    pages(*(f"p{n}@example.invalid" for n in range(5)))
    assert [deliver_due(AT, limit=3), deliver_due(AT, limit=3)] == [3, 2]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_every_page_exactly_once(pages, settings):
    settings.EMAIL_BACKEND = f"{SERVERS}.Slow"
    pages(*(f"p{number}@example.invalid" for number in range(40)))
    start, sent = Barrier(2), []

    def work() -> None:
        start.wait()
        try:
            sent.append(deliver_due(AT))
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        f"p{n}@example.invalid" for n in range(40)
    )
    assert sum(sent) == 40
    assert not outbox.undelivered().exists()


@pytest.mark.django_db
def test_a_worker_that_died_gives_its_page_back_when_its_lease_ends(pages):
    (row,) = pages("ruben@example.invalid")
    with time_machine.travel(AT):
        assert outbox.claim(AT) == row
        assert outbox.claim(AT) is None
        assert deliver_due(AT) == 0
    with time_machine.travel(AT + outbox.LEASE):
        assert deliver_due(AT) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{row.id}@sluitend.invalid>"


@pytest.mark.django_db
def test_a_mail_server_that_hangs_up_once_gets_the_page_later(pages, settings):
    settings.EMAIL_BACKEND = f"{SERVERS}.HangsUpOnce"
    HangsUpOnce.calls = 0
    (row,) = pages("ruben@example.invalid")
    assert deliver_due(AT) == 0
    assert _now(row).not_before == AT + outbox.FIRST_PAUSE
    assert deliver_due(AT) == 0
    assert deliver_due(AT + outbox.FIRST_PAUSE) == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_one_bad_address_does_not_stop_the_rest(pages, settings, caplog):
    settings.EMAIL_BACKEND = f"{SERVERS}.RefusesOne"
    pages("weg@example.invalid", "ruben@example.invalid", "anke@example.invalid")
    with caplog.at_level(logging.INFO):
        assert deliver_due(AT) == 2
    assert "ZeroDivisionError" in caplog.text
    assert "weg@" not in caplog.text


@pytest.mark.django_db
def test_after_eight_attempts_a_page_is_given_up_and_says_so_without_content(pages, settings, caplog):
    settings.EMAIL_BACKEND = f"{SERVERS}.RefusesOne"
    (row,) = pages("weg@example.invalid")
    moment, pauses = AT, []
    for _ in range(outbox.MOST_ATTEMPTS):
        assert deliver_due(moment) == 0
        pauses.append(_now(row).not_before - moment)
        moment = max(moment, _now(row).not_before)
    assert pauses[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert _now(row).dead_at == moment
    assert outbox.claim(moment + timedelta(days=1)) is None
    assert f"{row.id} is dead after 8 attempts" in caplog.text
    assert not any(word in caplog.text for word in ("weg@", "H-7K3QX9P2"))
    assert (given_up(AT), given_up(moment + timedelta(seconds=1))) == (1, 0)


@pytest.mark.django_db
def test_a_page_that_takes_its_worker_down_every_time_is_given_up_as_well(pages):
    (row,) = pages("ruben@example.invalid", attempts=outbox.MOST_ATTEMPTS)
    assert deliver_due(AT) == 0
    assert _now(row).dead_at == AT
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_road_that_does_not_exist_counts_as_a_failure(pages, caplog):
    (row,) = pages("ruben@example.invalid", transport="pigeon")
    assert deliver_due(AT) == 0
    assert _now(row).attempts == 1
    assert "UnknownTransport" in caplog.text


@pytest.mark.django_db
def test_health_tells_how_long_the_oldest_page_waits(pages):
    assert oldest_undelivered(AT) is None
    pages("ruben@example.invalid")
    assert oldest_undelivered(AT + timedelta(minutes=3)) == timedelta(minutes=3)
    deliver_due(AT)
    assert oldest_undelivered(AT + timedelta(minutes=3)) is None


@pytest.mark.django_db
def test_the_queue_only_wakes_the_delivery(pages):
    pages("ruben@example.invalid", not_before=datetime(2020, 1, 1, tzinfo=UTC))
    deliver_due_task.delay()
    assert len(mail.outbox) == 1
