"""How does a message come in, and what does a human do with one that no machine could read?"""

from casework.actions.postbak.arriving import keep, take_in
from casework.actions.postbak.settling import make_melding, put_back, reopen, set_aside, take_up

__all__ = ["keep", "make_melding", "put_back", "reopen", "set_aside", "take_in", "take_up"]
