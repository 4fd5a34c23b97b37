"""How does a person go over? They meet, the receiver has contact of its own, and after six weeks it held or not."""

from datetime import date, datetime

from casework.actions import case as cases
from casework.actions.command import as_system, command
from casework.actions.handover.shared import add_line, case_of, locked, tell_both
from casework.models import Handover
from casework.telling import tell_person
from privacy.context import Acting


@command
def plan_talk(
    *, by: Acting, handover_ref: str, talk_at: datetime, seen_version: int | None = None
) -> Handover:
    """Client, sender and receiver get a date. `talk_at`: aware."""
    handover = locked(handover_ref, by=by, step="plan_talk", seen_version=seen_version)
    handover.plan_talk(by=by, talk_at=talk_at)
    tell_both(handover, "handover.talk_planned")
    return handover


@command
def hold_talk(
    *, by: Acting, handover_ref: str, agreements: str, supporter_offered: str, client_present: bool = True,
    absence_reason: str = "", seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """The overdrachtsgesprek took place. Without the client only with the reason and a second try."""
    handover = locked(handover_ref, by=by, step="hold_talk", seen_version=seen_version)
    handover.hold_talk(
        by=by, agreements=agreements, supporter_offered=supporter_offered, client_present=client_present,
        absence_reason=absence_reason,
    )  # fmt: skip
    handover.agreements, handover.talk_held_at = agreements, by.at
    add_line(handover, "talk_held", by=by, text=absence_reason)
    tell_both(handover, "handover.talk_held")
    return handover


@command
def confirm(
    *, by: Acting, handover_ref: str, kind: str, contact_on: date, next_appointment: date,
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """The receiver had contact of its own. At this moment, and not before, the responsibility moves."""
    handover = locked(handover_ref, by=by, step="confirm", seen_version=seen_version)
    handover.confirm(by=by, kind=kind, contact_on=contact_on, next_appointment=next_appointment)
    handover.confirmed_at = by.at
    cases.follow(case_of(handover), "begin_aftercare", by=as_system(by))
    tell_person(handover.sender_person, "handover.confirmed", about=handover)
    return handover


@command
def complete(
    *, by: Acting, handover_ref: str, still_in_care: bool, source: str, seen_version: int | None = None
) -> Handover:
    """After six weeks it held; the sender's case closes with it. `source`: client|second_source."""
    handover = locked(handover_ref, by=by, step="complete", seen_version=seen_version)
    handover.complete(by=by, still_in_care=still_in_care, source=source)
    case = case_of(handover)
    if case.state == "aftercare":
        case.close(by=by, outcome="accepted_wijkteam")
    tell_person(handover.receiver_person, "handover.completed", about=handover)
    return handover


@command
def lose(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """Lost after the handover: the person is the sender's again."""
    handover = locked(handover_ref, by=by, step="lose", seen_version=seen_version)
    handover.lose(by=by, reason=reason)
    add_line(handover, "lost", by=by, text=reason)
    cases.follow(case_of(handover), "take_back", by=as_system(by))
    tell_person(handover.receiver_person, "handover.lost", about=handover)
    return handover


@command
def go_together(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """The client accepts only the sender: they go on together for now."""
    handover = locked(handover_ref, by=by, step="go_together", seen_version=seen_version)
    handover.go_together(by=by, reason=reason)
    add_line(handover, "together", by=by, text=reason)
    tell_both(handover, "handover.together")
    return handover


@command
def let_go(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """The client knows the receiver now."""
    handover = locked(handover_ref, by=by, step="let_go", seen_version=seen_version)
    handover.let_go(by=by)
    tell_both(handover, "handover.talk_held")
    return handover
