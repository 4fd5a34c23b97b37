"""What can be done? One file per noun; importing this package registers every action."""

from casework.actions import account, case, clock, handover, melding, notice, triage
from casework.actions.command import ACTIONS

__all__ = ["ACTIONS", "account", "case", "clock", "handover", "melding", "notice", "triage"]
