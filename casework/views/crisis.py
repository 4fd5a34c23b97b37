"""What does the crisis team see and do with a crisis? Its page, its plan on paper, and one form per step."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.bridging import kept_blocks
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.crisis import FORMS
from casework.forms.crisis.planning import WritePlan
from casework.forms.crisis.staying import FillSheet
from casework.models import Crisis, Handover
from casework.reading import crisis as reading
from casework.reading.nachtkaart import url_for as card_url
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.bridging import COLLEAGUE, DUTY, TEXTS
from workflows.crisis import SHEET
from workflows.crisis_states import FIRST_DAY

AT_ONCE = ("set_out", "fill_holes", "sign_plan", "stabilise")
"""Steps that ask nothing: one press."""

FIRST = {
    "announced": "accept", "accepted": "set_out", "on_the_way": "arrive", "on_site": "fill_sheet",
    "stabilising": "write_plan", "unbridged": "write_plan", "bridging": "prepare_handover",
}  # fmt: skip
"""State -> the step that brings it further."""

LAST = ("take_over", "find_none", "settle_by_phone", "end_elsewhere", "close")
"""Steps that stand at the end."""


@reads("crisis.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one crisis."""
    by = acting_at(request)
    found = reading.read(ref, by=by)
    return show(
        request, "casework/crisis_detail.html", live_ref=ref, card=_card(found, request),
        card_url=card_url(found.crisis, by), **found.page,
    )  # fmt: skip


@reads("crisis.read")
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan in force as the client gets it, on paper. Without one, or a draft alone: nothing to give."""
    found = reading.read(ref, by=acting_at(request))
    given = found.page["settled"] or found.page["plan"]
    if given is None or given["settled_at"] is None:
        raise NotYours
    return show(request, "casework/crisis_plan.html", **(found.page | {"plan": given}))


def _card(found: reading.CrisisRead, request: HttpRequest) -> dict[str, Any]:
    """The context of parts/side_card.html: the main step first, the ways out last."""
    crisis, by = found.crisis, acting_at(request)
    names = [
        step.name
        for step in crisis.possible_steps(by.role)
        if step.name in FORMS and _is_for(found, step.name, by)
    ]
    first = _first(found, names)
    rest = sorted((name for name in names if name != first), key=lambda name: name in LAST)
    return {
        "owner": found.page["owner"], "clock": found.page["clock"], "why": found.page["why"],
        "next": _action(crisis, first) if first else None, "others": [_action(crisis, name) for name in rest],
    }  # fmt: skip


def _first(found: reading.CrisisRead, names: list[str]) -> str | None:
    signed = "settle_plan" if found.crisis.signed_by_id else "sign_plan"
    ready = found.plan is not None and found.plan.settled_at is None and not found.page["plan"]["holes"]
    if ready and signed in names and found.plan is not None and found.plan.receiver_team_id:
        return signed
    if "stabilise" in names:
        return "stabilise"
    wanted = FIRST.get(str(found.crisis.state))
    return wanted if wanted in names else None


def _answered(found: reading.CrisisRead, question: str) -> bool:
    return question in found.asked


def _is_for(found: reading.CrisisRead, name: str, by: Acting) -> bool:
    """Would this step, possible in the state, be refused whatever is filled in? Then no button leads to it."""
    draft = found.plan is not None and found.plan.settled_at is None
    needs_draft = {"fill_holes": draft and bool(found.page["plan"] and found.page["plan"]["holes"]),
                   "sign_plan": draft and found.crisis.signed_by_id is None and not found.page["plan"]["holes"],
                   "settle_plan": draft and str(found.crisis.signed_by_id or by.actor) != by.actor}  # fmt: skip
    if name == "take_over":
        return str(found.crisis.owner_person_id) != by.actor
    if name == "stabilise":
        return all(_answered(found, question) for question in SHEET)
    if name == "prepare_handover":
        return not any(one["open"] for one in found.page["handovers"])
    return needs_draft.get(name, True)


def _action(crisis: Crisis, name: str) -> dict[str, Any]:
    form, at_once = FORMS[name], name in AT_ONCE
    return {
        "label": form.submit if at_once else form.title, "url": reverse("crisis-step", args=[crisis.ref, name]),
        "method": "post" if at_once else "get", "fields": [("seen_version", crisis.version)],
    }  # fmt: skip


@reads("crisis.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    by, about, more = acting_at(request), None, {}
    if request.method != "POST":
        found = reading.read(ref, by=by)
        about = found.crisis
        about.require(about.steps()[step], role=by.role)
        more = _begins_with(found, form_class)
    back = reverse("crisis", args=[ref])
    return take_step(
        request, form_class=form_class, arguments={"crisis_ref": ref}, about=about, back=back,
        after=partial(_after, step, back), on_conflict=partial(_on_conflict, ref=ref, step=step), form_kwargs=more,
        show_form=partial(_plan_form, ref=ref, about=about) if form_class is WritePlan else None,
        may_see=lambda: access.find(reading.WHOLE, ref, by=by, action="crisis.read"), quiet=step in AT_ONCE,
    )  # fmt: skip


def _begins_with(found: reading.CrisisRead, form_class: type[ActionForm]) -> dict[str, Any]:
    """What the form starts with: what was kept, and the version that was seen."""
    crisis = found.crisis
    initial: dict[str, Any] = {"seen_version": crisis.version, "what": "note",
                               "stays_gemeente": crisis.stays_gemeente or crisis.gemeente}  # fmt: skip
    if form_class is FillSheet:
        for question, said in found.asked.items():
            initial |= {question: said.get("answer"), f"seen_{question}": said.get("seen")}
        initial["summary"] = found.page["summary"]
    if form_class is WritePlan and found.plan is not None:
        holes, rows = [row for row in found.page["plan"]["rows"] if row["hole"]], len(found.plan.blocks)
        if holes:
            initial[f"begins_{rows}"] = timezone.localtime(holes[0]["begins"])
        return {"initial": initial | _kept(found), "rows": rows, "covers": found.page["plan"]}
    if form_class is WritePlan:
        begins = crisis.day_ends if crisis.state in FIRST_DAY else None
        return {"initial": initial | ({"begins_0": timezone.localtime(begins)} if begins else {})}
    return {"initial": initial}


def _kept(found: reading.CrisisRead) -> dict[str, Any]:
    """The newest plan in the names of its form."""
    plan, opened = found.plan, found.texts
    if plan is None:
        return {}
    texts, names = (dict((opened.get(name) if opened else None) or {}) for name in ("texts", "names"))
    kept: dict[str, Any] = {"receiver_team": plan.receiver_team_id or ""} | {
        name: texts.get(name, "") for name in TEXTS
    }
    for number, block in enumerate(kept_blocks(plan)):
        named = dict(names.get(str(number)) or {})
        who = {DUTY: f"{DUTY}:{block.team}", COLLEAGUE: f"{COLLEAGUE}:{found.crew.get(block.account, '')}"}
        kept |= {
            f"begins_{number}": timezone.localtime(block.begins), f"ends_{number}": timezone.localtime(block.ends),
            f"who_{number}": who.get(block.who, block.who), f"name_{number}": named.get("name", ""),
            f"phone_{number}": named.get("phone", ""),
        }  # fmt: skip
    return kept


def _plan_form(
    request: HttpRequest, form: ActionForm, status: int, *, ref: str, about: Crisis | None
) -> HttpResponse:
    """The plan has a page of its own: each block in one frame."""
    return show(
        request, "casework/crisis_plan_form.html", status=status, form=form, ref=ref, here_ref=ref, about=about,
        cancel_url=reverse("crisis", args=[ref]),
    )  # fmt: skip


def _after(step: str, back: str, done: Any) -> str:
    """Where one goes on: a new handover has a page of its own."""
    return reverse("handover", args=[done.ref]) if isinstance(done, Handover) else back


def _on_conflict(
    request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile, *, ref: str, step: str
) -> HttpResponse:
    """A colleague was first: the state it is in now, beside one's own words."""
    record, _decision = access.find(reading.WHOLE, ref, by=acting_at(request), action="crisis.read")
    return show_overtaken(
        request, form, record=record, step=step, back=reverse("crisis", args=[ref]), theirs=None
    )
