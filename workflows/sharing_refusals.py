"""How is sharing refused, where the sentence is about nothing else? See workflows/refusals.py."""

from workflows.refusals import Refusal


class RecipientNeeded(Refusal):
    """Say who gets to know this: the kind of service, and the name."""


class KindsNeeded(Refusal):
    """Tick what you tell. Tick no more than the other needs."""


class ShareWordsNeeded(Refusal):
    """Write in a line what you tell: what you ticked stands nowhere else."""


class SharingRefused(Refusal):
    """The person does not want this shared with them. Weigh it with a colleague first: at the case, what is shared."""


class GroundNeedsConsent(Refusal):
    """This ground needs a yes of the person. Choose another ground, or ask the person."""


class PeerReviewFirst(Refusal):
    """A colleague has to look along before this leaves: ask for it. Is it U0 or U1, then share first."""


class NotUrgent(Refusal):
    """Sharing first and looking afterwards is for U0 and U1 only. Ask a colleague to look along now."""


class LeadLooksAlong(Refusal):
    """To the police or the prosecutor: the team lead or the privacy officer looks along."""


class SixAnswersNeeded(Refusal):
    """Answer all six questions. A few words each are enough."""


class ValidTooLong(Refusal):
    """Give a last day for sharing this, at most 30 days away."""


class ReleaseIsOver(Refusal):
    """The last day for sharing this is over. Weigh it anew in another disclosure."""


class ConsentWordsNeeded(Refusal):
    """Write down what the person said about sharing, as literally as you can."""


class AlreadyTold(Refusal):
    """This person was told already. That stands in the list of what was shared."""


class PostponingNeedsGround(Refusal):
    """Telling may wait only for the safety of somebody or because help would fail. Choose which, and write down why."""
