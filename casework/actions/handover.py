"""What can be done with a handover? The responsibility moves in `confirm`, and nowhere else."""

from datetime import date, datetime

from casework import access
from casework.actions import case as cases
from casework.actions.command import as_system, command
from casework.errors import NotYours
from casework.models import Case, Handover, HandoverMessage, Team
from casework.packages import completed, digest_of, missing_parts
from casework.people import colleague
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import WIJKTEAM, Role

WITH_CLOCK = Handover.objects.select_related(
    "clock", "owner_person", "sender_person", "sender_team", "receiver_team", "receiver_person"
)


def _locked(handover_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Handover:
    return access.for_change(
        WITH_CLOCK, handover_ref, by=by, action=f"handover.{step}", seen_version=seen_version
    )


def _case_of(handover: Handover) -> Case:
    return access.locked_together(Case.objects.select_related("clock"), pk=handover.case_id)


def _line(handover: Handover, what: str, *, by: Acting, text: str) -> None:
    actor = None if by.role == Role.SYSTEM else by.actor
    if text and actor:
        current_work().add(HandoverMessage(handover=handover, at=by.at, by_id=actor, what=what, text=text))


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
    handover = _locked(handover_ref, by=by, step="write", seen_version=seen_version)
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
    handover = _locked(handover_ref, by=by, step="offer", seen_version=seen_version)
    parts, action = completed(handover, package, requested_action, by=by)
    receiver = Team.objects.filter(pk=receiver_team).first()
    handover.offer(
        by=by, receiver_team=receiver, receiver_may_receive=bool(receiver and receiver.may_receive),
        missing=missing_parts(parts, action), ground=ground, consent=consent, consent_reason=consent_reason,
        other_open=_another_runs(handover),
    )  # fmt: skip
    handover.package, handover.requested_action = parts, action
    handover.held_back = held_back if held_back is not None else handover.held_back
    handover.package_digest, handover.released = digest_of(parts, action), sorted(parts)
    handover.ground, handover.consent, handover.offered_at = ground, consent, by.at
    cases.follow(_case_of(handover), "start_handover", by=as_system(by))
    tell_team(receiver, "handover.offered", about=handover)
    _line(handover, "consent", by=by, text=consent_reason)
    return handover


def _another_runs(handover: Handover) -> bool:
    running = Handover.unfinished().filter(case_id=handover.case_id).exclude(pk=handover.pk)
    return running.exclude(state="draft").exists()


@command
def open(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Somebody of the receiving team reads the card; their time to decide counts from the offer."""
    handover = _locked(handover_ref, by=by, step="open", seen_version=seen_version)
    handover.open(by=by)
    tell_person(handover.sender_person, "handover.opened", about=handover, level="silent")
    return handover


@command
def ask(*, by: Acting, handover_ref: str, question: str, seen_version: int | None = None) -> Handover:
    """A question to the sender, who answers within a working day."""
    handover = _locked(handover_ref, by=by, step="ask", seen_version=seen_version)
    handover.ask(by=by, question=question)
    _line(handover, "question", by=by, text=question)
    tell_person(handover.sender_person, "handover.asked", about=handover)
    return handover


@command
def answer(*, by: Acting, handover_ref: str, answer: str, seen_version: int | None = None) -> Handover:
    """The sender answers; the receiver has its full time again."""
    handover = _locked(handover_ref, by=by, step="answer", seen_version=seen_version)
    handover.answer(by=by, answer=answer)
    current_work().restart_clock(handover)
    _line(handover, "answer", by=by, text=answer)
    tell_team(handover.receiver_team, "handover.answered", about=handover)
    return handover


@command
def accept(
    *,
    by: Acting,
    handover_ref: str,
    acceptor: str,
    start_date: date | None = None,
    seen_version: int | None = None,
) -> Handover:
    """A named professional of the receiving team takes it on. `acceptor`: username. The sender is still owner."""
    handover = _locked(handover_ref, by=by, step="accept", seen_version=seen_version)
    handover.accept(by=by, acceptor=colleague(acceptor, team=by.unit, roles=WIJKTEAM), start_date=start_date)
    _accepted(handover, by=by)
    return handover


def _accepted(handover: Handover, *, by: Acting) -> None:
    handover.accepted_at = by.at
    tell_person(handover.sender_person, "handover.accepted", about=handover)
    tell_person(handover.receiver_person, "handover.accepted", about=handover)


@command
def give_back(
    *, by: Acting, handover_ref: str, reason: str, alternative: str = "", seen_version: int | None = None
) -> Handover:
    """Not ours, for a reason in the list, with the right place named. "Full" is not in the list."""
    handover = _locked(handover_ref, by=by, step="give_back", seen_version=seen_version)
    handover.give_back(by=by, reason=reason, alternative=alternative)
    _line(handover, "returned", by=by, text=alternative)
    tell_person(handover.sender_person, "handover.returned", about=handover)
    return handover


@command
def put_on_waiting_list(
    *,
    by: Acting,
    handover_ref: str,
    contact: str,
    start_date: date,
    bridge: str,
    seen_version: int | None = None,
) -> Handover:
    """Yes, from `start_date` (at most 30 days away), by `contact` (username), with `bridge` until then."""
    handover = _locked(handover_ref, by=by, step="put_on_waiting_list", seen_version=seen_version)
    person = colleague(contact, team=by.unit, roles=WIJKTEAM)
    handover.put_on_waiting_list(by=by, contact=person, start_date=start_date, bridge=bridge)
    _line(handover, "bridge", by=by, text=bridge)
    tell_person(handover.sender_person, "handover.waiting", about=handover)
    return handover


@command
def start(*, by: Acting, handover_ref: str, acceptor: str, seen_version: int | None = None) -> Handover:
    """The promised start of a waiting list."""
    handover = _locked(handover_ref, by=by, step="start", seen_version=seen_version)
    handover.start(by=by, acceptor=colleague(acceptor, team=by.unit, roles=WIJKTEAM))
    _accepted(handover, by=by)
    return handover


@command
def expire(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Nobody answered in time: the offer stays open, the sender stays owner, and the ladder begins."""
    handover = _locked(handover_ref, by=by, step="expire", seen_version=seen_version)
    handover.expire(by=by)
    tell_team(handover.receiver_team, "handover.expired", about=handover, role=Role.WIJKTEAM_COORDINATOR)
    tell_person(handover.sender_person, "handover.expired", about=handover)
    return handover


@command
def plan_talk(
    *, by: Acting, handover_ref: str, talk_at: datetime, seen_version: int | None = None
) -> Handover:
    """Client, sender and receiver get a date. `talk_at`: aware."""
    handover = _locked(handover_ref, by=by, step="plan_talk", seen_version=seen_version)
    handover.plan_talk(by=by, talk_at=talk_at)
    _tell_both(handover, "handover.talk_planned")
    return handover


@command
def hold_talk(
    *, by: Acting, handover_ref: str, agreements: str, supporter_offered: str, client_present: bool = True,
    absence_reason: str = "", seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """The overdrachtsgesprek took place. Without the client only with the reason and a second try."""
    handover = _locked(handover_ref, by=by, step="hold_talk", seen_version=seen_version)
    handover.hold_talk(
        by=by, agreements=agreements, supporter_offered=supporter_offered, client_present=client_present,
        absence_reason=absence_reason,
    )  # fmt: skip
    handover.agreements, handover.talk_held_at = agreements, by.at
    _line(handover, "talk_held", by=by, text=absence_reason)
    _tell_both(handover, "handover.talk_held")
    return handover


def _tell_both(handover: Handover, event: str) -> None:
    tell_person(handover.sender_person, event, about=handover)
    tell_person(handover.receiver_person, event, about=handover)


@command
def confirm(
    *, by: Acting, handover_ref: str, kind: str, contact_on: date, next_appointment: date,
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """The receiver had contact of its own. At this moment, and not before, the responsibility moves."""
    handover = _locked(handover_ref, by=by, step="confirm", seen_version=seen_version)
    handover.confirm(by=by, kind=kind, contact_on=contact_on, next_appointment=next_appointment)
    handover.confirmed_at = by.at
    cases.follow(_case_of(handover), "begin_aftercare", by=as_system(by))
    tell_person(handover.sender_person, "handover.confirmed", about=handover)
    return handover


@command
def complete(
    *, by: Acting, handover_ref: str, still_in_care: bool, source: str, seen_version: int | None = None
) -> Handover:
    """After six weeks it held; the sender's case closes with it. `source`: client|second_source."""
    handover = _locked(handover_ref, by=by, step="complete", seen_version=seen_version)
    handover.complete(by=by, still_in_care=still_in_care, source=source)
    case = _case_of(handover)
    if case.state == "aftercare":
        case.close(by=by, outcome="accepted_wijkteam")
    tell_person(handover.receiver_person, "handover.completed", about=handover)
    return handover


@command
def lose(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """Lost after the handover: the person is the sender's again."""
    handover = _locked(handover_ref, by=by, step="lose", seen_version=seen_version)
    handover.lose(by=by, reason=reason)
    _line(handover, "lost", by=by, text=reason)
    cases.follow(_case_of(handover), "take_back", by=as_system(by))
    tell_person(handover.receiver_person, "handover.lost", about=handover)
    return handover


@command
def redraft(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Another receiver, or a better package."""
    handover = _locked(handover_ref, by=by, step="redraft", seen_version=seen_version)
    handover.redraft(by=by)
    handover.receiver_person = None
    return handover


@command
def withdraw(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """The sender takes the offer back; the case goes on where it was."""
    handover = _locked(handover_ref, by=by, step="withdraw", seen_version=seen_version)
    handover.withdraw(by=by, reason=reason)
    _line(handover, "withdrawn", by=by, text=reason)
    cases.follow(_case_of(handover), "resume_guidance", by=as_system(by), open_handover=False)
    tell_team(handover.receiver_team, "handover.withdrawn", about=handover)
    return handover


@command
def go_together(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """The client accepts only the sender: they go on together for now."""
    handover = _locked(handover_ref, by=by, step="go_together", seen_version=seen_version)
    handover.go_together(by=by, reason=reason)
    _line(handover, "together", by=by, text=reason)
    _tell_both(handover, "handover.together")
    return handover


@command
def let_go(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """The client knows the receiver now."""
    handover = _locked(handover_ref, by=by, step="let_go", seen_version=seen_version)
    handover.let_go(by=by)
    _tell_both(handover, "handover.talk_held")
    return handover
