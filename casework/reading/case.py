"""What does the page of a case show? Safety, who is responsible, what happened; the content only to its owner.

The page costs the same at ten lines and at a thousand: the timeline is read in parts, newest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import access
from casework.access import Opened
from casework.dangers import files_of
from casework.models import Case, ContactAttempt, Handover
from casework.reading import happened, safety
from casework.reading.agreed import said_of
from casework.reading.around import around
from casework.reading.beside import beside_of
from casework.reading.care_words import word
from casework.reading.case_words import birthdate_word, date_word, why_of
from casework.reading.moving import clock_of
from casework.reading.nachtkaart import of_case
from casework.reading.owner import owner_card
from casework.reading.tried import tried_of
from casework.reading.words import gemeente_word, state_badge, team_word
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.ledger.record import ChangeEvent

PAGE = 30
HAVE_A_LINE = ("case.reassign", "case.close", "case.reopen")
TRYING = ("assigned", "contact_phase", "no_contact_mdo", "refuses")
"""The states in which it matters how somebody was tried to be reached."""
WHOLE = Case.objects.select_related(
    "clock", "card_clock", "owner_person", "owner_person__deputy", "owner_team", "person", "melding"
)
LINE_ICONS = {"attempt": "clock", "contact": "check", "note": "pen", "record_refusal": "cross", "call_mdo": "people",
              "pause": "pause", "resume": "arrow", "record_death": "info", "record_move": "home", "close": "check",
              "escalate": "danger", "hold_off": "pause", "set_goal": "sun", "review_goal": "sun",
              "look_at_pause": "pause"}  # fmt: skip


@dataclass(frozen=True)
class CaseRead:
    """A case, the running or drafted handovers, and everything the page shows of them."""

    case: Case
    decision: Decision
    handovers: list[Handover]
    page: dict[str, Any]

    @property
    def content(self) -> bool:
        """May this reader see what was tried and said?"""
        return "contact_log" in self.decision.groups


def read(ref: str, *, by: Acting, before: str | None = None) -> CaseRead:
    """The page of one case. `before`: from where the older part of the timeline begins. Raises NotYours."""
    case, decision = access.find(WHOLE, ref, by=by, action="case.read")
    mark = happened.mark_from(before)
    content = "contact_log" in decision.groups
    lines = _lines(case, mark) if content else []
    beside = around(case, content=content)
    handovers = beside.handovers
    refs = [case.ref, *beside.refs]
    events = happened.events_of(
        refs, limit=PAGE + 1, before=mark, but=HAVE_A_LINE if content else (), of_case=case.pk
    )
    person, own, melding, *opened = access.open_records(
        decision,
        [case.person, case, case.melding, *lines],
        by=by,
        about=f"case:{case.ref}",
        action="case.read",
    )
    names = happened.names_of(events, known=[case.owner_person, *(line.by for line in lines)])
    timeline = _timeline(opened, events, names)
    page = {
        "ref": case.ref, "state": state_badge("case", case.state), "urgency": case.urgency,
        "name": person.text("given", "prefix", "surname"), "open": not case.state_info.final,
        "gemeente": gemeente_word(case.gemeente),
        "safety": safety.block(_flags(case, person, decision, tied=beside.tied, by=by), at=by.at,
                               asked_at=case.melding.decided_at)
        if "flags" in decision.groups else None,
        "facts": _facts(person, own, melding) if content else [],
        "concern": melding.text("narrative"),
        "events": [shown for _, shown in timeline[:PAGE]],
        "older": _older(timeline), "newer": bool(mark),
        "owner": owner_card(case, by=by), "clock": clock_of(case),
        "why": why_of(case),
        "people": _people(handovers),
        "beside": beside_of(beside.beside),
        "tried": tried_of(beside.tried) if content and case.state in TRYING else None,
        "said": said_of(beside.said),
        "card_of_night": of_case(case, beside, at=by.at) if content else None,
        "content": content,
    }  # fmt: skip
    return CaseRead(case, decision, handovers, page)


def _flags(case: Case, person: Opened, decision: Decision, *, tied: bool, by: Acting) -> list[Any]:
    """The safety flags of this file, and those of files that colleagues tied to it, without their words."""
    others = files_of(case.person)[1:] if tied and not case.state_info.final else []
    return list(person.get("flags") or ()) + safety.told_elsewhere(
        others, by=by, about=f"case:{case.ref}", action="case.read", relation=decision.relation
    )


def _lines(case: Case, mark: happened.Mark | None) -> list[ContactAttempt]:
    found = ContactAttempt.objects.filter(case=case).select_related("by")
    return list(happened.older(found, mark, "id").order_by("-at", "-id")[: PAGE + 1])


def _timeline(
    lines: Sequence[Opened], events: Sequence[ChangeEvent], names: dict[str, str]
) -> list[tuple[happened.Mark, dict[str, Any]]]:
    """Lines and events together, newest first, each with its place."""
    told: list[tuple[happened.Mark, dict[str, Any]]] = []
    for one in lines:
        attempt: Any = one.record
        told.append(((attempt.at, attempt.pk), _line(attempt, one.text("text"))))
    told += [((event.at, event.event_id), happened.line(event, names)) for event in events]
    return sorted(told, key=lambda pair: pair[0], reverse=True)


def _line(attempt: ContactAttempt, text: str) -> dict[str, Any]:
    title, state = word("case line", attempt.what), None
    if attempt.what == "attempt":
        title = capfirst(f"{word('channel', attempt.channel)}, {word('daypart', attempt.daypart)}")
        reached = {"label": _("reached"), "tone": "done"}
        state = reached if attempt.reached else {"label": _("not reached"), "tone": "wait"}
    who = attempt.by.name
    if attempt.minutes:
        minutes = ngettext("%(count)d minute", "%(count)d minutes", attempt.minutes) % {
            "count": attempt.minutes
        }
        who = f"{who}, {minutes}"
    return {"at": attempt.at, "icon": LINE_ICONS.get(attempt.what, "pen"), "title": title, "who": who,
            "text": text, "state": state, "url": None}  # fmt: skip


def _older(timeline: list[tuple[happened.Mark, dict[str, Any]]]) -> str | None:
    """The address of the next older part, or None."""
    if len(timeline) <= PAGE:
        return None
    return "?" + urlencode({"voor": happened.mark_of(*timeline[PAGE - 1][0])})


def _facts(person: Opened, own: Opened, melding: Opened) -> list[dict[str, Any]]:
    facts = [
        (
            _("Address"),
            f"{person.text('street', 'house_number')}\n{person.text('postcode', 'woonplaats')}".strip(),
        ),
        (_("Phone"), person.text("phone")),
        (_("Date of birth"), birthdate_word(person.text("birthdate"))),
        (_("Where"), melding.text("location")),
        (_("Goal, in own words"), own.text("goal")),
        (_("Independent client supporter offered"), word("supporter", str(vars(own.record)["supporter"]))),
        (_("Expected back about"), date_word(vars(own.record)["expected_end"])),
    ]
    return [{"label": label, "value": value, "call": label == _("Phone")} for label, value in facts if value]


def _people(handovers: list[Handover]) -> list[dict[str, str]]:
    """The receiving team of a handover that runs."""
    running = [h for h in handovers if h.receiver_team_id and not h.state_info.final and h.state != "draft"]
    return [{"name": team_word(str(h.receiver_team_id)), "role": state_badge("handover", h.state)["label"],
             "team": "", "phone": ""} for h in running]  # fmt: skip
