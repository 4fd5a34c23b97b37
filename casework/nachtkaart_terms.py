"""Until when must a case have a nachtkaart, and how long does the one there count? One term beside the leading one.

It begins when somebody gets a case that needs one, or when a weapon was seen; a card makes it the term of that card,
and when that is over it is missing again. It ends when the owner says that no card is needed, or with the case.
A region whose pack has no such terms is not asked for cards; those that are written count until their day all the same.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from casework import access, terms
from casework.directory.current import pack
from casework.models import Case
from casework.telling import tell_owner
from casework.tying import circle
from casework.work import current_work
from casework.worry import FLAGS
from privacy.context import Acting
from workflows.calendars import AMSTERDAM
from workflows.nachtkaart import ENDS, MISSING, WARNED_DAYS, is_needed


def end_of(day: date) -> datetime:
    """The end (UTC) of this local day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=AMSTERDAM).astimezone(UTC)


def needs_card(case: Case, worry: int) -> bool:
    """`worry`: of its melding, which says whether there are safety flags and not which."""
    return is_needed(case.urgency, flagged=bool(worry & FLAGS))


def begin(case: Case, *, needed: bool, at: datetime) -> None:
    """From now on a card must be written, when this case needs one and no term of a card runs."""
    if needed and case.card_clock is None and not case.state_info.final:
        _run(case, MISSING, since=at)


def begin_for(persons: Iterable[Any], *, at: datetime) -> None:
    """The same for the running cases of these persons (ids) of whom a danger was seen just now."""
    without = Case.unfinished().filter(
        person_id__in=circle(persons), owner_person__isnull=False, card_clock=None
    )
    for pk in list(without.values_list("pk", flat=True)):
        case = access.locked_together(Case.objects.select_related("clock", "card_clock"), pk=pk)
        begin(case, needed=True, at=at)


def runs_until(case: Case, ends_at: datetime, *, at: datetime) -> None:
    """There is a card: its owner hears a week before its end, and at its end."""
    _run(case, ENDS, since=at)
    clock: Any = case.card_clock
    if clock is None:
        return
    clock.due_at, clock.rings_at = ends_at, max(ends_at - timedelta(days=WARNED_DAYS), at)
    if clock.rings_at == at:
        # Whoever chose such an end knows that it is near.
        clock.rings_at = ends_at


def stop(case: Case) -> None:
    """No card is asked for any more."""
    for clock in terms.stopped(case, "card_clock"):
        current_work().also_write(clock)


def ring(case: Case, by: Acting) -> None:
    """A card ends in a week, or it has ended: then nobody reads it, and another one must be written."""
    clock: Any = case.card_clock
    if clock.due_at > by.at:
        clock.rings_at = clock.due_at
        current_work().also_write(clock)
        tell_owner(case, "case.card_ends")
    else:
        tell_owner(case, "case.card_ended")
        _run(case, MISSING, since=by.at)
    current_work().rang(case)


def _run(case: Case, kind: str, *, since: datetime) -> None:
    if pack().knows(kind):
        current_work().also_write(terms.running(case, "card_clock", kind, since=since))
    else:
        stop(case)
