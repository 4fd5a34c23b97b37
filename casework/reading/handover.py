"""What do the two sides of a handover see? The same bridge; the card before acceptance, the package after it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from casework import access
from casework.access import Opened
from casework.models import Handover, HandoverMessage
from casework.policy import HANDOVER_ACCEPTED
from casework.reading import happened, safety
from casework.reading.bridge import RECEIVER, SENDER, TURN
from casework.reading.care_words import PARTS, word
from casework.reading.case import birthdate_word, why_of
from casework.reading.moving import clock_phrase
from casework.reading.words import gemeente_word, state_badge, team_word
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.ledger.record import ChangeEvent
from workflows.roles import WIJKTEAM

MOST = 200
"""Lines of a thread that are read: two questions make a short one, a long history is cut at its old end."""

WHOLE = Handover.objects.select_related(
    "clock",
    "owner_person",
    "sender_person",
    "sender_team",
    "receiver_team",
    "receiver_person",
    "person",
    "case",
)
BEFORE_A_YES = ("question", "answer", "returned", "bridge")
"""What the receiver may read of the thread before somebody accepted by name."""


@dataclass(frozen=True)
class HandoverRead:
    """A handover, from which side it is read, and everything the page shows."""

    handover: Handover
    decision: Decision
    side: str
    texts: Opened
    events: list[ChangeEvent]
    names: dict[str, str]
    page: dict[str, Any]


def side_of(handover: Handover, by: Acting) -> str:
    """On which bank this reader stands."""
    receives = by.role in WIJKTEAM and str(handover.receiver_team_id) == by.unit
    return RECEIVER if receives else SENDER


def read(ref: str, *, by: Acting) -> HandoverRead:
    """The page of one handover. Raises NotYours."""
    handover, decision = access.find(WHOLE, ref, by=by, action="handover.read")
    side = side_of(handover, by)
    messages = _messages(handover, side) if "thread" in decision.groups else []
    events = _events(handover)
    person, texts, *thread = access.open_records(
        decision, [handover.person, handover, *messages], by=by, about=f"handover:{handover.ref}",
        action="handover.read",
    )  # fmt: skip
    known = [handover.sender_person, handover.receiver_person, handover.owner_person]
    names = happened.names_of(events, known=known)
    page = {
        "ref": handover.ref, "state": state_badge("handover", handover.state), "urgency": handover.urgency,
        "name": person.text("given", "prefix", "surname"), "place": _place(handover),
        "safety": safety.block(person.get("flags"), at=by.at) if "flags" in decision.groups else None,
        "clock": clock_of(handover), **why_of(handover), "case_ref": handover.case.ref if side == SENDER else "",
        "card": _card(handover, texts), "contact": _contact(person), "parts": _parts(texts),
        "agreements": texts.text("agreements"), "held_back": texts.text("held_back"),
        "thread": [_said(one) for one in thread], "accepted": handover.state in HANDOVER_ACCEPTED,
    }  # fmt: skip
    return HandoverRead(handover, decision, side, texts, events, names, page)


def _messages(handover: Handover, side: str) -> list[HandoverMessage]:
    found = HandoverMessage.objects.filter(handover=handover).select_related("by")
    if side == RECEIVER and handover.state not in HANDOVER_ACCEPTED:
        found = found.filter(what__in=BEFORE_A_YES)
    return list(reversed(found.order_by("-at", "-id")[:MOST]))


def _events(handover: Handover) -> list[ChangeEvent]:
    """The newest change of state by each action."""
    found = ChangeEvent.objects.filter(about_kind="handover", about_ref=handover.ref)
    moved = found.exclude(from_state=F("to_state")).order_by("-id")[:MOST]
    return list(reversed(moved))


def clock_of(handover: Handover) -> dict[str, Any] | None:
    """What happens now, whose move it is, and before when; None when it is over."""
    if handover.clock is None:
        return None
    receiver = (
        handover.receiver_person.name
        if handover.receiver_person
        else team_word(str(handover.receiver_team_id))
    )
    who = {SENDER: handover.sender_person.name, RECEIVER: receiver}
    moves = f" {_('or')} ".join(who[bank] for bank in TURN[handover.state])
    return clock_phrase(handover.clock.kind, handover.clock.due_at, who=moves)


def _place(handover: Handover) -> str:
    """The postcode area and the gemeente: all the place a card gives."""
    gemeente = gemeente_word(handover.gemeente)
    return f"{handover.person.pc4}, {gemeente}" if handover.person.pc4 else gemeente


def _card(handover: Handover, texts: Opened) -> list[dict[str, str]]:
    facts = [
        (_("Asked of the receiver"), texts.text("requested_action")),
        (_("Ground for sharing"), word("ground", handover.ground)),
        (_("Agreed by the client"), word("consent", handover.consent)),
    ]
    return [{"label": label, "value": value, "note": ""} for label, value in facts if value]


def _contact(person: Opened) -> list[dict[str, Any]]:
    facts = [
        (
            _("Address"),
            f"{person.text('street', 'house_number')}, {person.text('postcode', 'woonplaats')}".strip(", "),
        ),
        (_("Phone"), person.text("phone")),
        (_("Date of birth"), birthdate_word(person.text("birthdate"))),
    ]
    return [{"label": label, "value": value, "call": label == _("Phone")} for label, value in facts if value]


def _parts(texts: Opened) -> list[dict[str, Any]]:
    """The parts of the package that have text, in the order of the checklist."""
    package = texts.get("package") or {}
    return [{"label": label, "text": package[part]} for part, label in PARTS if package.get(part)]


def _said(one: Opened) -> dict[str, Any]:
    message: Any = one.record
    icons = {"question": "question", "answer": "pen", "returned": "back", "bridge": "bridge"}
    return {"at": message.at, "icon": icons.get(message.what, "pen"), "title": word("thread", message.what),
            "who": message.by.name, "text": one.text("text"), "state": None, "url": None}  # fmt: skip


def texts_now(handover: Handover, decision: Decision, *, by: Acting) -> dict[str, str]:
    """Field of the package form -> its present text, for whoever may see it."""
    (kept,) = access.open_records(
        decision, [handover], by=by, about=f"handover:{handover.ref}", action="handover.read"
    )
    return fields_of(kept)


def fields_of(texts: Opened) -> dict[str, str]:
    """The stored draft in the names of the package form."""
    package: dict[str, str] = texts.get("package") or {}
    own = {"requested_action": texts.text("requested_action"), "held_back": texts.text("held_back")}
    return own | {f"part_{part}": str(package.get(part) or "") for part, _label in PARTS}
