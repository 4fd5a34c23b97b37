"""What can the receiving team do with an offer? Every answer but "full" is possible; silence is one too."""

from datetime import date

from casework.actions.command import command
from casework.actions.handover.shared import accepted, add_line, locked
from casework.models import Handover
from casework.people import colleague
from casework.telling import tell_person, tell_team
from privacy.context import Acting
from workflows.roles import WIJKTEAM, Role


@command
def open(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Somebody of the receiving team reads the card; their time to decide counts from the offer."""
    handover = locked(handover_ref, by=by, step="open", seen_version=seen_version)
    handover.open(by=by)
    tell_person(handover.sender_person, "handover.opened", about=handover, level="silent")
    return handover


@command
def ask(*, by: Acting, handover_ref: str, question: str, seen_version: int | None = None) -> Handover:
    """A question to the sender, who answers within a working day."""
    handover = locked(handover_ref, by=by, step="ask", seen_version=seen_version)
    handover.ask(by=by, question=question)
    add_line(handover, "question", by=by, text=question)
    tell_person(handover.sender_person, "handover.asked", about=handover)
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
    handover = locked(handover_ref, by=by, step="accept", seen_version=seen_version)
    handover.accept(by=by, acceptor=colleague(acceptor, team=by.unit, roles=WIJKTEAM), start_date=start_date)
    accepted(handover, by=by)
    return handover


@command
def give_back(
    *, by: Acting, handover_ref: str, reason: str, alternative: str = "", seen_version: int | None = None
) -> Handover:
    """Not ours, for a reason in the list, with the right place named. "Full" is not in the list."""
    handover = locked(handover_ref, by=by, step="give_back", seen_version=seen_version)
    handover.give_back(by=by, reason=reason, alternative=alternative)
    add_line(handover, "returned", by=by, text=alternative)
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
    handover = locked(handover_ref, by=by, step="put_on_waiting_list", seen_version=seen_version)
    person = colleague(contact, team=by.unit, roles=WIJKTEAM)
    handover.put_on_waiting_list(by=by, contact=person, start_date=start_date, bridge=bridge)
    add_line(handover, "bridge", by=by, text=bridge)
    tell_person(handover.sender_person, "handover.waiting", about=handover)
    return handover


@command
def start(*, by: Acting, handover_ref: str, acceptor: str, seen_version: int | None = None) -> Handover:
    """The promised start of a waiting list."""
    handover = locked(handover_ref, by=by, step="start", seen_version=seen_version)
    handover.start(by=by, acceptor=colleague(acceptor, team=by.unit, roles=WIJKTEAM))
    accepted(handover, by=by)
    return handover


@command
def expire(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """Nobody answered in time: the offer stays open, the sender stays owner, and the ladder begins."""
    handover = locked(handover_ref, by=by, step="expire", seen_version=seen_version)
    handover.expire(by=by)
    tell_team(handover.receiver_team, "handover.expired", about=handover, role=Role.WIJKTEAM_COORDINATOR)
    tell_person(handover.sender_person, "handover.expired", about=handover)
    return handover
