"""What can the sender do with a handover? Prepare, offer, answer, take back. Nothing leaves before the offer."""

from django.db.models import Exists, OuterRef

from casework import access
from casework.actions import case as cases
from casework.actions.command import as_system, command
from casework.actions.handover.shared import add_line, case_of, locked
from casework.errors import NotYours
from casework.models import Case, Handover, Team
from casework.packages import completed, digest_of, missing_parts
from casework.telling import tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role


@command
def draft(*, by: Acting, case_ref: str) -> Handover:
    """Begin a handover of one's own case. Nothing leaves yet."""
    case, _ = access.find(
        Case.unfinished().select_related("person"), case_ref, by=by, action="handover.draft"
    )
    if by.role != Role.CARE_COORDINATOR or str(case.owner_person_id) != by.actor:
        raise NotYours
    handover = Handover(
        case=case, person=case.person, urgency=case.urgency, gemeente=case.gemeente, package={},
        sender_team_id=by.unit, sender_person_id=by.actor, owner_team_id=by.unit, owner_person_id=by.actor,
    )  # fmt: skip
    current_work().add(handover)
    return handover


@command
def write(
    *, by: Acting, handover_ref: str, package: dict[str, str], requested_action: str = "", held_back: str = "",
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Keep what was typed so far. `package`: part of the checklist -> text."""
    handover = locked(handover_ref, by=by, step="write", seen_version=seen_version)
    if handover.state != "draft" or by.role != Role.CARE_COORDINATOR:
        raise NotYours
    handover.package, handover.requested_action, handover.held_back = package, requested_action, held_back
    return handover


@command
def offer(
    *, by: Acting, handover_ref: str, receiver_team: str, ground: str, consent: str, consent_reason: str = "",
    package: dict[str, str] | None = None, requested_action: str | None = None, held_back: str | None = None,
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Offer it. The package is frozen from here; the receiver sees a card.

    `receiver_team`: team id. `ground`: L-code. `consent`: yes|no|not_asked (then `consent_reason`). What is not given
    is taken from the draft.
    """
    handover = locked(handover_ref, by=by, step="offer", seen_version=seen_version)
    case = _case_with_others(handover)
    parts, action = completed(handover, package, requested_action, by=by)
    receiver = Team.objects.filter(pk=receiver_team).first()
    handover.offer(
        by=by, receiver_team=receiver, receiver_may_receive=bool(receiver and receiver.may_receive),
        missing=missing_parts(parts, action), ground=ground, consent=consent, consent_reason=consent_reason,
        other_open=vars(case)["other_open"], case_has_contact=cases.can_be_handed_over(case),
    )  # fmt: skip
    handover.package, handover.requested_action = parts, action
    handover.held_back = held_back if held_back is not None else handover.held_back
    handover.package_digest, handover.released = digest_of(parts, action), sorted(parts)
    handover.ground, handover.consent, handover.offered_at = ground, consent, by.at
    cases.follow(case, "start_handover", by=as_system(by))
    tell_team(receiver, "handover.offered", about=handover)
    add_line(handover, "consent", by=by, text=consent_reason)
    return handover


def _case_with_others(handover: Handover) -> Case:
    """The case, locked, knowing (as `other_open`) whether another handover of it is running."""
    running = (
        Handover.unfinished().filter(case_id=OuterRef("pk")).exclude(pk=handover.pk).exclude(state="draft")
    )
    known = Case.objects.select_related("clock").annotate(other_open=Exists(running))
    return access.locked_together(known, pk=handover.case_id)


@command
def answer(*, by: Acting, handover_ref: str, answer: str, seen_version: int | None = None) -> Handover:
    """The sender answers; the receiver has its full time again."""
    handover = locked(handover_ref, by=by, step="answer", seen_version=seen_version)
    handover.answer(by=by, answer=answer)
    current_work().restart_clock(handover)
    add_line(handover, "answer", by=by, text=answer)
    tell_team(handover.receiver_team, "handover.answered", about=handover)
    return handover


@command
def redraft(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Another receiver, or a better package."""
    handover = locked(handover_ref, by=by, step="redraft", seen_version=seen_version)
    handover.redraft(by=by)
    handover.receiver_person = None
    return handover


@command
def withdraw(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """The sender takes the offer back; the case goes on where it was."""
    handover = locked(handover_ref, by=by, step="withdraw", seen_version=seen_version)
    handover.withdraw(by=by, reason=reason)
    add_line(handover, "withdrawn", by=by, text=reason)
    cases.follow(case_of(handover), "resume_guidance", by=as_system(by), open_handover=False)
    tell_team(handover.receiver_team, "handover.withdrawn", about=handover)
    return handover
