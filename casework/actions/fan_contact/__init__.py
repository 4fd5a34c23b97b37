"""What can be done with a contact of the evening and night service? One file per question."""

from casework.actions.fan_contact.beginning import answer, identify, lapse, receive
from casework.actions.fan_contact.escalating import accept, escalate, name_acceptor
from casework.actions.fan_contact.morning import sign_outside, take, write_note
from casework.actions.fan_contact.planning import cancel, let_rest, miss, plan_call, reach
from casework.actions.fan_contact.talking import finish, route, take_over
from casework.actions.fan_contact.visiting import (
    arrive,
    call_for_help,
    check_out,
    extend,
    go_on,
    raise_alarm,
    report_safe,
    set_out,
)

__all__ = [
    "accept",
    "answer",
    "arrive",
    "call_for_help",
    "cancel",
    "check_out",
    "escalate",
    "extend",
    "finish",
    "go_on",
    "identify",
    "lapse",
    "let_rest",
    "miss",
    "name_acceptor",
    "plan_call",
    "raise_alarm",
    "reach",
    "receive",
    "report_safe",
    "route",
    "set_out",
    "sign_outside",
    "take",
    "take_over",
    "write_note",
]
