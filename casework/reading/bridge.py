"""How far is a handover, and who has to move? The two banks and the steps between them: clear columns, no query."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.directory.current import pack
from casework.models import Handover
from casework.people import has_outreach
from casework.policy import HANDOVER_ACCEPTED
from casework.reading.care_words import word
from casework.reading.happened import by_whom
from casework.reading.standing_in import absence_words
from casework.reading.words import team_word
from privacy.context import now_cached
from privacy.ledger.record import ChangeEvent
from workflows.calendars import local_date
from workflows.handover import MOST_REVIEWS, UNTIL_CONTACT

SENDER, RECEIVER = "sender", "receiver"

TURN = {
    "draft": (SENDER,), "asking": (SENDER,), "returned": (SENDER,), "reopened": (SENDER,), "confirmed": (SENDER,),
    "offered": (RECEIVER,), "received": (RECEIVER,), "expired": (RECEIVER,), "waiting_list": (RECEIVER,),
    "talk_held": (RECEIVER,), "accepted": (SENDER, RECEIVER), "talk_planned": (SENDER, RECEIVER),
    "disputed": (SENDER, RECEIVER), "together": (SENDER, RECEIVER), "completed": (), "withdrawn": (),
    "incomplete": (SENDER,), "offered_outside": (SENDER,), "confirmed_outside": (SENDER,),
}  # fmt: skip
"""State -> who has to move."""


def turn(handover: Handover) -> tuple[str, ...]:
    """Who has to move now. A receiver without a login never does here: the sender writes down what they did."""
    moving = TURN[handover.state]
    if handover.interim_since is not None and handover.state in UNTIL_CONTACT:
        return (RECEIVER,)
    return (SENDER,) if moving and handover.outside_kind else moving


FIRST = {
    "offered": "open", "received": "accept", "expired": "accept", "waiting_list": "start", "asking": "answer",
    "accepted": "plan_talk", "talk_planned": "hold_talk", "together": "let_go", "talk_held": "confirm",
    "confirmed": "complete", "returned": "redraft", "reopened": "redraft", "draft": "offer",
    "disputed": "sign_gemeente", "incomplete": "fill_in", "offered_outside": "record_acceptance",
    "confirmed_outside": "complete",
}  # fmt: skip
"""State -> the step that brings the person further."""


def first_step(handover: Handover) -> str | None:
    """The step that brings this person further."""
    if handover.interim_since is not None and handover.state in UNTIL_CONTACT:
        return "name_professional"
    if handover.state == "talk_held" and handover.outside_kind:
        return "confirm_outside"
    return FIRST.get(handover.state)


REACHED = {
    "draft": 0, "offered": 1, "received": 2, "asking": 2, "expired": 2, "waiting_list": 2, "disputed": 2, "returned": 2,
    "incomplete": 2, "offered_outside": 2, "confirmed_outside": 6,
    "accepted": 3, "talk_planned": 4, "talk_held": 5, "together": 5, "confirmed": 6, "reopened": 6, "completed": 7,
}  # fmt: skip
"""State -> how many of the seven steps lie behind."""

WAITING = (
    "offered",
    "received",
    "asking",
    "incomplete",
    "expired",
    "waiting_list",
    "disputed",
    "offered_outside",
)


def is_for(handover: Handover, name: str) -> bool:
    """Would this step, possible in the state, be refused whatever is filled in? Then no button leads to it."""
    once = {"move_start": handover.start_moved, "call_incomplete": handover.called_incomplete,
            "ask": handover.questions_asked > 1, "review_together": handover.together_reviews >= MOST_REVIEWS,
            "confirm_outside": not handover.outside_kind}  # fmt: skip
    # A team with outreach works in every gemeente, and only such a team hands over to somebody without a login.
    regional = has_outreach(handover.receiver_team_id)
    never = {"pass_on": regional, "dispute_gemeente": regional,
             "offer_outside": not has_outreach(handover.sender_team_id)}  # fmt: skip
    return not (once | never).get(name, False)


def bridge(
    handover: Handover, *, side: str, at: datetime, events: Sequence[ChangeEvent], names: dict[str, str],
    action: dict[str, Any] | None, call: dict[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of parts/bridge.html. `side`: where the reader stands; `action`: the reader's next button; `call`:
    {name, phone} of whom to call on the other side."""
    over, back = what_goes(handover.state in (*HANDOVER_ACCEPTED, "confirmed_outside", "completed"))
    return {
        "sender": _bank(handover, SENDER, side, action, call, at),
        "receiver": _bank(handover, RECEIVER, side, action, call, at),
        "steps": _steps(handover, events, names), "goes_over": over, "stays_back": back,
        "days_waiting": days_waiting(handover, at),
    }  # fmt: skip


def _bank(
    handover: Handover, bank: str, side: str, action: dict[str, Any] | None, call: dict[str, str] | None, at: datetime
) -> dict[str, Any]:  # fmt: skip
    theirs = handover.receiver_person if bank == RECEIVER else handover.sender_person
    team = receiver_word(handover) if bank == RECEIVER else team_word(str(handover.sender_team_id))
    owns = (handover.state in ("confirmed", "completed")) == (bank == RECEIVER)
    own_button = action if bank == side and bank in turn(handover) else None
    return {
        "team": team or _("Not chosen yet"), "person": theirs.name if theirs else "",
        "standing_in": absence_words(theirs, at=at), "call": call if bank != side else None,
        "owns": owns, "action": own_button, "waits": None if own_button else _waits(handover, bank),
    }  # fmt: skip


def receiver_word(handover: Handover) -> str:
    """The receiving team, or what sort of receiver without a login it is; empty while nobody is chosen."""
    if handover.outside_kind:
        return word("outside kind", handover.outside_kind)
    return team_word(str(handover.receiver_team_id)) if handover.receiver_team_id else ""


def _waits(handover: Handover, bank: str) -> str | None:
    moving = turn(handover)
    outside = bank == RECEIVER and handover.outside_kind
    if not moving or outside or (handover.state, bank) == ("confirmed", RECEIVER):
        return None
    return _("Has to move now") if bank in moving else _("Waits for the other side")


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
    # Nobody of ours reads a card that was brought to somebody without a login.
    unread = bool(handover.outside_kind) or (handover.state == "expired" and "handover.open" not in done)
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
    if handover.interim_since is not None:
        return _("a professional is still to be named")
    if handover.state == "together":
        return _("together for now, looked at %(count)d times") % {"count": handover.together_reviews}
    notes = {"asking": _("a question is open"), "incomplete": _("parts are missing"),
             "expired": _("no answer in time"), "reopened": _("the person came back")}  # fmt: skip
    return notes.get(handover.state, "")


def day_word(day: Any) -> str:
    """A date with its weekday: "do 4 mrt", with the year when it is another one."""
    same_year = day.year == local_date(now_cached()).year
    return date_format(day, "D j b" if same_year else "D j b Y").lower()


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
    return working_days(str(handover.sender_team_id), local_date(handover.offered_at), local_date(at))


def working_days(team: str, day: date, today: date) -> int:
    """How many working days of this team (its id) lie after `day`, today included."""
    calendar, count = pack().region.team_calendar(team), 0
    while (day := calendar.next_working_day(day)) <= today:
        count += 1
    return count
