"""What does the crisis team see of a crisis? The ring of 24 hours, who goes, the sheet, the plan and what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.access import Opened
from casework.dangers import files_of
from casework.models import Account, BridgingPlan, Crisis, CrisisLine, Escalation, Handover, Triage
from casework.policy import may_see
from casework.reading import safety
from casework.reading.care_words import word
from casework.reading.case_words import why_of
from casework.reading.crisis_plan import plan_page
from casework.reading.crisis_words import question_word
from casework.reading.melding import path_of
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.words import gemeente_word, state_badge
from privacy.context import Acting
from privacy.decisions import Decision
from workflows.crisis import SHEET

WHOLE = Crisis.objects.select_related(
    "clock", "owner_person__deputy", "owner_team", "companion", "person", "melding", "signed_by"
)
MOST = 200
"""Lines of the log that are read."""

DAY = timedelta(hours=24)
ICONS = {"visit": "home", "phone": "phone", "note": "pen", "accept": "check", "take_over": "people", "arrive": "home",
         "stabilise": "check", "call_service": "share", "settle_plan": "bridge", "prepare_handover": "share",
         "find_none": "back", "end_elsewhere": "share", "close": "cross"}  # fmt: skip


@dataclass(frozen=True)
class CrisisRead:
    """A crisis that may be seen, what may be seen of it, the newest plan, and the context of its page.

    asked: question of the sheet -> {answer, seen}. crew: account -> username of the colleagues in the newest plan.
    """

    crisis: Crisis
    decision: Decision
    plan: BridgingPlan | None
    texts: Opened | None
    asked: dict[str, dict[str, str]]
    crew: dict[str, str]
    page: dict[str, Any]


def read(ref: str, *, by: Acting) -> CrisisRead:
    """The page of one crisis. Raises NotYours, TraceUnavailable."""
    crisis, decision = access.find(WHOLE, ref, by=by, action="crisis.read")
    triage = (
        Triage.objects.filter(melding_id=crisis.melding_id).first() if "triage" in decision.groups else None
    )
    reads_all = "bridging_plan" in decision.groups
    plans = (
        list(crisis.plans.select_related("receiver_team", "first_signer", "second_signer"))
        if reads_all
        else []
    )
    lines = list(crisis.lines.select_related("by")[:MOST]) if reads_all else []
    records = [one for one in (crisis.person, crisis, triage, *plans, *lines) if one is not None]
    opened = access.open_records(decision, records, by=by, about=f"crisis:{ref}", action="crisis.read")
    of: dict[Any, Opened] = {one.record: one for one in opened}
    person, own = of[crisis.person], of[crisis]
    plan = plans[-1] if plans else None
    page = {
        "ref": crisis.ref, "name": person.text("given", "prefix", "surname"), "urgency": crisis.urgency,
        "state": state_badge("crisis", crisis.state), "gemeente": gemeente_word(crisis.gemeente),
        "safety": _safety(person, crisis, own, decision, by), "ring": ring(crisis, at=by.at),
        "facts": _facts(crisis, own, person), "summary": own.text("summary"), "sheet": sheet_of(own),
        "path": path_of(dict(of[triage].get("answers") or {}), at=by.at) if triage else [],
        "plan": plan_page(crisis, plan, of.get(plan), at=by.at) if plan else None,
        "settled": settled_of(crisis, plans, of, at=by.at),
        "beside": _beside(crisis) if reads_all else [], "handovers": _handovers(crisis, by),
        "events": [_line(one, of[one]) for one in lines],
        "owner": owner_card(crisis, by=by), "clock": clock_of(crisis), **why_of(crisis),
        "melding_url": _melding_url(crisis, by), "breached_at": crisis.breached_at,
        "open": not crisis.state_info.final,
    }  # fmt: skip
    return CrisisRead(
        crisis,
        decision,
        plan,
        of.get(plan),
        dict(own.get("sheet") or {}),
        crew_of(plan) if plan else {},
        page,
    )


def crew_of(plan: BridgingPlan) -> dict[str, str]:
    """Account -> username of the colleagues who stand in a plan."""
    ids = {block["account"] for block in plan.blocks if block["account"]}
    return (
        {str(pk): name for pk, name in Account.objects.filter(pk__in=ids).values_list("pk", "username")}
        if ids
        else {}
    )


def settled_of(
    crisis: Crisis, plans: list[BridgingPlan], of: dict[Any, Opened], *, at: datetime
) -> dict[str, Any] | None:
    """The plan in force, when a newer draft stands beside it."""
    settled = [plan for plan in plans if plan.settled_at is not None]
    if not settled or settled[-1] is plans[-1]:
        return None
    return plan_page(crisis, settled[-1], of.get(settled[-1]), at=at)


def ring(crisis: Crisis, *, at: datetime) -> dict[str, Any] | None:
    """The 24 hours as a ring: how much is over in per cent, and when it ends; None before anybody took it."""
    if crisis.day_from is None or crisis.day_ends is None:
        return None
    over = min(max((at - crisis.day_from) / DAY, 0), 1)
    return {
        "over": round(over * 100), "ends": crisis.day_ends, "begins": crisis.day_from, "late": at >= crisis.day_ends,
        "runs": crisis.clock is not None and crisis.clock.kind == "first_day",
    }  # fmt: skip


def sheet_of(own: Opened) -> list[dict[str, Any]]:
    """The five questions with what was answered, as facts."""
    sheet = dict(own.get("sheet") or {})
    answers = {"yes": _("Yes"), "no": _("No"), "onbekend": _("Unknown")}
    return [
        {"label": question_word(question), "note": str(said.get("seen") or ""),
         "value": answers.get(str(said.get("answer")), _("not asked yet"))}
        for question in SHEET
        for said in [dict(sheet.get(question) or {})]
    ]  # fmt: skip


def _safety(
    person: Opened, crisis: Crisis, own: Opened, decision: Decision, by: Acting
) -> dict[str, Any] | None:
    if "flags" not in decision.groups:
        return None
    sheet = dict(own.get("sheet") or {})
    others = [] if crisis.state_info.final else files_of(crisis.person)[1:]
    flags = list(person.get("flags") or ()) + safety.told_elsewhere(
        others, by=by, about=f"crisis:{crisis.ref}", action="crisis.read", relation=decision.relation
    )
    block = safety.block(flags, at=by.at, asked_at=crisis.arrived_at if sheet else None)
    if dict(sheet.get("weapons") or {}).get("answer") == "no":
        block["unknown"] = [word for word in block["unknown"] if word != str(safety.KINDS["weapon"][1])]
    return block


def _facts(crisis: Crisis, own: Opened, person: Opened) -> list[dict[str, Any]]:
    pair = [one.name for one in (crisis.owner_person, crisis.companion) if one is not None]
    address = f"{person.text('street', 'house_number')}, {person.text('postcode', 'woonplaats')}".strip(", ")
    facts = [
        (_("Who goes"), _(" and ").join(pair) if crisis.accepted_at else "", False),
        (_("Where the person is now"), own.text("where"), False),
        (_("In the gemeente"), gemeente_word(crisis.stays_gemeente) if crisis.stays_gemeente else "", False),
        (_("Home address"), address, False),
        (_("Phone"), person.text("phone"), True),
    ]
    return [
        {"label": label, "value": value, "note": "", "call": call} for label, value, call in facts if value
    ]


def _beside(crisis: Crisis) -> list[dict[str, Any]]:
    found = Escalation.objects.filter(crisis=crisis).select_related("clock").order_by("-created_at", "-pk")
    return [
        {"title": word("chain", one.chain), "url": reverse("escalation", args=[one.ref]),
         "state": state_badge("escalation", one.state), "due": one.clock.due_at if one.clock else None,
         "end": word("escalation result", one.result)}
        for one in found
    ]  # fmt: skip


def _handovers(crisis: Crisis, by: Acting) -> list[dict[str, Any]]:
    found = Handover.objects.filter(crisis=crisis).order_by("-created_at", "-pk")
    return [
        {
            "ref": one.ref,
            "url": reverse("handover", args=[one.ref]),
            "state": state_badge("handover", one.state),
            "open": not one.state_info.final,
        }
        for one in found
        if may_see(one, by).permit
    ]


def _line(line: CrisisLine, opened: Opened) -> dict[str, Any]:
    return {
        "at": line.at, "icon": ICONS.get(line.what, "pen"),
        "title": pgettext("crisis line", line.what.replace("_", " ")),
        "who": line.by.name, "text": opened.text("text"), "state": None, "url": None,
    }  # fmt: skip


def _melding_url(crisis: Crisis, by: Acting) -> str:
    return reverse("melding", args=[crisis.melding.ref]) if may_see(crisis.melding, by).permit else ""
