"""How is a step of a crisis refused, where the sentence is about nothing else? See workflows/refusals.py."""

from workflows.refusals import Refusal


class PairNeeded(Refusal):
    """Name the colleague who goes with you, or write down why you go alone."""


class WhereaboutsNeeded(Refusal):
    """Write down where the person is now, and in which gemeente. That decides who may act there."""


class SheetIncomplete(Refusal):
    """The five questions of the crisis sheet are not all asked. 'Unknown' is an answer too."""


class PlanNeeded(Refusal):
    """There is no plan yet. Write one first: a draft is always saved."""


class PlanIncomplete(Refusal):
    """Say what the client does, whom they call, what the warning signs are and what is agreed about safety."""


class PlanHasHoles(Refusal):
    """There is a time at which nobody answers. The page names it. A relative alone does not count."""


class BlockNotUnderstood(Refusal):
    """A block has a beginning, a later end and somebody who answers: a duty, a colleague or a name with a number."""


class DutyNotStaffed(Refusal):
    """That duty is not on for the whole block, or does not come to this gemeente."""


class SignatureNeeded(Refusal):
    """A colleague signs the plan first. Two people settle it."""


class BreachNotExplained(Refusal):
    """The 24 hours were over before the plan was settled. Write down why."""


class AdviceNeeded(Refusal):
    """Write down what you advise. The triage goes on with it."""


class TakenThereFirst(Refusal):
    """No other service has taken this by name yet. Until then it is ours."""


class NotTakenThereYet(Refusal):
    """Another service was called and nobody there took it by name yet. Ask, or write down what came of it."""
