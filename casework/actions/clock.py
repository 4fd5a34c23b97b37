"""What happens when a term runs out? It raises the item; it never closes, drops or moves it."""

from typing import Any

from casework import terms
from casework.actions import handover, triage
from casework.actions.command import command
from casework.directory.current import pack
from casework.directory.entries import Ladder, Rung
from casework.models import Case, Clock, Handover, Melding, Triage
from casework.telling import tell_owner, tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting

NOUNS: dict[str, Any] = {model.kind(): model for model in (Melding, Triage, Case, Handover)}


@command
def ring(*, by: Acting, clock_id: str) -> bool:
    """Let one clock ring that is due at `by.at`. False when somebody was first: then nothing happens."""
    clock = Clock.objects.filter(pk=clock_id, rings_at__lte=by.at).first()
    if clock is None:
        return False
    record = NOUNS[clock.item_kind].objects.select_for_update().get(pk=clock.item_id)
    # Read once more now that the item is ours: while we waited for it, somebody else may have let it ring.
    clock = Clock.objects.filter(pk=record.clock_id, rings_at__lte=by.at).first()
    if clock is None:
        return False
    record.clock = clock
    own_answer = ANSWERS.get((record.kind(), record.state, record.clock.kind))
    if own_answer is not None:
        own_answer(record, by)
        return True
    policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": by.at}
    then = pack().then(record.clock.kind, **policy)
    ladder = pack().ladder(record.clock.kind, **policy)
    if then is not None:
        _go_over_to(record, then, ladder, by)
    else:
        _next_rung(record, ladder, by)
    current_work().rang(record)
    return True


def _go_over_to(record: Any, kind: str, ladder: Ladder, by: Acting) -> None:
    """The term is over: its ladder hears of it, and the next kind of clock takes its place."""
    for rung in ladder.rungs:
        _tell(record, rung, by)
    terms.write(terms.arm(record, at=by.at, since=record.clock_since_for(kind), kind=kind))


def _next_rung(record: Any, ladder: Ladder, by: Acting) -> None:
    """One rung up; the last one repeats until somebody acts."""
    clock = record.clock
    _tell(record, ladder.rungs[min(clock.rung, len(ladder.rungs) - 1)], by)
    clock.rung += 1
    clock.rings_at = pack().next_ring(ladder, clock.rung, team=clock.team_id, due_at=clock.due_at, at=by.at)
    clock.save(update_fields=["rung", "rings_at"])


def _tell(record: Any, rung: Rung, by: Acting) -> None:
    event = "handover.expired" if record.state == "expired" else "clock.rang"
    if rung.to == "owner":
        tell_owner(record, event)
        return
    told = pack().told(rung, team=str(record.clock.team_id), at=by.at)
    tell_team(told.team, event, about=record, role=told.role)


def _expire(record: Any, by: Acting) -> None:
    handover.expire(handover_ref=record.ref, by=by)


def _keep_higher(record: Any, by: Acting) -> None:
    triage.keep_higher(triage_ref=record.ref, by=by)


def _missed_start(record: Any, by: Acting) -> None:
    """A promised start date that passed is an expired offer; before that it is a weekly look."""
    if record.start_date is not None and record.start_date < by.at.date():
        _expire(record, by)
    else:
        tell_person(record.sender_person, "clock.rang", about=record)
        terms.write(terms.arm(record, at=by.at))
        current_work().rang(record)


ANSWERS = {
    ("handover", "received", "handover_accept"): _expire,
    ("handover", "offered", "handover_accept"): _expire,
    ("handover", "waiting_list", "waiting_list_check"): _missed_start,
    ("triage", "review", "second_look"): _keep_higher,
}
"""What a clock does by itself, per noun, state and kind. Everything else climbs its ladder."""
