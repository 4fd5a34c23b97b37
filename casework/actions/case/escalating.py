"""What if another service must act as well? It is followed to its result, while the case goes on."""

from casework.actions.case.shared import step_with_line
from casework.actions.command import command
from casework.models import Case, Escalation
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.escalation import State


@command
def escalate(
    *, by: Acting, case_ref: str, chain: str, acceptor: str, note: str = "", seen_version: int | None = None
) -> Case:
    """Another service must act too. `chain`: the service; `acceptor`: who took it there. Outreach goes on."""
    case = step_with_line(
        "escalate", by=by, case_ref=case_ref, seen_version=seen_version, text=note, chain=chain, acceptor=acceptor
    )  # fmt: skip
    follow_to(case, chain, acceptor, by=by, note=note)
    return case


@command
def hold_off(
    *, by: Acting, case_ref: str, chain: str, acceptor: str, reason: str, seen_version: int | None = None
) -> Case:
    """The same, and the other service asks us to stay away until it is done: `reason`."""
    case = step_with_line(
        "hold_off", by=by, case_ref=case_ref, seen_version=seen_version, text=reason, chain=chain,
        acceptor=acceptor, reason=reason,
    )  # fmt: skip
    follow_to(case, chain, acceptor, by=by, note=reason)
    return case


@command
def come_back(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """We need not stay away any longer. What the other service still does is followed as before."""
    return step_with_line("come_back", by=by, case_ref=case_ref, seen_version=seen_version)


def follow_to(case: Case, chain: str, acceptor: str, *, by: Acting, note: str) -> Escalation:
    """Begin to follow what one service does. It is owned by who owns the case."""
    escalation = Escalation(
        case=case, person_id=case.person_id, urgency=case.urgency, gemeente=case.gemeente, chain=chain,
        acceptor=acceptor, note=note, asked_on=local_date(by.at), owner_team_id=case.owner_team_id,
        owner_person=case.owner_person, shielded_for=case.shielded_for, state=State.OPEN,
    )  # fmt: skip
    current_work().add(escalation)
    return escalation
