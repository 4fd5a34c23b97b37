"""Until when must a case have a nachtkaart, and how long does the one there count? One term beside the leading one.

It begins when somebody gets a case that needs one, and when flags come to a case that runs: a report that joins it, a
tie, a weapon that was seen. A card makes it the term of that card, and when that is over it is missing again. It ends
when the owner says that no card is needed, or with the case.
A region whose pack has no such terms is not asked for cards; those that are written count until their day all the same.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from casework import access, terms
from casework.directory.current import pack
from casework.models import Case, ContactAttempt, Melding, Person
from casework.telling import tell_owner
from casework.tying import Pair, circle, circle_in, every_tie
from casework.work import current_work
from casework.worry import FLAGS
from privacy.context import Acting
from workflows.calendars import AMSTERDAM
from workflows.nachtkaart import ENDS, MISSING, WARNED_DAYS, is_needed

NOT_NEEDED = "card_stopped"
"""What stands in the log of a case whose owner said that no card is needed."""


def end_of(day: date) -> datetime:
    """The end (UTC) of this local day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=AMSTERDAM).astimezone(UTC)


def begin_if_needed(case: Case, *, at: datetime) -> None:
    """Somebody gets this case: from now on a card must be written when it needs one."""
    if case.card_clock is None and _needs_card(case):
        _begin(case, at=at)


def begin_for(persons: Iterable[Any], *, at: datetime) -> None:
    """The same for the running cases of these persons (ids), of whom a danger was seen just now."""
    without = _without_term().filter(person_id__in=circle(persons))
    for pk in list(without.values_list("pk", flat=True)):
        _begin(_locked(pk), at=at)


def begin_with_tie(cases: Iterable[Case], persons: set[Any], ties: set[Pair], *, at: datetime) -> None:
    """The same for those of `cases` to which a tie that is made now brings flags.

    persons: everybody the new tie makes one, with `ties` (Pair) as they were before it.
    """
    waiting = [case for case in cases if case.card_clock_id is None and case.owner_person_id]
    waiting = [case for case in waiting if not case.state_info.final]
    flagged = _flagged(persons) if waiting else set()
    for case in waiting:
        # What stood at the case before the tie was answered before it.
        if flagged - circle_in(ties, [case.person_id]):
            _begin(_locked(case.pk), at=at)


def asked_nowhere() -> list[tuple[Any, str]]:
    """Id and reference of every running case that needs a card, where none is asked for and nobody said why not."""
    if not pack().knows(MISSING):
        return []
    answered = ContactAttempt.objects.filter(case=OuterRef("pk"), what=NOT_NEEDED)
    found = _without_term().exclude(Exists(answered)).order_by("ref")
    flagged = circle_in(every_tie(), _flagged())
    rows = found.values_list("pk", "ref", "urgency", "person_id")
    return [(pk, ref) for pk, ref, urgency, person in rows if is_needed(urgency, flagged=person in flagged)]


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


def _needs_card(case: Case) -> bool:
    """Asks the database only where the urgency does not say it already."""
    known = is_needed(case.urgency, flagged=False)
    return known or is_needed(case.urgency, flagged=bool(_flagged(circle([case.person_id]))))


def _flagged(persons: Iterable[Any] | None = None) -> set[Any]:
    """Which of these persons (ids; None: of all) have safety flags, at their file or in a report about them.

    In clear columns that say whether and not which: nothing is opened for it.
    """
    reported = Melding.objects.annotate(flags=F("worry").bitand(FLAGS)).filter(
        flags__gt=0, person__isnull=False
    )
    files = Person.objects.filter(flagged=True)
    if persons is not None:
        files, reported = files.filter(pk__in=persons), reported.filter(person_id__in=persons)
    return set(files.values_list("pk", flat=True).union(reported.values_list("person_id", flat=True)))


def _without_term() -> "QuerySet[Case]":
    """The running cases of somebody by name, of which no card is asked for and none counts."""
    return Case.unfinished().filter(owner_person__isnull=False, card_clock=None)


def _locked(pk: Any) -> Case:
    return access.locked_once(Case.objects.select_related("clock", "card_clock"), pk=pk)


def _begin(case: Case, *, at: datetime) -> None:
    if case.card_clock is None and not case.state_info.final:
        _run(case, MISSING, since=at)


def _run(case: Case, kind: str, *, since: datetime) -> None:
    if pack().knows(kind):
        current_work().also_write(terms.running(case, "card_clock", kind, since=since))
    else:
        stop(case)
