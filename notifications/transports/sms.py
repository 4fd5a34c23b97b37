"""How does a page reach a telephone? By the POST interface of an SMS gateway: Kannel, and what speaks like it.

Source: Kannel 1.4 user guide, chapter "Setting up a SMS gateway", "Kannel POST": number, sender and who we are in
X-Kannel headers, so that none of it stands in an address; the text in the body. 202 means accepted or queued. What
sends us elsewhere is no gateway: number and password stay here.
"""

from contextlib import closing
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import translation

from notifications.errors import NotAccepted
from notifications.models import Outbox
from notifications.transports.wording import called

TIMEOUT = 10.0
ACCEPTED = 202
UNICODE = "2"


def send(row: Outbox) -> None:
    """Hand the text to the gateway at settings.SMS_URL. Raises NotAccepted, HTTPException, OSError."""
    where = urlsplit(settings.SMS_URL)
    headers = {
        "Content-Type": "text/plain; charset=utf-8", "X-Kannel-Charset": "UTF-8", "X-Kannel-Coding": UNICODE,
        "X-Kannel-Username": unquote(where.username or ""), "X-Kannel-Password": unquote(where.password or ""),
        "X-Kannel-To": row.recipient, "X-Kannel-From": settings.SMS_SENDER,
    }  # fmt: skip
    with translation.override(settings.LANGUAGE_CODE):
        text = " ".join(called(row))
    road = HTTPConnection if where.scheme == "http" else HTTPSConnection
    with closing(road(where.hostname or "", where.port, timeout=TIMEOUT)) as gateway:
        gateway.request("POST", where.path or "/", text.encode(), headers)
        answer = gateway.getresponse()
        answer.read()
    if answer.status != ACCEPTED:
        raise NotAccepted(str(answer.status))
