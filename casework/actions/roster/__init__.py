"""What can be done with a roster? Planning and changing it, taking over now, signing at a change of shift, watching."""

from casework.actions.roster.changing import ill, remove, swap, take_over
from casework.actions.roster.planning import plan
from casework.actions.roster.signing import sign_off, sign_on
from casework.actions.roster.watching import watch

__all__ = ["ill", "plan", "remove", "sign_off", "sign_on", "swap", "take_over", "watch"]
