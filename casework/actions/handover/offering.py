"""What can the sender do with a handover? Prepare, offer, answer, take back. Nothing leaves before the offer."""

from casework import access
from casework.actions import case as cases
from casework.actions.command import command
from casework.actions.crisis import following as crises
from casework.actions.disclosure.shared import offered
from casework.actions.handover.onward import has_landed
from casework.actions.handover.pausing import resume
from casework.actions.handover.shared import (
    Source,
    add_line,
    begun_again,
    draft_of,
    locked,
    may_go_to,
    not_refused,
    offered_afresh,
    source_follows,
    source_of,
    source_with_others,
    tell_receivers,
    telling_follows,
)
from casework.directory.current import HANDOVER, pack
from casework.errors import NotYours
from casework.models import Case, Crisis, Handover, Team
from casework.packages import completed, digest_of, missing_parts
from casework.work import current_work
from privacy.context import Acting
from workflows.handover import CHECKLIST
from workflows.roles import Role


@command
def draft(*, by: Acting, case_ref: str) -> Handover:
    """Begin a handover of one's own case, or go on with the draft that is there. Nothing leaves yet."""
    case, _ = access.find(
        Case.unfinished().select_related("person"), case_ref, by=by, action="handover.draft"
    )
    if by.role != Role.CARE_COORDINATOR or not by.acts_for(case.owner_person_id):
        raise NotYours
    owner = str(case.owner_person_id)
    # Pressed twice, or in two windows: the second waits here and finds the draft of the first.
    access.locked_together(Case.objects.all(), pk=case.pk)
    if (begun := draft_of(case, owner=owner)) is not None:
        return begun
    handover = Handover(
        case=case, person=case.person, urgency=case.urgency, gemeente=case.gemeente, package={},
        sender_team_id=by.unit, sender_person_id=owner, owner_team_id=by.unit, owner_person_id=owner,
        shielded_for=case.shielded_for,
    )  # fmt: skip
    current_work().add(handover)
    return handover


@command
def write(
    *, by: Acting, handover_ref: str, package: dict[str, str], requested_action: str = "", held_back: str = "",
    card_text: str = "", seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Keep what was typed so far. `package`: part of the checklist -> text."""
    handover = locked(handover_ref, by=by, step="write", seen_version=seen_version)
    if handover.state != "draft" or handover.role_of(by) != Role.CARE_COORDINATOR:
        raise NotYours
    handover.package, handover.requested_action, handover.held_back = package, requested_action, held_back
    handover.card_text = card_text or None
    return handover


@command
def offer(
    *, by: Acting, handover_ref: str, receiver_team: str, ground: str, consent: str, consent_reason: str = "",
    package: dict[str, str] | None = None, requested_action: str | None = None, held_back: str | None = None,
    card_text: str | None = None, told_by: str = "sender", seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Offer it. The package is frozen from here; the receiver sees a card.

    `card_text`: what the whole receiving team may read before it accepts, with the client's consent alone: goal,
    expected effort, what was promised, level of risk. `receiver_team`: team id. `ground`: L-code. `consent`:
    yes|no|not_asked (then `consent_reason`). `told_by`: sender|receiver, who tells the person what is kept and shared;
    it stays with the sender until somebody accepted by name. What is not given is taken from the draft.
    """
    handover = locked(handover_ref, by=by, step="offer", seen_version=seen_version)
    case = source_with_others(handover)
    parts, action = completed(handover, package, requested_action, by=by)
    receiver = Team.objects.filter(pk=receiver_team).first()
    handover.offer(
        by=by, receiver_team=receiver, receiver_may_receive=may_go_to(handover, receiver),
        missing=missing_parts(parts, action), ground=ground,
        grounds=pack().grounds(HANDOVER, at=by.at), consent=consent, consent_reason=consent_reason,
        card_text=handover.card_text is not None if card_text is None else card_text.strip(),
        other_open=vars(case)["other_open"], case_has_contact=can_go_over(handover, case), told_by=told_by,
    )  # fmt: skip
    not_refused(handover, receiver_team, said_now=consent)
    handover.package, handover.requested_action = parts, action
    handover.held_back = held_back if held_back is not None else handover.held_back
    handover.card_text = handover.card_text if card_text is None else card_text.strip() or None
    handover.package_digest, handover.released = digest_of(parts, action), sorted(parts)
    handover.ground, handover.consent, handover.outside_kind = ground, consent, ""
    handover.told_by = told_by if handover.case_id else "sender"
    offered_afresh(handover, receiver, by=by)
    if receiver and len(receiver.gemeenten) == 1:
        # The sender chose it with the receiver; a receiver of several gemeenten leaves it as it was.
        handover.gemeente = receiver.gemeenten[0]
    source_follows(handover, case, "start_handover", by=by)
    tell_receivers(handover, "handover.offered")
    add_line(handover, "consent", by=by, text=consent_reason)
    offered(handover, case, by=by)
    return handover


@command
def answer(*, by: Acting, handover_ref: str, answer: str, seen_version: int | None = None) -> Handover:
    """The sender answers; the receiver goes on with the time it had left."""
    handover = locked(handover_ref, by=by, step="answer", seen_version=seen_version)
    not_refused(handover, handover.receiver_team_id)
    handover.answer(by=by, answer=answer)
    resume(handover, by=by)
    add_line(handover, "answer", by=by, text=answer)
    tell_receivers(handover, "handover.answered")
    return handover


@command
def fill_in(
    *, by: Acting, handover_ref: str, package: dict[str, str], seen_version: int | None = None
) -> Handover:
    """The sender writes the parts that were called missing. `package`: those parts -> text; the others stay as they
    were frozen. The new whole gets its own hash."""
    handover = locked(handover_ref, by=by, step="fill_in", seen_version=seen_version)
    not_refused(handover, handover.receiver_team_id)
    named = {part: str(package.get(part) or "").strip() for part in handover.missing_parts}
    handover.fill_in(by=by, missing=[part for part, text in named.items() if not text])
    kept, action = completed(handover, None, None, by=by)
    parts = {part: text for part in CHECKLIST if (text := named.get(part) or kept.get(part))}
    handover.package, handover.package_digest = parts, digest_of(parts, action)
    handover.released = sorted(parts)
    resume(handover, by=by)
    offered(handover, source_of(handover), by=by)
    tell_receivers(handover, "handover.filled_in")
    return handover


@command
def redraft(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Another receiver, or a better package."""
    handover = locked(handover_ref, by=by, step="redraft", seen_version=seen_version)
    handover.redraft(by=by)
    begun_again(handover)
    return handover


@command
def withdraw(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """The sender takes the offer back; the case goes on where it was, unless another offer of it is running."""
    handover = locked(handover_ref, by=by, step="withdraw", seen_version=seen_version)
    handover.withdraw(by=by, reason=reason)
    add_line(handover, "withdrawn", by=by, text=reason)
    case = source_with_others(handover)
    if not vars(case)["other_open"]:
        source_follows(handover, case, "resume_guidance", by=by, open_handover=False)
    telling_follows(handover, by=by, case=case)
    tell_receivers(handover, "handover.withdrawn")
    return handover


def can_go_over(handover: Handover, case: Source) -> bool:
    """Has the sender contact with this person? In a case or crisis of its own, or because they landed with it."""
    if isinstance(case, Crisis):
        return crises.can_be_handed_over(case) if handover.origin == "crisis" else has_landed(handover)
    if case.owner_team_id == handover.sender_team_id:
        return cases.can_be_handed_over(case)
    return has_landed(handover)
