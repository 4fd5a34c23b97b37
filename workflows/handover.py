"""When does the responsibility for a person move, and what may stop it? No queries, no wall clock."""

from typing import Any

from django_fsm import FSMField

from workflows import gemeente
from workflows.handover_answering import NO_RETURN, RETURN_REASONS, Answered
from workflows.handover_meeting import CONTACT_KINDS, MOST_REVIEWS, RECYCLED_WEEKS, Met
from workflows.handover_offering import CHECKLIST, REQUIRED, Offered
from workflows.handover_outside import ACCEPTED_BY, OUTSIDE_KINDS, Outside
from workflows.handover_states import UNANSWERED, UNTIL_CONTACT, State
from workflows.handover_waiting import Awaited
from workflows.roles import CRISIS, Role

__all__ = [
    "ACCEPTED_BY",
    "CHECKLIST",
    "CONTACT_KINDS",
    "MOST_REVIEWS",
    "NO_RETURN",
    "OUTSIDE_KINDS",
    "RECYCLED_WEEKS",
    "REQUIRED",
    "RETURN_REASONS",
    "UNANSWERED",
    "UNTIL_CONTACT",
    "HandoverLifecycle",
    "State",
]


AS_RECEIVER = {
    Role.CARE_COORDINATOR: Role.WIJKTEAM_WORKER, Role.TEAM_LEAD: Role.WIJKTEAM_COORDINATOR,
}  # fmt: skip
"""Any team may receive: R50 and R51 read as worker and coordinator of the receiving team."""

AS_SENDER = {Role.WIJKTEAM_WORKER: Role.CARE_COORDINATOR, Role.WIJKTEAM_COORDINATOR: Role.TEAM_LEAD}
"""And R11 and R12 as worker and coordinator of the sending team."""


class HandoverLifecycle(Outside, Met, Awaited, Answered, Offered):
    """The sender stays owner until the receiver has accepted and has had contact of its own."""

    State = State
    state = FSMField(default=State.DRAFT.value, choices=State.choices(), protected=True)

    class Meta:
        abstract = True

    def role_of(self, by: Any) -> str:
        """The role of the side on which somebody stands: nobody of the sender answers for the receiver, or back."""
        if by.unit == str(self.sender_team_id):
            if by.role in CRISIS:
                # The crisis team works in shifts: whoever is there acts for the service.
                return Role.CARE_COORDINATOR
            theirs = by.role in AS_SENDER and by.acts_for(self.sender_person_id)
            return Role.CARE_COORDINATOR if theirs else AS_SENDER.get(by.role, by.role)
        return AS_RECEIVER.get(by.role, by.role) if by.unit == str(self.receiver_team_id) else str(by.role)

    dispute_gemeente = gemeente.dispute(source=UNANSWERED, target=State.DISPUTED)
    agree_gemeente = gemeente.agree(source=State.DISPUTED, target=State.OFFERED)
    propose_gemeente = gemeente.propose(source=State.DISPUTED)
    sign_gemeente = gemeente.sign(source=State.DISPUTED, target=State.OFFERED)
    rule_gemeente = gemeente.rule(source=State.DISPUTED, target=State.OFFERED)
