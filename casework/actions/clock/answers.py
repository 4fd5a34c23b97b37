"""What does a term do by itself when it is over? An act of the system; every other one climbs its ladder."""

from typing import Any

from casework import nachtkaart_terms, terms
from casework.actions import case, crisis, fan_contact, handover, melding, roster, triage
from casework.telling import tell_owner, tell_person
from casework.watching import WATCH
from casework.work import current_work
from privacy.context import Acting
from workflows.crisis_states import FIRST_DAY, K24
from workflows.fan_contact_states import OUT
from workflows.nachtkaart import ENDS


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
        current_work().also_write(*terms.arm(record, at=by.at))
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
