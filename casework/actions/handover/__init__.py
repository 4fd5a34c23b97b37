"""What can be done with a handover? The responsibility moves in `confirm`, and nowhere else."""

from casework.actions.handover.meeting import (
    complete,
    confirm,
    go_together,
    hold_talk,
    let_go,
    lose,
    plan_talk,
)
from casework.actions.handover.offering import answer, draft, offer, redraft, withdraw, write
from casework.actions.handover.receiving import (
    accept,
    ask,
    expire,
    give_back,
    open,
    put_on_waiting_list,
    start,
)

__all__ = [
    "draft",
    "write",
    "offer",
    "answer",
    "redraft",
    "withdraw",
    "open",
    "ask",
    "accept",
    "give_back",
    "put_on_waiting_list",
    "start",
    "expire",
    "plan_talk",
    "hold_talk",
    "confirm",
    "complete",
    "lose",
    "go_together",
    "let_go",
]
