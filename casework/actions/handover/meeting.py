"""How does a person go over? They meet, the receiver has contact of its own, and after six weeks it held or not."""

from datetime import date, datetime, timedelta

from casework.actions import case as cases
from casework.actions.command import command
from casework.actions.handover.onward import began_there, goes_on
from casework.actions.handover.shared import (
    add_line,
    locked,
    source_follows,
    source_of,
    tell_both,
    telling_follows,
)
from casework.models import Case, Handover
from casework.people import coordinator_of, has_outreach
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.handover import RECYCLED_WEEKS


@command
def plan_talk(
    *, by: Acting, handover_ref: str, talk_at: datetime, seen_version: int | None = None
) -> Handover:
    """Client, sender and receiver get a date. `talk_at`: aware."""
    handover = locked(handover_ref, by=by, step="plan_talk", seen_version=seen_version)
    handover.plan_talk(by=by, talk_at=talk_at)
    if handover.crisis_id:
        source_follows(handover, source_of(handover), "talk_planned", by=by)
    tell_both(handover, "handover.talk_planned")
    return handover


@command
def hold_talk(
    *, by: Acting, handover_ref: str, agreements: str, supporter_offered: str, client_present: bool = True,
    absence_reason: str = "", after_contacts: int = 0, seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """The overdrachtsgesprek took place. Without the client only with the reason and a second try.

    `after_contacts`: how many contacts of the sender were agreed for after the handover.
    """
    handover = locked(handover_ref, by=by, step="hold_talk", seen_version=seen_version)
    handover.hold_talk(
        by=by, agreements=agreements, supporter_offered=supporter_offered, client_present=client_present,
        absence_reason=absence_reason, after_contacts=after_contacts,
    )  # fmt: skip
    handover.agreements, handover.talk_held_at = agreements, by.at
    handover.after_contacts_agreed = after_contacts
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
    case = source_of(handover)
    source_follows(handover, case, "begin_aftercare", by=by)
    goes_on(handover, case, by=by)
    tell_person(handover.sender_person, "handover.confirmed", about=handover)
    return handover


@command
def complete(
    *, by: Acting, handover_ref: str, still_in_care: bool, source: str, seen_version: int | None = None
) -> Handover:
    """After six weeks it held; the sender's case closes with it. `source`: client|second_source."""
    handover = locked(handover_ref, by=by, step="complete", seen_version=seen_version)
    handover.complete(by=by, still_in_care=still_in_care, source=source)
    case = source_of(handover)
    if isinstance(case, Case) and case.state == "aftercare" and case.owner_team_id == handover.sender_team_id:
        # This handover is completed in the same change; what else runs stops the closing.
        others = cases.still_running(case) | {"open_handover": False}
        case.close(by=by, outcome=handover.outside_kind or "accepted_wijkteam", **others)
    tell_person(handover.receiver_person, "handover.completed", about=handover)
    return handover


@command
def lose(*, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None) -> Handover:
    """Lost after the handover: the person is the sender's again."""
    handover = locked(handover_ref, by=by, step="lose", seen_version=seen_version)
    case = source_of(handover)
    theirs = has_outreach(handover.receiver_team_id) and case.owner_team_id == handover.receiver_team_id
    has_case = (theirs and not case.state_info.final) or began_there(handover)
    handover.lose(by=by, reason=reason, receiver_has_case=has_case)
    add_line(handover, "lost", by=by, text=reason)
    source_follows(handover, case, "take_back", by=by)
    telling_follows(handover, by=by, case=case)
    tell_person(handover.receiver_person, "handover.lost", about=handover)
    if handover.confirmed_at and by.at - handover.confirmed_at <= timedelta(weeks=RECYCLED_WEEKS):
        handover.recycled_at = by.at
        for team in (handover.sender_team, handover.receiver_team):
            tell_team(team, "handover.recycled", about=handover, role=coordinator_of(team and team.pk))
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
def log_joint_contact(
    *, by: Acting, handover_ref: str, kind: str, contact_on: date, note: str = "",
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Sender and receiver had contact together. `kind`: visit, phone, video or office."""
    handover = locked(handover_ref, by=by, step="log_joint_contact", seen_version=seen_version)
    handover.log_joint_contact(by=by, kind=kind, contact_on=contact_on)
    add_line(handover, "joint_contact", by=by, text=note)
    return handover


@command
def log_after_contact(
    *, by: Acting, handover_ref: str, kind: str, contact_on: date, note: str = "",
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """The sender kept a contact that was agreed for after the handover."""
    handover = locked(handover_ref, by=by, step="log_after_contact", seen_version=seen_version)
    handover.log_after_contact(by=by, kind=kind, contact_on=contact_on)
    add_line(handover, "after_contact", by=by, text=note)
    return handover


@command
def review_together(
    *, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None
) -> Handover:
    """Four weeks later: still together, and why. After the third time the term is that of an MDO."""
    handover = locked(handover_ref, by=by, step="review_together", seen_version=seen_version)
    handover.review_together(by=by, reason=reason)
    current_work().restart_clock(handover)
    add_line(handover, "together", by=by, text=reason)
    tell_person(handover.receiver_person, "handover.together", about=handover)
    return handover


@command
def let_go(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """The client knows the receiver now."""
    handover = locked(handover_ref, by=by, step="let_go", seen_version=seen_version)
    handover.let_go(by=by)
    tell_both(handover, "handover.talk_held")
    return handover
