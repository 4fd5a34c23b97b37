"""How does the person hear what is kept and shared about them? Told, or not yet and why. Never who reported."""

from casework import access, informing
from casework.actions.command import command
from casework.errors import NotYours
from casework.models import Case, ContactAttempt, Handover
from casework.policy import HANDOVER_ACCEPTED
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.informing import TOLD, WAIT_GROUNDS, WAYS
from workflows.refusals import AcceptorNeeded, NotInTheList
from workflows.roles import Role
from workflows.sharing_refusals import AlreadyTold, PostponingNeedsGround

WITH_CLOCKS = Case.objects.select_related("clock", "side_clock", "inform_clock", "owner_person", "owner_team")


@command
def tell(
    *, by: Acting, how: str, note: str = "", case_ref: str = "", handover_ref: str = "",
    seen_version: int | None = None,
) -> Case:  # fmt: skip
    """The person was told. `how`: talk, phone or letter. `handover_ref`: by the receiver to whom it was left."""
    if handover_ref:
        case = _of_receiver(handover_ref, by=by)
    else:
        case = _locked(case_ref, by=by, step="tell", seen_version=seen_version)
    if how not in WAYS:
        raise NotInTheList
    informing.told(case, at=by.at)
    _line(case, "told", by=by, text=note, channel="visit" if how == "talk" else how)
    if handover_ref:
        tell_person(case.owner_person, "case.person_told", about=case)
    return case


@command
def postpone(*, by: Acting, case_ref: str, ground: str, reason: str, seen_version: int | None = None) -> Case:
    """Telling waits. `ground`: unsafe, would_fail or impossible, with the reason; in 14 days it is weighed anew."""
    case = _locked(case_ref, by=by, step="postpone", seen_version=seen_version)
    if ground not in WAIT_GROUNDS or not reason.strip():
        raise PostponingNeedsGround
    informing.waits(case, ground, at=by.at)
    _line(case, "telling_postponed", by=by, text=reason)
    return case


@command
def leave(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """Whoever accepted the handover tells the person. Raises AcceptorNeeded before somebody did."""
    case = _locked(case_ref, by=by, step="leave", seen_version=seen_version)
    running = Handover.objects.filter(case=case, state__in=HANDOVER_ACCEPTED).select_related(
        "receiver_person"
    )
    handover = running.first()
    if handover is None or handover.receiver_person is None:
        raise AcceptorNeeded
    handover = access.locked_together(running, pk=handover.pk)
    handover.told_by = "receiver"
    informing.left_to(case, handover.receiver_person)
    _line(case, "telling_left", by=by, text="")
    tell_person(case.teller, "handover.tell_person", about=handover)
    return case


def _of_receiver(handover_ref: str, *, by: Acting) -> Case:
    """The case of a handover, for the colleague of the receiving team to whom telling was left."""
    handover, _decision = access.find(Handover.objects.all(), handover_ref, by=by, action="informing.tell")
    if handover.case_id is None:
        raise NotYours
    case = access.locked_together(WITH_CLOCKS, pk=handover.case_id)
    if not by.acts_for(case.teller_id) or case.state_info.final:
        raise NotYours
    if case.informed == TOLD:
        raise AlreadyTold
    return case


def _locked(case_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Case:
    """The case, locked, of somebody who may tell. Raises NotYours, AlreadyTold."""
    case = access.for_change(
        WITH_CLOCKS, case_ref, by=by, action=f"informing.{step}", seen_version=seen_version
    )
    if by.role != Role.CARE_COORDINATOR or case.state_info.final:
        raise NotYours
    if case.informed == TOLD:
        raise AlreadyTold
    return case


def _line(case: Case, what: str, *, by: Acting, text: str, channel: str = "") -> None:
    current_work().add(
        ContactAttempt(case=case, at=by.at, by_id=by.actor, what=what, channel=channel, text=text)
    )
