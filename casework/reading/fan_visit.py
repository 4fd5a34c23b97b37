"""Who of the night service is at a door now, until when, and whom do you call when nobody hears of them?"""

from dataclasses import dataclass
from datetime import datetime

from casework.models import Account, FanContact
from privacy.context import Acting
from workflows.fan_contact_states import VISITING, State


@dataclass(frozen=True)
class Visit:
    """A visit that runs. `where`: empty for who may not know it. Numbers are there once the alarm goes, not before.

    `own`: the reader is who went. `asked`: they were not waited for in vain, they asked for help themselves.
    """

    alarm: bool
    asked: bool
    arrived: bool
    where: str
    until: datetime | None
    lookout: str
    visitor: str
    phone: str
    companion: str
    companion_phone: str
    own: bool


def panel(contact: FanContact, where: str, *, by: Acting) -> Visit | None:
    """The visit of this contact; None when nobody is at a door."""
    if contact.state not in VISITING:
        return None
    alarm = contact.state == State.ALARM
    visitor, companion = contact.visitor, contact.companion
    return Visit(
        alarm=alarm, asked=alarm and _before_its_time(contact), arrived=contact.arrived_at is not None,
        where=where, until=contact.visit_until,
        lookout=_name(contact.lookout), visitor=_name(visitor), phone=_phone(visitor, alarm),
        companion=_name(companion), companion_phone=_phone(companion, alarm),
        own=str(contact.visitor_id) == by.actor,
    )  # fmt: skip


def _before_its_time(contact: FanContact) -> bool:
    """Did the alarm go while nobody was late?"""
    clock, until = contact.clock, contact.visit_until
    return clock is not None and until is not None and clock.started_at <= until


def _name(one: Account | None) -> str:
    return one.name if one is not None else ""


def _phone(one: Account | None, alarm: bool) -> str:
    return one.phone if one is not None and alarm else ""
