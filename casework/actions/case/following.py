"""Which steps of a case follow from what happens beside it? Its handover, or the last service it waited for."""

from typing import Any

from casework import access
from casework.actions.case.shared import WITH_CLOCK
from casework.models import Case, Escalation
from privacy.context import Acting
from workflows.outreach import State


def can_be_handed_over(case: Case) -> bool:
    """Was there contact, and is nothing else going on? A handover that came back leaves the case handing over."""
    return case.state in (State.CONTACT_MADE, State.GUIDANCE, State.HANDING_OVER)


def follow(case: Case, step: str, *, by: Acting, **arguments: Any) -> None:
    """A step of the case that follows from its handover. `by` acts as the system."""
    if case.state in {str(s) for s in _FOLLOWS[step]}:
        getattr(case, step)(by=by, **arguments)


def come_back_after(escalation: Escalation, *, by: Acting) -> None:
    """Who stayed away for this service goes back when no other one is still busy. `by` acts as the system."""
    if escalation.case_id is None:
        return
    others = Escalation.unfinished().filter(case_id=escalation.case_id).exclude(pk=escalation.pk)
    case = access.locked_together(WITH_CLOCK, pk=escalation.case_id)
    if case.state == State.ESCALATED and not others.exists():
        case.come_back(by=by)


_FOLLOWS = {
    "start_handover": (State.CONTACT_MADE, State.GUIDANCE),
    "resume_guidance": (State.HANDING_OVER,),
    "begin_aftercare": (State.HANDING_OVER,),
    "take_back": (State.AFTERCARE,),
}
