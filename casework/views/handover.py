"""What do sender and receiver see and do with a handover? One page for both sides, and one form per step."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import access
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.handover import AT_ONCE, FORMS
from casework.forms.package import Offer
from casework.models import Handover
from casework.reading import handover as reading
from casework.reading.bridge import FIRST, bridge
from casework.views.conflicting import show_conflict
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.refusals import NotFromThisState
from workflows.roles import Role

UNPROCESSABLE = 422
DRAFTING = ("write", "offer")
"""The two steps that share the form on the page of a draft."""


@reads("handover.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The bridge."""
    found = reading.read(ref, by=_by(request))
    return _page(request, found)


def _page(
    request: HttpRequest, found: reading.HandoverRead, form: ActionForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with the form of a draft when its sender reads it, or with the `form` that was refused."""
    by, handover = _by(request), found.handover
    names = [step.name for step in handover.possible_steps(by.role) if step.name in FORMS]
    first = FIRST.get(handover.state)
    drafting = handover.state == "draft" and by.role == Role.CARE_COORDINATOR
    button = _button(first, handover) if first in names else None
    if drafting and button is not None:
        button = button | {"url": "#draft", "method": "get"}
        form = form or Offer(by=by, about=handover, initial=_draft_initial(found))
    deck = bridge(handover, side=found.side, at=by.at, events=found.events, names=found.names, action=button)
    answering = first == "answer" and "answer" in names
    inline = FORMS["answer"](by=by, about=handover, initial=_initial(handover)) if answering else None
    others = [_button(name, handover) for name in names if name != first]
    return show(
        request, "casework/handover_detail.html", status=status, bridge=deck, live_ref=handover.ref, others=others,
        draft=form if drafting else None, inline=inline, inline_url=_url("answer", handover),
        write_url=_url("write", handover), offer_url=_url("offer", handover), side=found.side, **found.page,
    )  # fmt: skip


def _by(request: HttpRequest) -> Acting:
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    return by


def _url(name: str, handover: Handover) -> str:
    return reverse("handover-step", args=[handover.ref, name])


def _button(name: str, handover: Handover) -> dict[str, Any]:
    """A step as one button where it asks nothing, else as a link to its form."""
    form = FORMS[name]
    at_once = name in AT_ONCE
    return {
        "label": form.submit if at_once else form.title, "url": _url(name, handover),
        "method": "post" if at_once else "get", "fields": [("seen_version", handover.version)],
    }  # fmt: skip


def _initial(handover: Handover) -> dict[str, Any]:
    return {"seen_version": handover.version}


def _draft_initial(found: reading.HandoverRead) -> dict[str, Any]:
    """The draft as it was kept, with the receiver that lies nearest."""
    handover = found.handover
    kept = {"receiver_team": handover.receiver_team_id or "", "ground": handover.ground or "L10"}
    return _initial(handover) | kept | {"consent": handover.consent} | reading.fields_of(found.texts)


@reads("handover.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    by, about, initial = _by(request), None, {}
    if request.method != "POST":
        about, _decision = access.find(reading.WHOLE, ref, by=by, action="handover.read")
        if step != "write" and step not in {possible.name for possible in about.possible_steps(by.role)}:
            raise NotFromThisState
        initial = _initial(about) | {"acceptor": request.user.get_username()}
    back = reverse("handover", args=[ref])
    response = take_step(
        request, form_class=form_class, arguments={"handover_ref": ref}, about=about, back=back,
        on_conflict=partial(_on_conflict, ref=ref), form_kwargs={"initial": initial},
        show_form=partial(_draft_again, ref=ref) if step in DRAFTING else None, quiet=step != "write",
    )  # fmt: skip
    if response.status_code == UNPROCESSABLE and step not in DRAFTING:
        # A form that was not filled in rightly never reached the action: who may not see this gets no form either.
        access.find(Handover.objects.all(), ref, by=by, action="handover.read")
    return response


def _draft_again(request: HttpRequest, form: ActionForm, status: int, *, ref: str) -> HttpResponse:
    """The page of the draft with everything that was typed and what is still missing."""
    found = reading.read(ref, by=_by(request))
    if found.handover.state != "draft":
        raise NotFromThisState
    if not form.is_bound:
        return _page(request, found)
    if isinstance(form, Offer):
        form.offer_receivers(found.handover.gemeente)
    return _page(request, found, form, status)


def _on_conflict(
    request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile, *, ref: str
) -> HttpResponse:
    """Both texts. Of a draft field by field; of another step the state it is in now."""
    by = _by(request)
    handover, decision = access.find(reading.WHOLE, ref, by=by, action="handover.read")
    drafted = form.action.rpartition(".")[2] in DRAFTING
    theirs = reading.texts_now(handover, decision, by=by) if drafted else None
    return show_conflict(request, form, record=handover, back=reverse("handover", args=[ref]), theirs=theirs)
