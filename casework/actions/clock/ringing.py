"""What happens when a term runs out? It raises the item; it never closes, drops or moves it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from casework import terms
from casework.actions.clock.answers import ANSWERS, BESIDE
from casework.actions.clock.climbing import go_over_to, next_rung
from casework.actions.clock.nouns import NOUNS
from casework.actions.command import command
from casework.directory.current import pack
from casework.models import Clock, Handover
from casework.models.base import Owned
from casework.work import current_work
from privacy.context import Acting

ACTING = {(noun, kind) for noun, _, kind in ANSWERS} | set(BESIDE)


def acts(item_kind: str, kind: str) -> bool:
    """May a clock of this kind act by itself? Then it rings in a change of its own: it can be refused, and it can move
    what another clock waits for."""
    return (item_kind, kind) in ACTING


@command
def ring(*, by: Acting, clock_ids: Sequence[UUID]) -> int:
    """Let these clocks ring that are due at `by.at`, in this order and in one change. Returns how many did.

    Passed by is one that somebody was before, and one whose item somebody has in hand: what is still due is found by
    the next sweep. When one of them cannot ring, none has.
    """
    rang = 0
    for record, clock in _in_hand(clock_ids, by):
        (_ring if clock.leading else _ring_beside)(record, clock, by)
        rang += 1
    return rang


def _in_hand(clock_ids: Sequence[UUID], by: Acting) -> Iterator[tuple[Any, Clock]]:
    """Each of these clocks that is due, with its item: read once more now that the item is ours.

    Just before, somebody else may have let it ring.
    """
    due = Clock.objects.filter(pk__in=clock_ids, rings_at__lte=by.at)
    wanted: dict[str, list[UUID]] = {}
    for kind, item_id in due.values_list("item_kind", "item_id"):
        wanted.setdefault(kind, []).append(item_id)
    items = {item.pk: item for kind in sorted(wanted) for item in _locked(kind, wanted[kind])}
    still = due.in_bulk()
    for clock in filter(None, map(still.get, clock_ids)):
        item = items.get(clock.item_id)
        if item is not None and (not clock.leading or item.clock_id == clock.pk):
            yield item, clock


def _locked(kind: str, items: list[UUID]) -> list[Any]:
    """Those that nobody has in hand. Whoever has may be another sweep: waiting for each other, two would do the work of
    one."""
    noun = NOUNS[kind]
    found = list(noun.objects.select_for_update(skip_locked=True).filter(pk__in=items))
    if issubclass(noun, Owned):
        # Whoever is told first, for all of them in one question.
        prefetch_related_objects(found, "owner_person")
    return found


def _ring(record: Any, clock: Clock, by: Acting) -> None:
    """The leading term is over: it acts, goes over to the next kind of clock, or climbs its ladder."""
    record.clock = clock
    own_answer = ANSWERS.get((record.kind(), record.state, clock.kind))
    if own_answer is not None and clock.due_at <= by.at:
        own_answer(record, by)
        return
    policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": by.at}
    then = pack().then(clock.kind, **policy)
    ladder = pack().ladder(clock.kind, **policy)
    moved = _moved_beside(record, clock)
    if moved is not None:
        current_work().also_write(*terms.arm(record, at=by.at, since=moved))
    elif then is not None and clock.due_at <= by.at:
        go_over_to(record, then, ladder, by)
    else:
        next_rung(record, clock, ladder, by)
    current_work().rang(record)


def _ring_beside(record: Any, clock: Clock, by: Acting) -> None:
    """A side term is over: it acts, or climbs its own ladder until somebody does."""
    act = BESIDE.get((record.kind(), clock.kind))
    if act is not None:
        act(record, by)
        return
    policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": by.at}
    next_rung(record, clock, pack().ladder(clock.kind, **policy), by)
    current_work().rang(record)


def _moved_beside(record: Any, clock: Clock) -> datetime | None:
    """When its handover last moved after this term began; None for whatever follows no handover.

    What is being handed over follows that handover: it rings only when nothing happened there for a whole term.
    """
    if record.kind() not in ("case", "crisis") or record.state != "handing_over":
        return None
    moved = Handover.unfinished().filter(**{record.kind(): record}, changed_at__gt=clock.started_at)
    return moved.order_by("-changed_at").values_list("changed_at", flat=True).first()
