"""How is writing a nachtkaart refused? See workflows/refusals.py."""

from workflows.refusals import Refusal


class CardWordsNeeded(Refusal):
    """Write down what calms this person, or what was agreed. Without that the card helps nobody at night."""


class CardEndNeeded(Refusal):
    """Choose a last day: today or later, at most ninety days from now."""


class WhoOrWhereNeeded(Refusal):
    """Ask who it is: a name with a birth date or a number. Or fill in postcode and house number."""


class CardOfShieldedCase(Refusal):
    """This case is shielded: a nachtkaart would tell others that it is there."""
