"""What can the receiving team answer? Yes by name, a question, what is missing, not ours and whose; never "full"."""

from datetime import date, datetime
from typing import Any

from workflows import gemeente, handover_refusals, refusals, rules
from workflows.handover_columns import Columns
from workflows.handover_offering import CHECKLIST
from workflows.handover_states import UNANSWERED, UNTIL_CONTACT, State
from workflows.lifecycle import step
from workflows.roles import WIJKTEAM, Role

RETURN_REASONS = (
    "wrong_gemeente", "other_law", "already_with_provider", "client_withdraws", "moved", "admitted_or_detained",
    "deceased",
)  # fmt: skip
"""The closed list. Capacity is not in it, and never will be."""

NO_RETURN = ("incomplete", "other_team_same_gemeente")
"""What is said without sending anything back: the missing parts are named, the other team gets it at once."""


@rules.guard(handover_refusals.NotAReturn)
def reason_sends_it_back(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Something missing, or a colleague's team: that has a step of its own, and the sender is not left with it."""
    return given.get("reason") not in NO_RETURN


@rules.guard(handover_refusals.CalledIncompleteBefore)
def incomplete_is_said_once(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Once per offer; what is unclear after that is a question or a telephone call."""
    return not record.called_incomplete


@rules.guard(handover_refusals.PartsNeeded)
def missing_parts_are_named(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Which of the thirteen parts are missing; a bare 'incomplete' helps nobody."""
    parts = given.get("parts")
    return isinstance(parts, list) and bool(parts) and all(part in CHECKLIST for part in parts)


@rules.guard(handover_refusals.SteppedAside)
def the_named_one_did_not_step_aside(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Who knows the person in private life is not the professional."""
    return str(given["acceptor"].pk) not in record.stepped_aside


@rules.guard(handover_refusals.OtherTeamNeeded)
def another_team_of_this_gemeente(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A team that receives, works in the same gemeente, and has not had it before."""
    return given.get("same_gemeente") is True


NAMED = [rules.filled("acceptor", refusals.AcceptorNeeded), the_named_one_did_not_step_aside]
"""A professional by name, who may do it."""

RETURNING = [
    rules.reason_is_not_capacity,
    reason_sends_it_back,
    rules.one_of("reason", RETURN_REASONS, refusals.ReasonNotInList),
    rules.the_right_place_is_named,
]
"""What saying 'not ours' asks, whoever writes it down."""


class Answered(Columns):
    """The answer of a receiving team."""

    class Meta:
        abstract = True

    @step(source=State.OFFERED, target=State.RECEIVED, by=WIJKTEAM)
    def open(self) -> None:
        """Somebody at the receiving team has read the card."""

    @step(
        source=UNANSWERED,
        target=State.ASKING,
        by=WIJKTEAM,
        guards=[rules.filled("question", refusals.ReasonNeeded), rules.may_still_ask],
    )
    def ask(self, **_: Any) -> None:
        """A question to the sender. The receiver's clock waits; the sender answers within a working day."""
        self.questions_asked += 1

    @step(
        source=UNANSWERED,
        target=State.INCOMPLETE,
        by=WIJKTEAM,
        guards=[incomplete_is_said_once, missing_parts_are_named],
    )
    def call_incomplete(self, *, parts: list[str], **_: Any) -> None:
        """Parts of the package are missing, by name. Once; the receiver's clock waits."""
        self.called_incomplete, self.missing_parts = True, [part for part in CHECKLIST if part in parts]

    @step(source=UNANSWERED, target=State.ACCEPTED, by=WIJKTEAM, guards=NAMED)
    def accept(self, *, acceptor: Any, start_date: date | None = None) -> None:
        """The receiving team will do it. The sender stays owner until own contact is confirmed."""
        self.receiver_person, self.start_date, self.interim_since = acceptor, start_date, None

    @step(source=UNANSWERED, target=State.ACCEPTED, by=Role.WIJKTEAM_COORDINATOR)
    def accept_for_now(self, *, coordinator: Any, at: datetime) -> None:
        """The coordinator says yes and stands in; within a working day a professional is named."""
        self.receiver_person, self.interim_since = coordinator, at

    @step(
        source=(*UNTIL_CONTACT, State.TOGETHER, State.WAITING_LIST),
        target=None,
        by=Role.WIJKTEAM_COORDINATOR,
        guards=NAMED,
    )
    def name_professional(self, *, acceptor: Any) -> None:
        """Who of the receiving team does it: the first name, or another one when the work moves inside the team."""
        self.receiver_person, self.interim_since = acceptor, None

    @step(source=(*UNANSWERED, *UNTIL_CONTACT), target=None, by=WIJKTEAM)
    def step_aside(self, *, me: str, at: datetime) -> None:
        """'I know this person': somebody else in the team takes it, and whoever stepped aside sees it no more."""
        self.stepped_aside = ",".join(filter(None, (self.stepped_aside, me)))
        if str(self.receiver_person_id) == me:
            self.receiver_person, self.interim_since = None, at

    @step(
        source=UNANSWERED,
        target=State.OFFERED,
        by=Role.WIJKTEAM_COORDINATOR,
        guards=[rules.filled("receiver_team", refusals.ReceiverNeeded), another_team_of_this_gemeente],
    )
    def pass_on(self, *, receiver_team: Any, **_: Any) -> None:
        """To another team of the same gemeente. That is no push-back: the sender does not get it back."""
        self.been_with = ",".join(filter(None, (self.been_with, str(self.receiver_team_id))))
        self.receiver_team = receiver_team

    @step(
        source=UNANSWERED,
        target=State.RETURNED,
        by=Role.WIJKTEAM_COORDINATOR,
        guards=[*RETURNING, gemeente.no_to_and_fro],
    )
    def give_back(self, *, reason: str, **_: Any) -> None:
        """Not ours, for a reason in the list, with the place where it does belong."""
        self.reason = reason
        self.gemeente_returned = self.gemeente_returned or reason == "wrong_gemeente"
