"""What do all handover actions share? Locking the item, its case, a line in its thread, and telling both sides."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from casework import access, consent, informing
from casework.actions import case as cases
from casework.actions.command import as_system
from casework.actions.crisis import following as crises
from casework.actions.disclosure.shared import offered
from casework.models import Case, Crisis, Handover, HandoverMessage, Team
from casework.people import coordinator_of, has_outreach
from casework.policy import HANDOVER_ACCEPTED
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.handover_states import State
from workflows.informing import TOLD
from workflows.roles import Role

WITH_CLOCK = Handover.objects.select_related(
    "clock", "owner_person", "sender_person", "sender_team", "receiver_team", "receiver_person", "crisis"
)
CASES = Case.objects.select_related("clock", "inform_clock")
Source = Case | Crisis
"""What somebody is handed over from."""


def locked(handover_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Handover:
    """The handover, locked, with both sides in the same statement. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, handover_ref, by=by, action=f"handover.{step}", seen_version=seen_version
    )


def draft_of(source: Case | Crisis | None, *, owner: str) -> Handover | None:
    """The draft of a handover of this case or crisis that lies with this colleague (an id), or None."""
    of_it = {"crisis": source} if isinstance(source, Crisis) else {"case": source}
    return Handover.objects.filter(**of_it, state=State.DRAFT, owner_person_id=UUID(owner)).first()


def source_of(handover: Handover) -> Source:
    """The sender's case or crisis, locked: it changes along with its handover."""
    if handover.crisis_id:
        return access.locked_together(crises.WITH_CLOCK, pk=handover.crisis_id)
    return access.locked_together(CASES, pk=handover.case_id)


def source_follows(handover: Handover, source: Source, step: str, *, by: Acting, **arguments: Any) -> None:
    """A step of the case or crisis that follows from its handover. What another team than the sender has goes its own
    way."""
    if source.owner_team_id != handover.sender_team_id:
        return
    if isinstance(source, Crisis):
        crises.follow(source, step, owner=handover.sender_person, by=as_system(by))
    else:
        cases.follow(source, step, by=as_system(by), **arguments)


def source_with_others(handover: Handover) -> Source:
    """The case or crisis, locked, knowing (as `other_open`) whether the sender has another handover of it running."""
    column = "crisis_id" if handover.crisis_id else "case_id"
    sent = Handover.unfinished().filter(**{column: OuterRef("pk")}, sender_team_id=handover.sender_team_id)
    running = Exists(sent.exclude(pk=handover.pk).exclude(state="draft"))
    if handover.crisis_id:
        return access.locked_together(crises.WITH_CLOCK.annotate(other_open=running), pk=handover.crisis_id)
    return access.locked_together(CASES.annotate(other_open=running), pk=handover.case_id)


def offered_afresh(handover: Handover, receiver: Team | None, *, by: Acting) -> None:
    """It lies with `receiver` from now on, with its full time and both questions."""
    handover.receiver_team, handover.receiver_person, handover.offered_at = receiver, None, by.at
    handover.questions_asked, handover.called_incomplete, handover.missing_parts = 0, False, []
    handover.left_minutes, handover.resumes_until = 0, None


def not_refused(handover: Handover, team_id: Any, *, said_now: str = "") -> None:
    """May it be shared with this team? Raises SharingRefused. In a crisis counts what was said in any case before."""
    if handover.case_id:
        consent.team_not_refused(handover.case_id, team_id, said_now=said_now)
    elif team_id:
        consent.person_not_refused(handover.person_id, consent.kind_of_team(str(team_id)), said_now=said_now)


def goes_on_to(handover: Handover, receiver: Team | None, *, by: Acting) -> None:
    """To another team than the one it was offered to: a sharing of its own, which a no of the person stops."""
    not_refused(handover, receiver and receiver.pk)
    offered_afresh(handover, receiver, by=by)
    offered(handover, source_of(handover), by=by)


def begun_again(handover: Handover) -> None:
    """A new attempt with the same package: nothing of the receiver before counts any more."""
    handover.receiver_person = handover.start_date = handover.waiting_since = handover.starts_before = None
    handover.interim_since, handover.start_moved, handover.been_with = None, False, ""
    handover.sharing_stopped = False
    handover.joint_contacts = handover.together_reviews = 0
    handover.after_contacts = handover.after_contacts_agreed = 0


def add_line(handover: Handover, what: str, *, by: Acting, text: str) -> None:
    """A line in the thread both sides read. Nothing typed, or nobody acting: no line."""
    actor = None if by.role == Role.SYSTEM else by.actor
    if text and actor:
        current_work().add(HandoverMessage(handover=handover, at=by.at, by_id=actor, what=what, text=text))


def telling_follows(handover: Handover, *, by: Acting, case: Source | None = None) -> None:
    """Whoever tells the person: by the offer, from the acceptance on, the named colleague there; else the owner.

    Nothing when it was never left to the receiver, or when the case is of another team than the sender. `case`: when it
    is locked already.
    """
    if handover.told_by != "receiver":
        return
    case = case or source_of(handover)
    if isinstance(case, Crisis):
        return
    theirs = (
        handover.receiver_person
        if handover.state in HANDOVER_ACCEPTED and handover.state != "reopened"
        else None
    )
    mine = (
        case.owner_team_id == handover.sender_team_id and case.informed != TOLD and not case.state_info.final
    )
    if mine and case.teller_id != (theirs.pk if theirs else None):
        informing.left_to(case, theirs)
        tell_person(theirs, "handover.tell_person", about=handover)


def accepted(handover: Handover, *, by: Acting) -> None:
    # With the acceptance the whole package opens: a no that came meanwhile stops it.
    not_refused(handover, handover.receiver_team_id)
    handover.accepted_at = by.at
    telling_follows(handover, by=by)
    tell_person(handover.sender_person, "handover.accepted", about=handover)
    tell_person(handover.receiver_person, "handover.accepted", about=handover)


def may_go_to(handover: Handover, receiver: Team | None) -> bool:
    """May this sender offer it to this team? A crisis goes to any team that receives. Otherwise a team without outreach
    hands over to one with it, and to no other."""
    if receiver is None or not receiver.may_receive or receiver.pk == handover.sender_team_id:
        return False
    if handover.crisis_id and handover.origin == "crisis":
        return True
    return has_outreach(handover.sender_team_id) or has_outreach(receiver.pk)


def tell_receivers(handover: Handover, event: str) -> None:
    """The whole receiving team hears it; of a team that also does other work its coordinator."""
    team = handover.receiver_team_id
    role = coordinator_of(team) if has_outreach(team) else ""
    tell_team(handover.receiver_team, event, about=handover, role=role)


def tell_coordinator(handover: Handover, event: str) -> None:
    """Whoever arranges the work of the receiving team."""
    team = handover.receiver_team
    tell_team(team, event, about=handover, role=coordinator_of(handover.receiver_team_id))


def tell_both(handover: Handover, event: str) -> None:
    tell_person(handover.sender_person, event, about=handover)
    tell_person(handover.receiver_person, event, about=handover)
