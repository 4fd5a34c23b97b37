"""What do we see and do with what runs beside a case? One page and one form per step, for both kinds."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.beside import ESCALATION, TASK
from casework.reading import beside as reading
from casework.reading.care_words import daypart_of
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step

FIRST = ("name_acceptor", "accept", "log_contact", "end")
"""The main step of the page."""


@reads("escalation.read")
def escalation(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of what lies with another service."""
    return _page(request, reading.escalation(ref, by=acting_at(request)), ESCALATION)


@reads("task.read")
def task(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of a task, for who asked and for who does it."""
    return _page(request, reading.task(ref, by=acting_at(request)), TASK)


@reads("escalation.read")
@declares(*(form.action for form in ESCALATION.values()))
def escalation_step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    return _step(request, ref, step, forms=ESCALATION, items=reading.ESCALATIONS, noun="escalation")


@reads("task.read")
@declares(*(form.action for form in TASK.values()))
def task_step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    return _step(request, ref, step, forms=TASK, items=reading.TASKS, noun="task")


def _page(
    request: HttpRequest, found: reading.BesideRead, forms: dict[str, type[ActionForm]]
) -> HttpResponse:
    noun, by = found.record.kind(), acting_at(request)
    steps = {
        step.name: {
            "label": forms[step.name].title, "url": reverse(f"{noun}-step", args=[found.record.ref, step.name]),
            "method": "get", "fields": [],
        }
        for step in found.record.possible_steps(by.role)
        if step.name in forms
    }  # fmt: skip
    first = next((steps.pop(name) for name in FIRST if name in steps), None)
    page = found.page
    card = {"owner": page["owner"], "clock": page["clock"], "why": page["why"], "next": first,
            "others": list(steps.values())}  # fmt: skip
    return show(request, "casework/beside_detail.html", live_ref=found.record.ref, card=card, **page)


def _step(
    request: HttpRequest, ref: str, step: str, *, forms: dict[str, type[ActionForm]], items: Any, noun: str
) -> HttpResponse:
    if step not in forms:
        raise NotYours
    by, about, more = acting_at(request), None, {}
    if request.method != "POST":
        about, _decision = access.find(items, ref, by=by, action=f"{noun}.read")
        about.require(about.steps()[step], role=by.role)
        # A partner takes a task in person; of another service somebody there is named, and that is never the reader.
        own = {"acceptor": request.user.get_username()} if noun == "task" else {}
        first = {"daypart": daypart_of(timezone.localtime(by.at).hour)} | own
        more = {"initial": first | {"seen_version": about.version}}
    return take_step(
        request, form_class=forms[step], arguments={f"{noun}_ref": ref}, about=about,
        on_conflict=partial(_on_conflict, items=items, noun=noun, ref=ref, step=step),
        back=reverse(noun, args=[ref]), form_kwargs=more,
        may_see=lambda: access.find(items, ref, by=by, action=f"{noun}.read"),
    )  # fmt: skip


def _on_conflict(
    request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile, *, items: Any, noun: str, ref: str, step: str
) -> HttpResponse:  # fmt: skip
    """A colleague was first: the state it is in now, beside one's own words."""
    record, _decision = access.find(items, ref, by=acting_at(request), action=f"{noun}.read")
    return show_overtaken(
        request, form, record=record, step=step, back=reverse(noun, args=[ref]), theirs=None
    )
