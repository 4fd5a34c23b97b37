"""Who has to move, and what do they do? The phrase of the running clock, the same in a row, a card and a page."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from casework.reading.words import clock_word, duty_word, team_word

RECEIVER_MOVES = ("offered", "received", "expired", "talk_held", "waiting_list")
"""The states of a handover in which the receiver moves first."""
RECEIVER_CLOCKS = ("name_professional",)
"""The same by the clock that runs, in whatever state: only the receiving team can name its professional."""


def owner_word(owner_name: str, owner_team: str) -> str:
    """Who is responsible: a person, or the duty of the team. The team of a person stands beside it on the page."""
    return owner_name or duty_word(owner_team)


def two_who_decide() -> str:
    """Who has to move while two gemeenten disagree."""
    return gettext("The team lead and the coordinator")


def who_moves(
    noun: str,
    state: str,
    *,
    owner_name: str,
    owner_team: str,
    target: str = "",
    receiver_team: str = "",
    clock_kind: str = "",
) -> str:
    """Who acts before the clock is over: where it lies now, else whoever is responsible."""
    if (noun, state) in (("triage", "review"), ("fan_contact", "visit_alarm")):
        return gettext("A colleague")
    if state == "disputed":
        return two_who_decide()
    if noun == "melding" and state == "forwarded" and target:
        return team_word(target)
    if noun == "handover" and receiver_team and (state in RECEIVER_MOVES or clock_kind in RECEIVER_CLOCKS):
        return team_word(receiver_team)
    if (noun, state) in (("task", "offered"), ("fan_contact", "morning_handover")) and receiver_team:
        return team_word(receiver_team)
    return owner_word(owner_name, owner_team)


def clock_phrase(kind: str, due: datetime, *, who: str) -> dict[str, Any]:
    """The context of parts/clock_phrase.html."""
    return {"who": who, "verb": clock_word(kind), "due": due, "paused": None}


def clock_of(record: Any) -> dict[str, Any] | None:
    """The same for a loaded melding or triage with its clock; None when nothing runs any more."""
    if record.clock is None:
        return None
    owner = record.owner_person.name if record.owner_person else ""
    who = who_moves(
        record.kind(),
        record.state,
        owner_name=owner,
        owner_team=str(record.owner_team_id),
        target=getattr(record, "target", ""),
        receiver_team=str(getattr(record, "receiver_team_id", "") or ""),
    )
    return clock_phrase(record.clock.kind, record.clock.due_at, who=who)
