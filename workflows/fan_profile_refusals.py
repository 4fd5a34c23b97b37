"""How is a step of a profile of the night service refused, where the sentence is about nothing else?"""

from workflows.refusals import Refusal


class NotCovered(Refusal):
    """The service does not come to this gemeente. Say from the sociale kaart whom this person can call at night."""


class SignalPlanNeeded(Refusal):
    """Write down what helps this person at night, and what to do when nobody answers."""


class HasAProfile(Refusal):
    """This person has a profile already. Open that one."""


class HowItGoesOn(Refusal):
    """Choose from the list how it goes on for this person."""
