"""What can be done with a clock? It rings, by itself; whoever decides can make its ladder quiet for a while."""

from casework.actions.clock.acknowledging import acknowledge
from casework.actions.clock.answers import ANSWERS
from casework.actions.clock.nouns import NOUNS
from casework.actions.clock.ringing import acts, ring

__all__ = ["ANSWERS", "NOUNS", "acknowledge", "acts", "ring"]
