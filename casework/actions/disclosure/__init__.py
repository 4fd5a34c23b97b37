"""What can be done to share something about a person, or not? Every way leaves a record of what went to whom."""

from casework.actions.disclosure.calling import call
from casework.actions.disclosure.releasing import (
    approve,
    ask_review,
    deliver,
    deliver_first,
    disagree,
    release,
    review_after,
    withdraw,
)
from casework.actions.disclosure.weighing import (
    ask_consent,
    choose_ground,
    grant,
    propose,
    refuse,
    skip_consent,
    weigh,
)

__all__ = [
    "call",
    "propose",
    "choose_ground",
    "ask_consent",
    "grant",
    "refuse",
    "skip_consent",
    "weigh",
    "ask_review",
    "approve",
    "disagree",
    "release",
    "deliver_first",
    "deliver",
    "review_after",
    "withdraw",
]
