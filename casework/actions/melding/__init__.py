"""What can be done with a melding? Each function is one change: guard, change, record, tell, start the clock."""

from casework.actions.melding.drafting import drop_draft, give_advice, leave_draft, save_draft, take_draft
from casework.actions.melding.ending import close, give_feedback, reopen
from casework.actions.melding.forwarding import accept, decided, return_to_triage
from casework.actions.melding.gemeente import (
    agree_gemeente,
    decide_gemeente,
    dispute_gemeente,
    propose_gemeente,
    rule_gemeente,
    seek_gemeente,
    sign_gemeente,
)
from casework.actions.melding.linking import add_to_case, link, read, unlink
from casework.actions.melding.owning import reassign
from casework.actions.melding.placing import mark_insufficient, not_take_up, refer_out_of_area, take_up_again
from casework.actions.melding.receiving import receive
from casework.actions.melding.screening import screen, take_crisis
from casework.actions.melding.weighing import ask_information, claim, release, resume_triage

__all__ = [
    "accept",
    "add_to_case",
    "agree_gemeente",
    "ask_information",
    "claim",
    "close",
    "decide_gemeente",
    "decided",
    "dispute_gemeente",
    "drop_draft",
    "give_advice",
    "give_feedback",
    "leave_draft",
    "link",
    "mark_insufficient",
    "not_take_up",
    "propose_gemeente",
    "read",
    "reassign",
    "receive",
    "refer_out_of_area",
    "release",
    "reopen",
    "resume_triage",
    "return_to_triage",
    "rule_gemeente",
    "save_draft",
    "screen",
    "seek_gemeente",
    "sign_gemeente",
    "take_crisis",
    "take_draft",
    "take_up_again",
    "unlink",
]
