"""What if the receiver cannot begin yet, or nobody answers? A promised date, and a decision by somebody by name."""

from datetime import date, datetime, timedelta

from casework.actions.command import command
from casework.actions.handover.shared import accepted, add_line, locked, tell_coordinator
from casework.directory.current import pack
from casework.models import Handover
from casework.people import colleague, takers
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date


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
    handover = locked(handover_ref, by=by, step="put_on_waiting_list", seen_version=seen_version)
    person = colleague(contact, team=by.unit, roles=takers(by.unit))
    handover.put_on_waiting_list(by=by, contact=person, start_date=start_date, bridge=bridge)
    _promise(handover, by=by, afresh=True)
    add_line(handover, "bridge", by=by, text=bridge)
    tell_person(handover.sender_person, "handover.waiting", about=handover)
    return handover


@command
def move_start(
    *, by: Acting, handover_ref: str, start_date: date, reason: str, seen_version: int | None = None
) -> Handover:
    """The promised start moves, once, within the same thirty days."""
    handover = locked(handover_ref, by=by, step="move_start", seen_version=seen_version)
    handover.move_start(by=by, start_date=start_date, reason=reason)
    _promise(handover, by=by, afresh=False)
    current_work().restart_clock(handover)
    add_line(handover, "start_moved", by=by, text=reason)
    tell_person(handover.sender_person, "handover.start_moved", about=handover)
    return handover


@command
def start(*, by: Acting, handover_ref: str, acceptor: str, seen_version: int | None = None) -> Handover:
    """The promised start of a waiting list."""
    handover = locked(handover_ref, by=by, step="start", seen_version=seen_version)
    handover.start(by=by, acceptor=colleague(acceptor, team=by.unit, roles=takers(by.unit)))
    accepted(handover, by=by)
    return handover


@command
def expire(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Nobody answered in time: the offer stays open, the sender stays owner, and the ladder begins."""
    handover = locked(handover_ref, by=by, step="expire", seen_version=seen_version)
    handover.expire(by=by)
    tell_coordinator(handover, "handover.expired")
    tell_person(handover.sender_person, "handover.expired", about=handover)
    return handover


@command
def decide_acceptance(
    *, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None
) -> Handover:
    """This team does it; its coordinator names who within a working day."""
    handover = locked(handover_ref, by=by, step="decide_acceptance", seen_version=seen_version)
    handover.decide_acceptance(by=by, reason=reason, at=by.at)
    accepted(handover, by=by)
    _decided(handover, reason, by=by)
    return handover


@command
def decide_waiting(
    *, by: Acting, handover_ref: str, contact: str, start_date: date, reason: str, bridge: str,
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """A start beyond thirty days: with the reason, `bridge` for the meantime and `contact` (username) to call."""
    handover = locked(handover_ref, by=by, step="decide_waiting", seen_version=seen_version)
    handover.decide_waiting(
        by=by, contact=colleague(contact, team=by.unit, roles=takers(by.unit)), start_date=start_date, reason=reason,
        bridge=bridge,
    )  # fmt: skip
    _promise(handover, by=by, afresh=True)
    current_work().restart_clock(handover)
    add_line(handover, "bridge", by=by, text=bridge)
    _decided(handover, reason, by=by)
    return handover


@command
def decide_elsewhere(
    *, by: Acting, handover_ref: str, reason: str, alternative: str, seen_version: int | None = None
) -> Handover:
    """Not this team, and `alternative` says who does it instead: the sender offers it there."""
    handover = locked(handover_ref, by=by, step="decide_elsewhere", seen_version=seen_version)
    handover.decide_elsewhere(by=by, reason=reason, alternative=alternative)
    _decided(handover, f"{reason}\n\n{alternative}", by=by)
    return handover


def _promise(handover: Handover, *, by: Acting, afresh: bool) -> None:
    """Until when the promised start counts as kept; `afresh`: the days of waiting begin now."""
    if afresh:
        handover.waiting_since, handover.start_moved = local_date(by.at), False
    if handover.start_date is not None:
        handover.starts_before = _closing(str(handover.receiver_team_id), handover.start_date)


def _closing(team: str, day: date) -> datetime:
    """When the team closes on that day, or on the first day after it that it works."""
    calendar = pack().region.team_calendar(team)
    return calendar.closing_time(calendar.next_working_day(day - timedelta(days=1)))


def _decided(handover: Handover, reason: str, *, by: Acting) -> None:
    """Both sides hear of the decision; who took it stands beside its reason."""
    add_line(handover, "decision", by=by, text=reason)
    tell_person(handover.sender_person, "handover.decided", about=handover)
    tell_coordinator(handover, "handover.decided")
