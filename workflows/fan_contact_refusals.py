"""How is a step of a contact at night refused, where the sentence is about nothing else? See workflows/refusals.py."""

from workflows.refusals import Refusal


class RouteNeeded(Refusal):
    """The service does not come to this gemeente. Say from the list whom this person can call now."""


class DangerNow(Refusal):
    """Somebody is in danger: go on with 'This is more than a contact'. Is it about life? Call 112 first."""


class NoteNeeded(Refusal):
    """Write down what the day has to know or do."""


class SignerNeeded(Refusal):
    """A name signs for it: write down who took it over, and of which organisation."""


class TeamSignsItself(Refusal):
    """A colleague of the team that receives it signs for it. Call them, or address the note to somebody else."""


class AddressNeeded(Refusal):
    """Write down the address you go to, so that a colleague can find you there."""


class LookoutNeeded(Refusal):
    """Nobody goes without a colleague who waits for them: name somebody who can be reached and does not go along."""


class SomebodyCountsOnYou(Refusal):
    """You wait for a colleague who is at a door now. Wait until they are away, or let somebody else go here."""


class NotAlone(Refusal):
    """Do not go alone to this person. Say who goes along, or let the crisis team come."""


class VisitTooLong(Refusal):
    """Say within how many minutes you are back: at least five, at most four hours. It can be made longer on the way."""


class HowIsItKnown(Refusal):
    """You were not there yourself. Write down how you know that they are safe: whom you spoke, and how."""


class MomentNeeded(Refusal):
    """Give a moment that is still to come, within two weeks."""


class FlagsSayGo(Refusal):
    """A safety flag is known about this person. Go there, or take it to the crisis team or 112."""


class ColleagueDecides(Refusal):
    """You called yourself, so a colleague decides this with you. Ask them to press it."""
