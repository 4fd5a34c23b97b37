"""How is a step about the gemeente of an item refused? See workflows/refusals.py."""

from workflows.refusals import Refusal


class GemeenteNotListed(Refusal):
    """Choose one of the gemeenten of this region."""


class GemeenteNeeded(Refusal):
    """First decide which gemeente it is, and why. Without that nobody knows whom to send it to."""


class SameGemeente(Refusal):
    """This is the gemeente it is with now. Name the gemeente where it does belong."""


class GemeenteAlreadySettled(Refusal):
    """Two people already decided which gemeente it is. Only a new fact opens that again: write down which."""


class GemeenteDisputeNeeded(Refusal):
    """It was sent back for the wrong gemeente before. Use 'not our gemeente': then two people decide within a day."""


class NoProposalYet(Refusal):
    """There is no proposal yet that you can sign. The team lead of the sender makes one."""


class RuleNeeded(Refusal):
    """Say why it is this gemeente: lives there, stays there, the postcode, or somebody told us."""
