"""What happened with a melding and its triage? Change events in words, newest first; never what was written."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext, pgettext

from casework.models import Account, Melding
from casework.reading.happened import by_whom, names_of
from casework.reading.words import state_badge
from privacy.ledger.record import ChangeEvent

LINES = 60
WALKING = ("triage.answer_safety", "triage.identify", "triage.answer", "triage.propose", "triage.reconsider",
           "triage.resume")  # fmt: skip
"""Acts of one walk through the questions: together one line, to be opened."""
RING = "clock.ring"
CALL = "disclosure.call"
ICONS = {
    "melding.receive": "inbox", "melding.leave_draft": "late", "melding.take_draft": "person",
    "melding.drop_draft": "cross", "melding.give_advice": "info",
    "melding.claim": "person", "melding.take_crisis": "danger", "melding.screen": "eye", "melding.release": "back",
    "melding.ask_information": "question", "melding.resume_triage": "arrow", "melding.link": "people",
    "melding.unlink": "back", "melding.read": "eye",
    "melding.add_to_case": "plus", "melding.accept": "check", "melding.return_to_triage": "back",
    "melding.refer_out_of_area": "share", "melding.mark_insufficient": "minus", "melding.take_up_again": "arrow",
    "melding.not_take_up": "cross", "melding.give_feedback": "phone", "melding.close": "check",
    "melding.reopen": "back", "melding.decide_gemeente": "check", "melding.seek_gemeente": "question",
    "melding.dispute_gemeente": "people", "melding.agree_gemeente": "check", "melding.propose_gemeente": "pen",
    "melding.sign_gemeente": "check", "melding.rule_gemeente": "check", "melding.reassign": "person",
    "triage.answer_safety": "danger", "triage.identify": "person", "triage.answer": "pen",
    "triage.propose": "why", "triage.reconsider": "back", "triage.settle": "check", "triage.ask_second": "people",
    "triage.agree": "check", "triage.disagree": "cross", "triage.keep_higher": "late", "triage.revise": "plus",
    "triage.resume": "arrow", RING: "late", CALL: "phone",
}  # fmt: skip
"""The drawing of each act."""


def past_of(melding: Melding, *, known: tuple[Account | None, ...] = ()) -> list[dict[str, Any]]:
    """The newest lines for parts/timeline.html. Two statements, one when everybody in it is known."""
    about = Q(about_kind="melding", about_ref=melding.ref)
    triage = getattr(melding, "triage", None)
    if triage is not None:
        about |= Q(about_kind="triage", about_ref=triage.ref)
    # Every few seconds of typing leaves an event; that somebody typed is told by what came out of it.
    worth = ChangeEvent.objects.filter(about).exclude(action="melding.save_draft")
    events = list(worth.order_by("-id")[:LINES])
    names = names_of(events, known=known)
    # What the triage does along with an act on the melding is no act of its own.
    own = [
        event
        for event in events
        if event.about_kind == event.action.partition(".")[0] or event.action in (RING, CALL)
    ]
    lines: list[dict[str, Any]] = []
    for event in own:
        line = _line(event, names)
        same = lines and not line["state"] and not lines[-1]["state"] and lines[-1]["key"] == line["key"]
        if same:
            lines[-1]["moments"].add(event.at)
            lines[-1]["text"] = times_word(len(lines[-1]["moments"]))
        else:
            lines.append(line)
    return _folded(lines)


def _folded(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same lines, with the answers that one person gave one after the other folded into one."""
    folded: list[dict[str, Any]] = []
    for line in lines:
        walker = line["key"][1] if line["key"][0] in WALKING else None
        last = folded[-1] if folded else None
        if walker is None or last is None or last.get("walker") != walker:
            folded.append(line | {"walker": walker, "within": [line]})
            continue
        last["within"].append(line)
        last["title"], last["icon"], last["text"] = gettext("Went through the questions"), "pen", ""
    return [line | {"within": line["within"] if len(line["within"]) > 1 else []} for line in folded]


def times_word(count: int) -> str:
    """How often in a row the same was done; the moment beside it is the last one. Once needs no words."""
    return ngettext("%(count)d time", "%(count)d times", count) % {"count": count} if count > 1 else ""


def _line(event: ChangeEvent, names: dict[str, str]) -> dict[str, Any]:
    moved = event.to_state and event.to_state != event.from_state
    return {
        "at": event.at, "icon": ICONS.get(event.action, "pen"), "title": act_word(event.action),
        "who": by_whom(event, names), "text": "", "url": None,
        "state": state_badge(event.about_kind, event.to_state) if moved else None,
        "key": (event.action, event.actor), "moments": {event.at},
    }  # fmt: skip


def act_word(action: str) -> str:
    """What was done, as a short sentence."""
    return (
        pgettext("act", action.replace("_", " ").replace(".", " ")) if action in ICONS else gettext("Changed")
    )
