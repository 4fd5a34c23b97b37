"""When is a bridging plan settled? A draft always saves; two people settle one without a hole."""

from typing import Any

from django.db import models

from workflows import crisis_refusals, refusals, rules
from workflows.crisis_states import HANDING, PLANNING, TAKEN, State
from workflows.lifecycle import Lifecycle, step
from workflows.roles import CRISIS, Role


@rules.guard(crisis_refusals.PlanNeeded)
def there_is_a_plan(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Somebody wrote one that is not settled yet."""
    return given.get("plan") is not None


@rules.guard(crisis_refusals.PlanIncomplete)
def its_texts_are_there(record: Any, given: dict[str, Any], by: Any) -> bool:
    """What the client does, whom they call, warning signs, safety."""
    return not given.get("missing", True)


@rules.guard(crisis_refusals.PlanHasHoles)
def it_has_no_hole(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Every minute until the receiver opens has somebody who answers."""
    return not given.get("holes", True)


@rules.guard(crisis_refusals.SignatureNeeded)
def somebody_signed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A first signature stands under this text."""
    return record.signed_by_id is not None


@rules.guard(refusals.SecondPersonIsYou)
def somebody_else_signed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Four eyes are two people."""
    return str(record.signed_by_id) != str(by.actor)


@rules.guard(crisis_refusals.BreachNotExplained)
def a_breach_is_explained(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever settles it too late says why it was."""
    return not given.get("late", True) or bool(str(given.get("breach_reason") or "").strip())


WHOLE = [
    there_is_a_plan,
    rules.filled("receiver", refusals.ReceiverNeeded),
    its_texts_are_there,
    it_has_no_hole,
]
"""What is asked of a plan at both signatures: a draft may have been changed, and time goes on."""


class Planned(Lifecycle):
    """From a draft to two signatures, and to an offer.

    bridged_until: the moment at which the receiver opens, of the settled plan. breached_at: when the 24 hours ended
    without one. plan_written_at: when the draft was last kept.
    """

    bridged_until = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    plan_written_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account.
    signed_by: Any
    signed_by_id: Any

    @step(source=TAKEN, target=None, by=CRISIS)
    def write_plan(self, *, at: Any, **_: Any) -> None:
        """The draft of the plan is kept, with its holes. Whoever signed the one before signs again."""
        self.plan_written_at, self.signed_by = at, None

    @step(
        source=TAKEN,
        target=None,
        by=CRISIS,
        guards=[there_is_a_plan, rules.filled("receiver", refusals.ReceiverNeeded)],
    )
    def fill_holes(self, *, at: Any, **_: Any) -> None:
        """The crisis duty, day and night in every gemeente, answers wherever the draft names nobody."""
        self.plan_written_at, self.signed_by = at, None

    @step(source=PLANNING, target=None, by=CRISIS, guards=WHOLE)
    def sign_plan(self, *, signer: Any, **_: Any) -> None:
        """The first of two signatures."""
        self.signed_by = signer

    @step(
        source=PLANNING,
        target=State.BRIDGING,
        by=CRISIS,
        guards=[*WHOLE, somebody_signed, somebody_else_signed, a_breach_is_explained],
    )
    def settle_plan(self, *, owner: Any, until: Any, late: bool, at: Any, **_: Any) -> None:
        """The second signature, of somebody else: the plan holds until the receiver opens.

        One after the 24 hours counts as a breach, whether the clock has rung or not.
        """
        self.owner_person, self.bridged_until, self.signed_by = owner, until, None
        if late:
            self.breached_at = self.breached_at or at

    @step(source=HANDING, target=None, by=CRISIS)
    def prepare_handover(self, **_: Any) -> None:
        """A handover is drafted. Nothing leaves yet, and the clock of the crisis runs on."""

    @step(source=HANDING, target=State.HANDING_OVER, by=Role.SYSTEM)
    def start_handover(self, *, owner: Any) -> None:
        """It is offered to whoever goes on. The crisis team stays owner."""
        self.owner_person = owner

    @step(source=(State.HANDING_OVER, State.HANDED_OVER), target=State.BRIDGING, by=Role.SYSTEM)
    def resume_bridging(self, *, owner: Any) -> None:
        """The offer was taken back: the plan holds, and somebody looks for another receiver."""
        self.owner_person = owner

    @step(source=(State.HANDING_OVER, State.HANDED_OVER), target=State.UNBRIDGED, by=Role.SYSTEM)
    def stand_without_plan(self) -> None:
        """The offer was taken back and no plan was ever settled: the crisis duty answers until one is."""

    @step(source=State.HANDING_OVER, target=State.HANDED_OVER, by=Role.SYSTEM)
    def hand_over(self) -> None:
        """Accepted by name, and the conversation has a date. The night worker is released; the service is not."""
