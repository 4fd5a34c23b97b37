"""What does the sender do with an offer? Offers it to a team, answers, fills in what was missing, takes it back."""

from typing import Any

from workflows import handover_refusals, refusals, rules
from workflows.handover_columns import Columns
from workflows.handover_states import BEFORE_CONFIRMATION, State
from workflows.informing import TELLERS
from workflows.lifecycle import step
from workflows.roles import Role

CHECKLIST = (
    "reason_and_goal", "tried", "risks", "agreements", "network", "providers", "sharing", "communication",
    "legal_status", "people", "moment", "if_it_fails", "melder_feedback",
)  # fmt: skip
"""The thirteen parts of a package. Source: docs/lifecycles.md, handover."""

REQUIRED = ("reason_and_goal", "tried", "risks", "agreements", "sharing", "moment", "if_it_fails")

SHARED_RIGHTLY = (
    rules.checklist_is_complete,
    rules.ground_is_in_force,
    rules.sharing_has_a_ground,
    rules.no_second_offer,
    rules.case_can_be_handed_over,
)
"""What every offer answers, to a team with a login and to one without."""


@rules.guard(handover_refusals.CardTextNeedsConsent)
def a_card_text_has_consent(record: Any, given: dict[str, Any], by: Any) -> bool:
    """What the whole receiving team reads before anybody said yes goes beyond the card only when the client agreed."""
    return given.get("consent") == "yes" or not given.get("card_text")


class Offered(Columns):
    """An offer, and what the receiver still wants to know."""

    class Meta:
        abstract = True

    @step(
        source=State.DRAFT,
        target=State.OFFERED,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("receiver_team", refusals.ReceiverNeeded),
            rules.receiver_may_receive,
            *SHARED_RIGHTLY,
            a_card_text_has_consent,
            rules.one_of("told_by", TELLERS, refusals.NotInTheList),
        ],
    )
    def offer(self, *, receiver_team: Any, **_: Any) -> None:
        """The receiving team sees a card, nothing more, until it accepts."""
        self.receiver_team = receiver_team

    @step(
        source=State.ASKING,
        target=State.RECEIVED,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("answer", refusals.ReasonNeeded)],
    )
    def answer(self, **_: Any) -> None:
        """The sender answered. The receiver goes on with the time that was left."""

    @step(
        source=State.INCOMPLETE,
        target=State.RECEIVED,
        by=Role.CARE_COORDINATOR,
        guards=[rules.checklist_is_complete],
    )
    def fill_in(self, **_: Any) -> None:
        """The sender wrote the parts that were named. The receiver goes on with the time that was left."""
        self.missing_parts = []

    @step(source=(State.RETURNED, State.REOPENED), target=State.DRAFT, by=Role.CARE_COORDINATOR)
    def redraft(self) -> None:
        """Another receiver, or the same one with a better package."""

    @step(
        source=(*BEFORE_CONFIRMATION, State.REOPENED),
        target=State.WITHDRAWN,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def withdraw(self, **_: Any) -> None:
        """The sender takes the offer back, with the reason."""
