"""By which roads can a message leave the house? One function each: takes an Outbox row, returns when sent."""

from collections.abc import Callable

from notifications.models import Outbox
from notifications.transports import email, sms

Transport = Callable[[Outbox], None]
TRANSPORTS: dict[str, Transport] = {"email": email.send, "sms": sms.send}
