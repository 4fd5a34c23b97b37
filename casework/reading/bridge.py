"""How far is a handover, and who has to move? The two banks and the steps between them: clear columns, no query."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.directory.current import pack
from casework.models import Handover
from casework.policy import HANDOVER_ACCEPTED
from casework.reading.care_words import word
from casework.reading.happened import by_whom
from casework.reading.words import team_word
from privacy.ledger.record import ChangeEvent
from workflows.calendars import local_date

SENDER, RECEIVER = "sender", "receiver"

TURN = {
    "draft": (SENDER,), "asking": (SENDER,), "returned": (SENDER,), "reopened": (SENDER,), "confirmed": (SENDER,),
    "offered": (RECEIVER,), "received": (RECEIVER,), "expired": (RECEIVER,), "waiting_list": (RECEIVER,),
    "talk_held": (RECEIVER,), "accepted": (SENDER, RECEIVER), "talk_planned": (SENDER, RECEIVER),
    "together": (SENDER, RECEIVER), "completed": (), "withdrawn": (),
}  # fmt: skip
"""State -> who has to move."""

FIRST = {
    "offered": "open", "received": "accept", "expired": "accept", "waiting_list": "start", "asking": "answer",
    "accepted": "plan_talk", "talk_planned": "hold_talk", "together": "let_go", "talk_held": "confirm",
    "confirmed": "complete", "returned": "redraft", "reopened": "redraft", "draft": "offer",
}  # fmt: skip
"""State -> the step that brings the person further."""

REACHED = {
    "draft": 0, "offered": 1, "received": 2, "asking": 2, "expired": 2, "waiting_list": 2, "returned": 2, "accepted": 3,
    "talk_planned": 4, "talk_held": 5, "together": 5, "confirmed": 6, "reopened": 6, "completed": 7,
}  # fmt: skip
"""State -> how many of the seven steps lie behind."""

WAITING = ("offered", "received", "asking", "expired", "waiting_list")


def bridge(
    handover: Handover, *, side: str, at: datetime, events: Sequence[ChangeEvent], names: dict[str, str],
    action: dict[str, Any] | None,
) -> dict[str, Any]:  # fmt: skip
    """The context of parts/bridge.html. `side`: where the reader stands; `action`: the reader's next button."""
    over, back = what_goes(handover.state in (*HANDOVER_ACCEPTED, "completed"))
    return {
        "sender": _bank(handover, SENDER, side, action), "receiver": _bank(handover, RECEIVER, side, action),
        "steps": _steps(handover, events, names), "goes_over": over, "stays_back": back,
        "days_waiting": days_waiting(handover, at),
    }  # fmt: skip


def _bank(handover: Handover, bank: str, side: str, action: dict[str, Any] | None) -> dict[str, Any]:
    theirs = handover.receiver_person if bank == RECEIVER else handover.sender_person
    team = handover.receiver_team_id if bank == RECEIVER else handover.sender_team_id
    owns = (handover.state in ("confirmed", "completed")) == (bank == RECEIVER)
    own_button = action if bank == side and bank in TURN[handover.state] else None
    return {
        "team": team_word(str(team)) if team else _("Not chosen yet"), "person": theirs.name if theirs else "",
        "owns": owns, "action": own_button, "waits": None if own_button else _waits(handover.state, bank),
    }  # fmt: skip


def _waits(state: str, bank: str) -> str | None:
    if not TURN[state] or (state, bank) == ("confirmed", RECEIVER):
        return None
    return _("Has to move now") if bank in TURN[state] else _("Waits for the other side")


def _steps(handover: Handover, events: Sequence[ChangeEvent], names: dict[str, str]) -> list[dict[str, Any]]:
    """Offered, read, accepted, talk planned, talk held, own contact, six weeks later."""
    since = handover.offered_at
    done = {event.action: event for event in events if since is None or event.at >= since}
    receiver = handover.receiver_person.name if handover.receiver_person else ""
    rows = (
        (_("Offered"), handover.offered_at, handover.sender_person.name),
        (_("Card read"), *_seen(done.get("handover.open"), names)),
        (_("Accepted by name"), handover.accepted_at, receiver),
        (_("Talk planned"), handover.talk_at, ""),
        (_("Handover talk"), *_seen(done.get("handover.hold_talk"), names, handover.talk_held_at)),
        (_("Receiver's own contact"), handover.confirmed_at, receiver),
        (_("Six weeks later"), *_seen(done.get("handover.complete"), names)),
    )
    reached = REACHED.get(handover.state, 0)
    stopped = handover.state == "withdrawn"
    unread = handover.state == "expired" and "handover.open" not in done
    return [
        _step(
            handover,
            row,
            place,
            "skipped" if stopped or (unread and place == READ) else _progress(place, reached),
        )
        for place, row in enumerate(rows)
    ]


def _step(handover: Handover, row: tuple[Any, ...], place: int, progress: str) -> dict[str, Any]:
    label, at, who = row
    current, done = progress == "current", progress == "done"
    planned = place == PLANNED and handover.talk_at is not None
    return {
        "label": label, "state": progress, "at": at if done or planned else None, "who": who if done else "",
        "due": handover.clock.due_at if current and handover.clock else None,
        "note": _note(handover) if current else "",
    }  # fmt: skip


READ, PLANNED = 1, 3


def _progress(place: int, reached: int) -> str:
    if place < reached:
        return "done"
    return "current" if place == reached else "todo"


def _seen(
    event: ChangeEvent | None, names: dict[str, str], at: datetime | None = None
) -> tuple[datetime | None, str]:
    return (event.at, by_whom(event, names)) if event else (at, "")


def _note(handover: Handover) -> str:
    """What is special about the step that is waited for."""
    if handover.state == "waiting_list" and handover.start_date:
        return _("starts %(day)s") % {"day": day_word(handover.start_date)}
    if handover.state == "returned":
        return word("return reason", handover.reason)
    notes = {"asking": _("a question is open"), "expired": _("no answer in time"),
             "together": _("together for now"), "reopened": _("the person came back")}  # fmt: skip
    return notes.get(handover.state, "")


def day_word(day: Any) -> str:
    """A date with its weekday: "do 4 mrt"."""
    return date_format(day, "D j b").lower()


def what_goes(accepted: bool) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What goes over and what stays with the sender, each with its reason: kinds of data, never content."""
    card = [
        {"what": _("Name, postcode area and gemeente"), "why": _("to see whether it is yours")},
        {"what": _("Urgency and safety"), "why": _("to see how fast and how safe")},
        {"what": _("What is asked"), "why": _("to decide")},
    ]
    package = [_("Address, phone and date of birth"), _("The package")]
    never = [
        {"what": _("Who reported"), "why": _("never leaves the meldpunt")},
        {"what": _("Notes of the outreach"), "why": _("belong to the file of the sender")},
        {"what": "BSN", "why": _("not needed for this help")},
    ]
    if accepted:
        return card + [{"what": what, "why": _("to help, after a named yes")} for what in package], never
    return card, [{"what": what, "why": _("only after a named yes")} for what in package] + never


def days_waiting(handover: Handover, at: datetime) -> int | None:
    """Working days of the sender since the offer, while nobody has accepted; None when nobody waits."""
    if handover.state not in WAITING or handover.offered_at is None:
        return None
    calendar = pack().region.team_calendar(str(handover.sender_team_id))
    day, today, count = local_date(handover.offered_at), local_date(at), 0
    while (day := calendar.next_working_day(day)) <= today:
        count += 1
    return count
