"""What can be done with something that lies with another service? Ask how it stands, and write down what came of it."""

from casework import access
from casework.actions.case.following import come_back_after
from casework.actions.command import as_system, command
from casework.models import Escalation
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting

WITH_CLOCK = Escalation.objects.select_related("clock", "owner_person", "owner_team")


@command
def name_acceptor(
    *, by: Acting, escalation_ref: str, acceptor: str, note: str = "", seen_version: int | None = None
) -> Escalation:
    """Somebody there took what was called in a crisis. `acceptor`: the name, typed."""
    escalation = _locked(escalation_ref, by=by, step="name_acceptor", seen_version=seen_version)
    escalation.name_acceptor(by=by, acceptor=acceptor)
    escalation.acceptor = acceptor
    if note.strip():
        escalation.note = note
    return escalation


@command
def ask_again(
    *, by: Acting, escalation_ref: str, note: str, acceptor: str = "", seen_version: int | None = None
) -> Escalation:
    """We asked how it stands. `acceptor`: who has it there now, when that changed."""
    escalation = _locked(escalation_ref, by=by, step="ask_again", seen_version=seen_version)
    escalation.ask_again(by=by, note=note)
    escalation.note = note
    if acceptor.strip():
        escalation.acceptor = acceptor
    current_work().restart_clock(escalation)
    return escalation


@command
def end(
    *, by: Acting, escalation_ref: str, result: str, note: str, seen_version: int | None = None
) -> Escalation:
    """`result`: they_act, measure, no_measure, advice, not_taken or no_longer_needed, with what that means here."""
    escalation = _locked(escalation_ref, by=by, step="end", seen_version=seen_version)
    escalation.end(by=by, result=result, note=note)
    escalation.note = note
    come_back_after(escalation, by=as_system(by))
    tell_person(escalation.owner_person, "escalation.ended", about=escalation)
    return escalation


def _locked(escalation_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Escalation:
    return access.for_change(
        WITH_CLOCK, escalation_ref, by=by, action=f"escalation.{step}", seen_version=seen_version
    )
