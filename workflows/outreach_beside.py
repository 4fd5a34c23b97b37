"""Who may act beside us, while the case goes on? Other services, each tracked to its result, and partners."""

from typing import Any

from workflows import refusals, rules, sharing_refusals
from workflows.disclosure_rules import SPECIAL
from workflows.escalation import CHAINS
from workflows.lifecycle import Lifecycle, step
from workflows.outreach_states import ALIVE, TRYING, State
from workflows.roles import Role
from workflows.task import FIELDS, WITHOUT_CONSENT

TO_ANOTHER = [
    rules.one_of("chain", CHAINS, refusals.ChainNeeded),
    rules.filled("acceptor", refusals.AcceptorNeeded),
]


@rules.guard(refusals.PartnerNeeded)
def a_partner_is_chosen(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The chosen team works with us as a partner."""
    return given.get("is_partner") is True


@rules.guard(refusals.NotInTheList)
def fields_are_listed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Only fields that may ever be released to a partner."""
    return all(one in FIELDS for one in given.get("released") or ())


@rules.guard(sharing_refusals.SharingRefused)
def a_refusal_of_sharing_is_kept(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever wants nothing shared is found by name and address; nothing about health or plans goes along."""
    return not given.get("refused") or all(one in WITHOUT_CONSENT for one in given.get("released") or ())


@rules.guard(sharing_refusals.PeerReviewFirst)
def special_data_needs_a_yes(record: Any, given: dict[str, Any], by: Any) -> bool:
    """What tells of health or plans goes to a partner with a yes only; without it two people weigh a disclosure."""
    special = SPECIAL.difference(WITHOUT_CONSENT).intersection(given.get("released") or ())
    return bool(given.get("agreed")) or not special


ASKING = (
    a_partner_is_chosen,
    rules.filled("ask", refusals.TaskNeeded),
    fields_are_listed,
    a_refusal_of_sharing_is_kept,
    special_data_needs_a_yes,
)
"""What asking a partner answers, by itself or because an MDO decided it."""


class Beside(Lifecycle):
    """What others do runs beside the case: it keeps its owner and its own next term."""

    class Meta:
        abstract = True

    @step(source=ALIVE, target=None, by=Role.CARE_COORDINATOR, guards=TO_ANOTHER)
    def escalate(self, **_: Any) -> None:
        """Another service must act too, with a named acceptor there. We go on, and follow what comes of it."""

    @step(
        source=(*TRYING, State.REFUSES),
        target=State.ESCALATED,
        by=Role.CARE_COORDINATOR,
        guards=[*TO_ANOTHER, rules.filled("reason", refusals.ReasonNeeded)],
    )
    def hold_off(self, **_: Any) -> None:
        """The other service asks us to stay away while it acts. We stay owner and go back when it is done."""

    @step(source=State.ESCALATED, target=State.CONTACT_PHASE, by=(Role.CARE_COORDINATOR, Role.SYSTEM))
    def come_back(self) -> None:
        """Outreach goes on: the other service is done, or we need not stay away any longer."""

    @step(
        source=ALIVE,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=ASKING,
    )
    def ask_partner(self, **_: Any) -> None:
        """A partner is asked for one thing, and sees only what is released for it. We stay owner of the case."""
