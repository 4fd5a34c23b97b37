"""What may happen to a report that is still being typed?"""

from typing import Any

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, step
from workflows.melding_states import State
from workflows.roles import Role

DROP_REASONS = ("no_concern", "wrong_number", "told_elsewhere", "practice")
"""Why a draft may end without becoming a melding. A concern is never among them."""

TYPISTS = (Role.TRIAGIST, Role.CRISIS_WORKER, Role.CRISIS_LEAD, Role.FAN_WORKER)
"""Who takes a report by phone, and so may have a draft."""


class Drafted(Lifecycle):
    """A draft has an owner and a clock from the first word, and ends as a melding, an advice, or nothing."""

    class Meta:
        abstract = True

    @step(
        source=(State.DRAFT, State.LEFT_DRAFT), target=State.DRAFT, by=TYPISTS, guards=[rules.draft_is_free]
    )
    def save_draft(self, *, owner: Any) -> None:
        """What was typed so far is kept. Whoever types is the owner, after the draft was left as well."""
        self.owner_person = owner

    @step(source=State.DRAFT, target=State.LEFT_DRAFT, by=Role.SYSTEM)
    def leave_draft(self) -> None:
        """Nobody typed for half an hour: the duty of the team goes on with it."""

    @step(source=State.LEFT_DRAFT, target=State.DRAFT, by=TYPISTS)
    def take_draft(self, *, owner: Any) -> None:
        """A colleague of the duty goes on with a draft that was left."""
        self.owner_person = owner

    @step(
        source=(State.DRAFT, State.LEFT_DRAFT),
        target=State.DROPPED,
        by=TYPISTS,
        guards=[rules.draft_is_free, rules.one_of("reason", DROP_REASONS, refusals.ReasonNotInList)],
    )
    def drop_draft(self, *, reason: str) -> None:
        """There was nothing to report. What was typed is destroyed; that it was dropped, and why, stays."""
        self.drop_reason = reason

    @step(
        source=(State.DRAFT, State.LEFT_DRAFT),
        target=State.ADVICE,
        by=Role.TRIAGIST,
        guards=[rules.draft_is_free],
    )
    def give_advice(self) -> None:
        """A question without a person: answered in the call, nothing personal is kept."""
