"""What does the page of a case show? Safety, who is responsible, what happened; the content only to its owner.

The page costs the same at ten lines and at a thousand: the timeline is read in parts, newest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import access
from casework.access import Opened
from casework.directory.current import pack
from casework.models import Account, Case, ContactAttempt, Handover
from casework.reading import happened, safety
from casework.reading.care_words import term_word, word
from casework.reading.moving import clock_phrase
from casework.reading.words import duty_word, gemeente_word, state_badge, team_word
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.ledger.record import ChangeEvent
from workflows.calendars import local_date
from workflows.roles import Role

PAGE = 30
HAVE_A_LINE = ("case.reassign", "case.close", "case.reopen")
WHOLE = Case.objects.select_related("clock", "owner_person", "owner_team", "person", "melding")
LINE_ICONS = {"attempt": "clock", "contact": "check", "note": "pen", "record_refusal": "cross", "call_mdo": "people",
              "pause": "pause", "resume": "arrow", "record_death": "info", "record_move": "home", "close": "check",
              "escalate": "danger", "set_goal": "sun"}  # fmt: skip


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
    handovers = list(Handover.objects.filter(case=case).order_by("-created_at")[:20])
    refs = [case.ref, *(handover.ref for handover in handovers)]
    events = happened.events_of(refs, limit=PAGE + 1, before=mark, but=HAVE_A_LINE if content else ())
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
        "safety": safety.block(person.get("flags"), at=by.at, asked_at=case.melding.decided_at)
        if "flags" in decision.groups else None,
        "facts": _facts(person, own, melding) if content else [],
        "concern": melding.text("narrative"),
        "events": [shown for _, shown in timeline[:PAGE]],
        "older": _older(timeline), "newer": bool(mark),
        "owner": _owner(case), "clock": clock_of(case), "why": why_of(case),
        "people": _people(handovers),
    }  # fmt: skip
    return CaseRead(case, decision, handovers, page)


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
    ]
    return [{"label": label, "value": value, "call": label == _("Phone")} for label, value in facts if value]


def birthdate_word(stored: str) -> str:
    """An ISO date as people say it; a year alone stays a year."""
    try:
        return date_format(date.fromisoformat(stored), "j F Y")
    except ValueError:
        return stored


def _owner(case: Case) -> dict[str, Any]:
    """Who is responsible now: the person, or the duty of the team with its number."""
    if case.owner_person is not None:
        return {
            "name": case.owner_person.name,
            "team": team_word(case.owner_team_id),
            "since": None,
            "phone": "",
        }
    return {"name": duty_word(case.owner_team_id), "team": "", "since": None, "phone": case.owner_team.phone}


def clock_of(case: Case) -> dict[str, Any] | None:
    """What happens next, by whom and before when; None when the case is closed."""
    if case.clock is None:
        return None
    return clock_phrase(case.clock.kind, case.clock.due_at, who=_owner(case)["name"])


def why_of(item: Any) -> dict[str, str]:
    """Which agreement sets the running term of this item, in one line."""
    if item.clock is None:
        return {"why": ""}
    rule = pack().region.clocks.term_for(
        item.clock.kind, urgency=item.clock_urgency(), origin=item.clock_origin(),
        on_date=local_date(item.clock.started_at),
    )  # fmt: skip
    said = {"term": term_word(rule.term), "urgency": item.clock_urgency()}
    return {"why": _("the region agreed on %(term)s for this step at %(urgency)s.") % said}


def _people(handovers: list[Handover]) -> list[dict[str, str]]:
    """The receiving team of a handover that runs."""
    running = [h for h in handovers if h.receiver_team_id and not h.state_info.final and h.state != "draft"]
    return [{"name": team_word(str(h.receiver_team_id)), "role": state_badge("handover", h.state)["label"],
             "team": "", "phone": ""} for h in running]  # fmt: skip


def coordinators(team: str) -> list[tuple[str, str]]:
    """Username and name of the care coordinators of a team, with how many cases each has now. One statement."""
    mine = Case.unfinished().filter(owner_person=OuterRef("pk")).order_by().values("owner_person")
    count = Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
    found = Account.objects.filter(team_id=team, role=Role.CARE_COORDINATOR, is_active=True).annotate(
        load=count
    )
    return [(account.username, _load(account)) for account in found.order_by("load", "name")]


def _load(account: Any) -> str:
    cases = ngettext("%(count)d open case", "%(count)d open cases", account.load) % {"count": account.load}
    return f"{account.name}, {cases}"
