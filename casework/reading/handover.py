"""What do the two sides of a handover see? The same bridge; the card before acceptance, the package after it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from casework import access
from casework.access import Opened
from casework.models import Handover, HandoverMessage
from casework.policy import HANDOVER_ACCEPTED, may_see
from casework.reading import happened, safety
from casework.reading.bridge import RECEIVER, SENDER, day_word, receiver_word, turn
from casework.reading.care_words import PARTS, ground_word, word
from casework.reading.case_words import birthdate_word, why_of
from casework.reading.moving import clock_phrase, two_who_decide
from casework.reading.words import gemeente_word, state_badge
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.ledger.record import ChangeEvent
from workflows.informing import TOLD
from workflows.roles import DECIDERS, RECEIVING, WIJKTEAM

MOST = 200
"""Lines of a thread that are read: two questions make a short one, a long history is cut at its old end."""

WHOLE = Handover.objects.select_related(
    "clock",
    "owner_person",
    "sender_person__deputy",
    "sender_team",
    "receiver_team",
    "receiver_person__deputy",
    "person",
    "case",
    "crisis",
)
BEFORE_A_YES = (
    "question",
    "answer",
    "returned",
    "bridge",
    "start_moved",
    "passed_on",
    "decision",
    "dispute",
    "ruling",
)
"""What the receiver may read of the thread before somebody accepted by name."""

DECIDED = ("dispute", "ruling", "decision")
"""What is read by whoever only decides: which gemeente it is, or who does it."""


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
    receives = by.role in RECEIVING and by.unit == str(handover.receiver_team_id)
    return RECEIVER if receives else SENDER


def may_go_on(handover: Handover, by: Acting) -> bool:
    """Did the person land with the reader's team, without outreach, and is it the reader who has them?"""
    mine = handover.owner_team_id == by.unit and by.acts_for(handover.owner_person_id)
    return handover.state == "confirmed" and by.role in WIJKTEAM and mine


def read(ref: str, *, by: Acting) -> HandoverRead:
    """The page of one handover. Raises NotYours."""
    handover, decision = access.find(WHOLE, ref, by=by, action="handover.read")
    side = side_of(handover, by)
    messages = _messages(handover, side, by) if "thread" in decision.groups else []
    events = _events(handover)
    person, texts, *thread = access.open_records(
        decision, [handover.person, handover, *messages], by=by, about=f"handover:{handover.ref}",
        action="handover.read",
    )  # fmt: skip
    known = [handover.sender_person, handover.receiver_person, handover.owner_person]
    names = happened.names_of(events, known=known)
    page = {
        "ref": handover.ref, "state": state_badge("handover", handover.state), "urgency": handover.urgency,
        "name": person.text("given", "prefix", "surname"), "place": _place(handover, decision),
        "safety": safety.block(person.get("flags"), at=by.at) if "flags" in decision.groups else None,
        "clock": clock_of(handover), **why_of(handover), "case_ref": _case_ref(handover, by),
        "crisis_ref": _crisis_ref(handover, by),
        "card": _card(handover, texts), "so_far": _so_far(handover), "contact": _contact(person),
        "parts": _parts(texts),
        "agreements": texts.text("agreements"), "held_back": texts.text("held_back"),
        "thread": [_said(one) for one in thread],
        "accepted": handover.state in (*HANDOVER_ACCEPTED, "confirmed_outside"),
    }  # fmt: skip
    return HandoverRead(handover, decision, side, texts, events, names, page)


def _case_ref(handover: Handover, by: Acting) -> str:
    """The case, for whose team it is."""
    case = handover.case
    mine = case is not None and by.unit == case.owner_team_id and may_see(case, by).permit
    return str(case.ref) if case is not None and mine else ""


def _crisis_ref(handover: Handover, by: Acting) -> str:
    """The crisis, for whose team it is."""
    crisis = handover.crisis
    return str(crisis.ref) if crisis is not None and may_see(crisis, by).permit else ""


def _messages(handover: Handover, side: str, by: Acting) -> list[HandoverMessage]:
    found = HandoverMessage.objects.filter(handover=handover).select_related("by")
    if side == RECEIVER and handover.state not in HANDOVER_ACCEPTED:
        found = found.filter(what__in=BEFORE_A_YES)
    if by.role in DECIDERS:
        found = found.filter(what__in=DECIDED)
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
    receiver = handover.receiver_person.name if handover.receiver_person else receiver_word(handover)
    who = {SENDER: handover.sender_person.name, RECEIVER: receiver}
    moves = f" {_('or')} ".join(who[bank] for bank in turn(handover))
    if handover.state == "disputed":
        moves = two_who_decide()
    return clock_phrase(handover.clock.kind, handover.clock.due_at, who=moves)


def _place(handover: Handover, decision: Decision) -> str:
    """The postcode area and the gemeente: all the place a card gives. Who only decides knows the gemeente alone."""
    gemeente, area = gemeente_word(handover.gemeente), handover.person.pc4
    return f"{area}, {gemeente}" if area and "card" in decision.groups else gemeente


def _card(handover: Handover, texts: Opened) -> list[dict[str, str]]:
    facts = [
        (_("Receiver"), texts.text("outside_receiver")),
        (_("Accepted there by"), texts.text("outside_acceptor")),
        (_("Heard"), _heard(handover) if texts.text("outside_acceptor") else ""),
        (_("Asked of the receiver"), texts.text("requested_action")),
        (_("Told with the client's consent"), texts.text("card_text") if handover.consent == "yes" else ""),
        (_("Ground for sharing"), str(ground_word(handover.ground))),
        (_("Agreed by the client"), word("consent", handover.consent)),
    ]
    return [{"label": label, "value": value, "note": ""} for label, value in facts if value]


def _heard(handover: Handover) -> str:
    """How and when a receiver without a login said yes."""
    on = handover.outside_accepted_on
    return f"{word('accepted by', handover.outside_channel)}, {day_word(on) if on else ''}"


def _so_far(handover: Handover) -> list[dict[str, str]]:
    """What both sides count: what is missing, the promised start, contacts together, and whether it came back."""
    agreed = handover.after_contacts_agreed
    teller = word("told by", handover.told_by) if handover.offered_at and not handover.outside_kind else ""
    facts = [
        (
            _("Sharing"),
            _("stopped: the person says no. The receiver cannot open the package any more.")
            if handover.sharing_stopped
            else "",
        ),
        (_("Tells the person"), teller if handover.case and handover.case.informed != TOLD else ""),
        (_("Parts that are missing"), ", ".join(word("checklist", part) for part in handover.missing_parts)),
        (
            _("Promised start"),
            _start(handover) if handover.state == "waiting_list" and handover.start_date else "",
        ),
        (_("Contacts together"), str(handover.joint_contacts or "")),
        (
            _("Contacts of the sender afterwards"),
            _("%(had)d of %(agreed)d agreed") % {"had": handover.after_contacts, "agreed": agreed}
            if agreed or handover.after_contacts
            else "",
        ),
        (_("Came back"), _("within eight weeks") if handover.recycled_at else str(handover.times_back or "")),
    ]
    return [{"label": label, "value": value, "note": ""} for label, value in facts if value]


def _start(handover: Handover) -> str:
    """The day, the colleague to call, and that it cannot move any more."""
    contact = handover.receiver_person.name if handover.receiver_person else ""
    said = {"day": day_word(handover.start_date), "contact": contact}
    if handover.start_moved:
        return _("%(day)s, with %(contact)s; it moved once already") % said
    return _("%(day)s, with %(contact)s") % said


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
    icons = {
        "question": "question",
        "answer": "pen",
        "returned": "back",
        "bridge": "bridge",
        "dispute": "people",
        "ruling": "check",
        "decision": "check",
        "start_moved": "clock",
        "passed_on": "share",
        "joint_contact": "together",
        "after_contact": "person",
    }
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
    own["card_text"] = texts.text("card_text")
    return own | {f"part_{part}": str(package.get(part) or "") for part, _label in PARTS}
