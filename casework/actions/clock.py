"""What happens when a term runs out? It raises the item; it never closes, drops or moves it."""

from datetime import datetime
from typing import Any

from casework import cards, nachtkaart_terms, terms
from casework.actions import case, crisis, fan_contact, handover, melding, roster, triage
from casework.actions.command import command
from casework.calling import end_of_item, quiet
from casework.directory.current import pack
from casework.directory.entries import Ladder, Rung
from casework.errors import NotYours
from casework.models import (
    Case,
    Clock,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    PostbakItem,
    Roster,
    Triage,
)
from casework.telling import tell_answering, tell_duty, tell_owner, tell_person, tell_role
from casework.watching import WATCH
from casework.work import current_work
from privacy.context import Acting
from privacy.rows import the_one
from workflows import informing
from workflows.clock_refusals import AcknowledgedBefore, NotLate
from workflows.clocks import CLIMBING
from workflows.crisis_states import FIRST_DAY, K24
from workflows.fan_contact_states import OUT
from workflows.nachtkaart import ENDS, MISSING
from workflows.roles import DECIDERS

NOUNS: dict[str, Any] = {
    model.kind(): model
    for model in (
        Melding, Triage, Case, Crisis, Handover, PostbakItem, Pattern, Escalation, PartnerTask, Disclosure, Roster,
        FanContact, FanProfile,
    )
}  # fmt: skip


@command
def ring(*, by: Acting, clock_id: str) -> bool:
    """Let one clock ring that is due at `by.at`. False when somebody was first, or has its item in hand: then nothing
    happens, and a clock that is still due is found by the next sweep."""
    clock = the_one(Clock.objects.filter(pk=clock_id, rings_at__lte=by.at))
    if clock is None:
        return False
    # Whoever holds the item may be another sweep: waiting for each other, two of them would do the work of one.
    record = the_one(
        NOUNS[clock.item_kind].objects.select_for_update(skip_locked=True).filter(pk=clock.item_id)
    )
    if record is None:
        return False
    if not clock.leading:
        return _ring_beside(record, clock_id, by)
    # Read once more now that the item is ours: just before, somebody else may have let it ring.
    clock = Clock.objects.filter(pk=record.clock_id, rings_at__lte=by.at).first()
    if clock is None:
        return False
    record.clock = clock
    own_answer = ANSWERS.get((record.kind(), record.state, record.clock.kind))
    if own_answer is not None and clock.due_at <= by.at:
        own_answer(record, by)
        return True
    policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": by.at}
    then = pack().then(record.clock.kind, **policy)
    ladder = pack().ladder(record.clock.kind, **policy)
    moved = _moved_beside(record, record.clock)
    if moved is not None:
        terms.write(terms.arm(record, at=by.at, since=moved))
    elif then is not None and clock.due_at <= by.at:
        _go_over_to(record, then, ladder, by)
    else:
        _next_rung(record, record.clock, ladder, by)
    current_work().rang(record)
    return True


@command
def acknowledge(*, by: Acting, item_ref: str) -> bool:
    """Who decides has seen that this is late: its ladder is quiet for half its term, at most ten minutes.

    The term does not move, and nobody else becomes owner. Raises NotYours, NotLate, AcknowledgedBefore.
    """
    record = cards.find(item_ref, by=by, action="clock.acknowledge", locked=True)
    clock = record.clock
    if by.role not in DECIDERS or clock is None or clock.rings_at is None:
        raise NotYours
    if clock.due_at > by.at and clock.kind not in CLIMBING:
        raise NotLate
    if clock.acknowledged_at is not None:
        raise AcknowledgedBefore
    quiet(clock, by=by)
    end_of_item(record.ref, by=by)
    current_work().concerns(record)
    tell_owner(record, "clock.acknowledged")
    return True


def _moved_beside(record: Any, clock: Clock) -> datetime | None:
    """When its handover last moved after this term began; None for whatever follows no handover.

    What is being handed over follows that handover: it rings only when nothing happened there for a whole term.
    """
    if record.kind() not in ("case", "crisis") or record.state != "handing_over":
        return None
    moved = Handover.unfinished().filter(**{record.kind(): record}, changed_at__gt=clock.started_at)
    return moved.order_by("-changed_at").values_list("changed_at", flat=True).first()


def _ring_beside(record: Any, clock_id: str, by: Acting) -> bool:
    """A side term is over: it acts, or climbs its own ladder until somebody does.

    False when the item moved on before it was ours.
    """
    clock = Clock.objects.filter(pk=clock_id, rings_at__lte=by.at).first()
    if clock is None:
        return False
    act = BESIDE.get((record.kind(), clock.kind))
    if act is not None:
        act(record, by)
        return True
    policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": by.at}
    _next_rung(record, clock, pack().ladder(clock.kind, **policy), by)
    current_work().rang(record)
    return True


def _go_over_to(record: Any, kind: str, ladder: Ladder, by: Acting) -> None:
    """The term is over: its ladder hears of it, and the next kind of clock takes its place."""
    for rung in ladder.rungs:
        _tell(record, record.clock, rung, by)
    terms.write(terms.arm(record, at=by.at, since=record.clock_since_for(kind) or by.at, kind=kind))


def _next_rung(record: Any, clock: Clock, ladder: Ladder, by: Acting) -> None:
    """Everyone whose turn has come; the last rung repeats until somebody acts.

    Mostly that is one rung. After an outage several are over time: they hear it in one go, as one ring, and the next
    one is in the future. An outage gives nobody extra time and rings nobody twice.
    """
    while clock.rings_at is not None and clock.rings_at <= by.at:
        if not _quiet(record):
            _tell(record, clock, ladder.rungs[min(clock.rung, len(ladder.rungs) - 1)], by)
        clock.rung += 1
        clock.acknowledged_at = None
        clock.rings_at = pack().next_ring(
            ladder, clock.rung, team=str(clock.team_id), due_at=clock.due_at, at=by.at
        )
    clock.save(update_fields=["rung", "rings_at", "acknowledged_at"])


def _quiet(record: Any) -> bool:
    """A triage nobody has begun waits with its melding, whose own clock tells of it."""
    return bool(record.kind() == "triage" and record.state == "open")


def _tell(record: Any, clock: Clock, rung: Rung, by: Acting) -> None:
    event = "handover.expired" if record.state == "expired" else EVENTS.get(clock.kind, "clock.rang")
    if clock.kind == K24 and clock.due_at > by.at:
        event = "crisis.day_ends"
    kind, urgency, origin = clock.kind, record.clock_urgency(), record.clock_origin()
    loud = pack().rings_out_loud(kind, urgency=urgency, origin=origin, at=by.at)
    level = "page" if loud or kind in ALWAYS_LOUD else None
    if rung.to == "owner" and event == "case.tell_person" and record.teller is not None:
        _tell_receiver(record, level)
    elif rung.to == "owner":
        tell_owner(record, event, level=level)
    elif rung.to == "lookout":
        tell_person(record.lookout, event, about=record, level=level)
    elif rung.to == "duty":
        tell_duty(str(clock.team_id), event, about=record, level=level)
    elif rung.to == "answering_duty":
        # The last rung always reaches somebody: when all of its role are away, whoever stands in for that role.
        tell_answering(str(clock.team_id), event, about=record, level=level)
    elif rung.to == "crisis_duty":
        tell_answering(pack().region.about.crisis, event, about=record, level=level)
    else:
        told = pack().told(rung, team=str(clock.team_id), at=by.at)
        tell_role(told.team, told.role, event, about=record, level=level)


def _tell_receiver(case: Case, level: str | None) -> None:
    """Telling was left to somebody of the receiving team, as long as that handover holds; else it is the owner's."""
    running = Handover.unfinished().filter(case=case, receiver_person=case.teller).exclude(state="reopened")
    handover = running.order_by("-created_at").first()
    if handover is not None:
        tell_person(case.teller, "handover.tell_person", about=handover, level=level)
    else:
        tell_owner(case, "case.tell_person", level=level)


def _leave(record: Any, by: Acting) -> None:
    melding.leave_draft(melding_ref=record.ref, by=by)


def _expire(record: Any, by: Acting) -> None:
    handover.expire(handover_ref=record.ref, by=by)


def _keep_higher(record: Any, by: Acting) -> None:
    triage.keep_higher(triage_ref=record.ref, by=by)


def _breach(record: Any, by: Acting) -> None:
    crisis.breach(crisis_ref=record.ref, by=by)


def _raise_alarm(record: Any, by: Acting) -> None:
    fan_contact.raise_alarm(fan_contact_ref=record.ref, by=by)


def _call_mdo(record: Any, by: Acting) -> None:
    case.call_mdo(case_ref=record.ref, by=by)
    tell_person(record.owner_person, "case.mdo_due", about=record)


def _missed_start(record: Any, by: Acting) -> None:
    """A promised start that was missed is an expired offer; before that it is a weekly look."""
    if record.starts_before is not None and record.starts_before <= by.at:
        _expire(record, by)
    else:
        tell_owner(record, "clock.rang")
        terms.write(terms.arm(record, at=by.at))
        current_work().rang(record)


ANSWERS = {
    ("melding", "draft", "draft_age"): _leave,
    ("handover", "received", "handover_accept"): _expire,
    ("handover", "offered", "handover_accept"): _expire,
    ("handover", "waiting_list", "waiting_list_check"): _missed_start,
    ("triage", "review", "second_look"): _keep_higher,
    **{("crisis", str(state), K24): _breach for state in FIRST_DAY},
    **{("fan_contact", str(state), "fan_visit"): _raise_alarm for state in OUT},
}
"""What a clock does by itself, per noun, state and kind. Everything else climbs its ladder."""


def _watch(record: Any, by: Acting) -> None:
    roster.watch(by=by, roster_ref=record.ref)


BESIDE = {
    ("case", "no_contact_mdo"): _call_mdo, ("case", ENDS): nachtkaart_terms.ring, ("roster", WATCH): _watch,
}  # fmt: skip
"""What a side term does when it is over, per noun and kind. Every other one climbs a ladder of its own."""

ALWAYS_LOUD = (K24, "plan_overdue", "fan_alarm")
"""Terms of a crisis, and of a colleague who is not back, call somebody, whatever the urgency. Source:
docs/adr/0041-a-crisis-beside-its-melding.md, docs/adr/0047-a-visit-has-somebody-who-waits.md."""

EVENTS = dict.fromkeys(informing.KINDS, "case.tell_person") | {
    "plan_overdue": "crisis.unbridged",
    "fan_morning": "fan.morning_late",
    "fan_alarm": "fan.visit_alarm",
    MISSING: "case.card_missing",
}
"""What is told of a term that asks for an act of its own, per kind."""
