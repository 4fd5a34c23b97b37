"""How is a step of a handover refused, where the sentence is about nothing else? See workflows/refusals.py."""

from workflows.refusals import Refusal


class NotAReturn(Refusal):
    """That does not send it back. Is something missing? Name the parts. Is it for another team here? Pass it on."""


class CalledIncompleteBefore(Refusal):
    """It was called incomplete before. Ask a question, call the sender, or decide with what you know."""


class PartsNeeded(Refusal):
    """Name the parts that are missing. Then the sender knows what to write."""


class SteppedAside(Refusal):
    """This colleague knows the person in private life and has stepped aside. Name somebody else."""


class OtherTeamNeeded(Refusal):
    """Choose another team of this gemeente, one that has not had it before."""


class StartMovedBefore(Refusal):
    """The start has moved once already. Start now, or ask the manager of your gemeente to decide."""


class TogetherTooLong(Refusal):
    """You have looked at this three times. Call an MDO: it decides who goes on with the client."""


class StillTheirCase(Refusal):
    """The receiver has an open case of this person. Call its owner: whoever has a case there is not lost."""


class ReceiverHasLogin(Refusal):
    """This team confirms its own contact itself."""


class CardTextNeedsConsent(Refusal):
    """The client did not agree. Then this text does not go on the card: empty it, or ask the client first."""


class AfterContactsOutOfRange(Refusal):
    """Fill in how many contacts afterwards you agreed: from 0 to 20."""


class ContactNotSince(Refusal):
    """Contact counts from the day of accepting until today. Confirm after the contact, with the day it took place."""
