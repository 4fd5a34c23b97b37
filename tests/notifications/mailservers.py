"""Mail servers as they are: slow, hanging up now and then, choking on one address. Outside parties."""

import time
from collections.abc import Sequence
from smtplib import SMTPServerDisconnected

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class Slow(EmailBackend):
    """Takes its time, so that two workers are busy at once."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        time.sleep(0.005)
        return super().send_messages(messages)


class HangsUpOnce(EmailBackend):
    """Breaks off the first time it is called."""

    calls = 0

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        HangsUpOnce.calls += 1
        if HangsUpOnce.calls == 1:
            raise SMTPServerDisconnected(f"closed on {messages[0].to}")
        return super().send_messages(messages)


class RefusesOne(EmailBackend):
    """Chokes on one address, with an error nobody foresaw that quotes it."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if "weg@" in messages[0].to[0]:
            raise ZeroDivisionError(messages[0].to[0])
        return super().send_messages(messages)
