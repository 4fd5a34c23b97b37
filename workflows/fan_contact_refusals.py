"""How is a step of a contact at night refused, where the sentence is about nothing else? See workflows/refusals.py."""

from workflows.refusals import Refusal


class RouteNeeded(Refusal):
    """The service does not come to this gemeente. Say from the list whom this person can call now."""


class NoteNeeded(Refusal):
    """Write down what the day has to know or do."""


class SignerNeeded(Refusal):
    """A name signs for it: write down who took it over, and of which organisation."""


class TeamSignsItself(Refusal):
    """A colleague of the team that receives it signs for it. Call them, or address the note to somebody else."""
