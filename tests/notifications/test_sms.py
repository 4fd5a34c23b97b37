"""Does a page reach a telephone by the gateway, with a reference and nothing else, once it is accepted?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from notifications.delivery import deliver_due
from notifications.models import Outbox
from tests.notifications.gateway import Gateway, listening

AT = datetime(2027, 2, 4, 2, 41, tzinfo=UTC)
NUMBER = "085-0000701"


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with listening() as found:
        settings.SMS_URL = found.url
        yield found


def waiting(**values: Any) -> Outbox:
    given = {"key": "page:1:1", "transport": "sms", "recipient": NUMBER, "event": "page.asked",
             "about_ref": "X-7K3QX9P2", "not_before": AT, "created_at": AT,
             "due_at": AT + timedelta(minutes=5)}  # fmt: skip
    return Outbox.objects.create(**(given | values))


@pytest.mark.django_db
def test_a_text_is_a_reference_and_a_moment_and_nothing_of_us_stands_in_the_address(gateway: Gateway) -> None:
    with translation.override("en"):
        waiting()
        assert deliver_due(AT) == 1
    ((headers, text),) = gateway.got
    assert text == (
        "U bent opgeroepen voor X-7K3QX9P2 in Sluitend. Meld u aan en druk op Gezien. "
        "Om 03:46 wordt de volgende collega opgeroepen."
    )
    assert len(text) <= 160
    assert headers["path"] == "/cgi-bin/sendsms"
    assert headers["x-kannel-to"] == NUMBER
    assert headers["x-kannel-from"] == "Sluitend"
    assert (headers["x-kannel-charset"], headers["x-kannel-coding"]) == ("UTF-8", "2")


@pytest.mark.django_db
@pytest.mark.parametrize("status", [503, 302, 200, 500])
def test_what_the_gateway_does_not_accept_is_sent_again_and_never_elsewhere(
    gateway: Gateway, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.answers = [status]
    row = waiting()
    assert deliver_due(AT) == 0
    assert gateway.got == []
    assert NUMBER not in caplog.text
    assert deliver_due(AT + timedelta(minutes=1)) == 1
    assert gateway.numbers == [NUMBER]
    row.refresh_from_db()
    assert row.delivered_at == AT + timedelta(minutes=1)


@pytest.mark.django_db
def test_a_gateway_that_is_not_there_costs_time_and_no_message(
    gateway: Gateway, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMS_URL = "http://sluitend:geheim@127.0.0.1:9/cgi-bin/sendsms"
    waiting()
    assert deliver_due(AT) == 0
    assert "geheim" not in caplog.text
    settings.SMS_URL = gateway.url
    assert deliver_due(AT + timedelta(minutes=1)) == 1
