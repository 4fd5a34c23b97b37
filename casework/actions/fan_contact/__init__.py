"""What can be done with a contact of the evening and night service? One file per question."""

from casework.actions.fan_contact.beginning import answer, identify, lapse, receive
from casework.actions.fan_contact.escalating import accept, escalate, name_acceptor
from casework.actions.fan_contact.morning import sign_outside, take, write_note
from casework.actions.fan_contact.talking import finish, route, take_over

__all__ = [
    "accept",
    "answer",
    "escalate",
    "finish",
    "identify",
    "lapse",
    "name_acceptor",
    "receive",
    "route",
    "sign_outside",
    "take",
    "take_over",
    "write_note",
]
