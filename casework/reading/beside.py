"""What runs beside a case, and what does the page of one such thing show? Codes for who may only know that it runs."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casework import access
from casework.directory.current import pack
from casework.models import Escalation, PartnerTask
from casework.policy import may_see
from casework.reading import happened, safety
from casework.reading.care_words import word
from casework.reading.case_words import birthdate_word, why_of
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.words import gemeente_word, state_badge, team_word
from privacy.context import Acting
from workflows.roles import Role

ESCALATIONS = Escalation.objects.select_related(
    "clock", "owner_person", "owner_team", "person", "case", "crisis"
)
TASKS = PartnerTask.objects.select_related(
    "clock", "owner_person", "owner_team", "person", "case", "sender_person", "sender_team", "receiver_team"
)
MOST = 20


@dataclass(frozen=True)
class BesideRead:
    """One thing beside a case that may be seen, and the context of its page."""

    record: Any
    page: dict[str, Any]


def partners() -> list[tuple[str, str]]:
    """Id and name of every team that works with us as a partner."""
    found = [team for team in pack().region.teams.values() if Role.PARTNER in team.roles]
    return sorted(((team.id, team.canonical) for team in found), key=lambda pair: pair[1])


def beside_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What others do or did in a case, as lines of its page. rows: of casework.reading.around."""
    return [_row(row) for row in rows]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    lies_elsewhere = row["noun"] == "escalation"
    return {
        "title": word("chain", row["who"]) if lies_elsewhere else team_word(row["who"]),
        "url": reverse(row["noun"], args=[row["code"]]), "state": state_badge(row["noun"], row["stage"]),
        "due": row["due"],
        "end": word("escalation result" if lies_elsewhere else "task reason", row["ending"]),
    }  # fmt: skip


def escalation(ref: str, *, by: Acting) -> BesideRead:
    """The page of what lies with another service. Raises NotYours, TraceUnavailable."""
    found, decision = access.find(ESCALATIONS, ref, by=by, action="escalation.read")
    person, own = access.open_records(
        decision, [found.person, found], by=by, about=_about(found), action="escalation.read"
    )
    facts = [
        (_("With whom"), own.text("acceptor")),
        (_("Since"), f"{found.asked_on:%d-%m-%Y}"),
        (_("What was said last"), own.text("note")),
        (_("What came of it"), word("escalation result", found.result)),
    ]
    title = word("chain", found.chain)
    return _read(found, by, name=person.text("given", "prefix", "surname"), title=title, facts=facts)


def _about(found: Escalation) -> str:
    """What the access row names: the case or the crisis it is beside."""
    return f"crisis:{found.crisis.ref}" if found.crisis else f"case:{found.case.ref if found.case else ''}"


def task(ref: str, *, by: Acting) -> BesideRead:
    """The page of a task: for a partner only what is asked and, once taken on, what was released."""
    found, decision = access.find(TASKS, ref, by=by, action="task.read")
    person, own = access.open_records(
        decision, [found.person, found], by=by, about=f"task:{found.ref}", action="task.read"
    )
    package: dict[str, Any] = dict(own.get("package") or {})
    flags = package.pop("flags", ())
    facts = [
        (_("What is asked"), own.text("ask")),
        *((capfirst(word("released", name)), _said(name, text)) for name, text in package.items()),
        (_("Asked by"), f"{found.sender_person.name}, {found.sender_team.phone}"),
        (_("Asked of"), team_word(str(found.receiver_team_id))),
        (_("Time spent, in minutes"), str(found.minutes or "")),
        (_("Given back because"), word("task reason", found.reason)),
        (_("What came of it"), own.text("result")),
    ]
    read = _read(found, by, name=person.text("given", "prefix", "surname"), title=_("Task"), facts=facts)
    if "package" in decision.groups and "flags" in found.released:
        read.page["safety"] = safety.block(flags, at=by.at, asked_at=found.created_at)
    return read


def _crisis_url(record: Any, by: Acting) -> str:
    crisis = getattr(record, "crisis", None)
    return reverse("crisis", args=[crisis.ref]) if crisis is not None and may_see(crisis, by).permit else ""


def _said(name: str, text: str) -> str:
    return birthdate_word(text) if name == "birthdate" else text


def _read(record: Any, by: Acting, *, name: str, title: str, facts: list[tuple[str, str]]) -> BesideRead:
    events = happened.events_of([record.ref], limit=MOST)
    names = happened.names_of(events, known=[record.owner_person])
    page = {
        "ref": record.ref, "name": name, "title": title, "state": state_badge(record.kind(), record.state),
        "gemeente": gemeente_word(record.gemeente), "urgency": record.urgency, "safety": None,
        "facts": [
            {"label": label, "value": value, "call": label == capfirst(word("released", "phone"))}
            for label, value in facts
            if value
        ],
        "owner": owner_card(record, by=by), "clock": clock_of(record), "why": why_of(record)["why"],
        "events": [happened.line(event, names) for event in events],
        "case_url": reverse("case", args=[record.case.ref]) if record.case and may_see(record.case, by).permit else "",
        "crisis_url": _crisis_url(record, by),
    }  # fmt: skip
    return BesideRead(record, page)
