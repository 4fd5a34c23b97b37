"""What can be done in a bemoeizorg case? It always has one owner and one next term, whatever runs beside it."""

from casework.actions.case.agreeing import agree_neighbours, review_goal, score, set_goal
from casework.actions.case.asking import ask_partner
from casework.actions.case.assigning import assign, fall_away, propose, reassign, reopen
from casework.actions.case.escalating import come_back, escalate, hold_off
from casework.actions.case.following import can_be_handed_over, come_back_after, follow
from casework.actions.case.leaving import (
    close,
    look_at_pause,
    pause,
    record_death,
    record_move,
    resume,
    still_running,
)
from casework.actions.case.refusing import record_refusal, try_again, weigh_again
from casework.actions.case.trying import call_mdo, go_on_trying, log_attempt, make_contact, note

__all__ = [
    "agree_neighbours",
    "ask_partner",
    "assign",
    "call_mdo",
    "can_be_handed_over",
    "close",
    "come_back",
    "come_back_after",
    "escalate",
    "fall_away",
    "follow",
    "go_on_trying",
    "hold_off",
    "log_attempt",
    "look_at_pause",
    "make_contact",
    "note",
    "pause",
    "propose",
    "reassign",
    "record_death",
    "record_move",
    "record_refusal",
    "reopen",
    "resume",
    "review_goal",
    "score",
    "set_goal",
    "still_running",
    "try_again",
    "weigh_again",
]
