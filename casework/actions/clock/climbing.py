"""Who hears that a term is over, and when do they hear it again? Rung by rung, until somebody acts."""

from typing import Any

from casework import terms
from casework.directory.current import pack
from casework.directory.entries import Ladder, Rung
from casework.models import Case, Clock, Handover
from casework.telling import tell_answering, tell_duty, tell_owner, tell_person, tell_role
from casework.work import current_work
from privacy.context import Acting
from workflows import informing
from workflows.crisis_states import K24
from workflows.nachtkaart import MISSING


def go_over_to(record: Any, kind: str, ladder: Ladder, by: Acting) -> None:
    """The term is over: its ladder hears of it, and the next kind of clock takes its place."""
    for rung in ladder.rungs:
        _tell(record, record.clock, rung, by)
    since = record.clock_since_for(kind) or by.at
    current_work().also_write(*terms.arm(record, at=by.at, since=since, kind=kind))


def next_rung(record: Any, clock: Clock, ladder: Ladder, by: Acting) -> None:
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
    current_work().also_write(clock)


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
