"""What can the receiving team do with an offer? Every answer but "full" is possible; silence is one too."""

from datetime import date

from casework.actions.command import command
from casework.actions.handover.pausing import pause
from casework.actions.handover.shared import accepted, add_line, locked
from casework.models import Handover
from casework.people import colleague, takers
from casework.telling import tell_person
from privacy.context import Acting


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
    pause(handover, by=by)
    handover.ask(by=by, question=question)
    add_line(handover, "question", by=by, text=question)
    tell_person(handover.sender_person, "handover.asked", about=handover)
    return handover


@command
def call_incomplete(
    *, by: Acting, handover_ref: str, parts: list[str], seen_version: int | None = None
) -> Handover:
    """Parts of the package are missing. `parts`: their codes. Once; the receiver's clock waits for the sender."""
    handover = locked(handover_ref, by=by, step="call_incomplete", seen_version=seen_version)
    pause(handover, by=by)
    handover.call_incomplete(by=by, parts=parts)
    tell_person(handover.sender_person, "handover.incomplete", about=handover)
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
    taker = colleague(acceptor, team=by.unit, roles=takers(by.unit))
    handover.accept(by=by, acceptor=taker, start_date=start_date)
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
