"""What do sender and receiver see and do with a handover? One page for both sides, and one form per step."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.handover import AT_ONCE, FORMS
from casework.forms.item_card import Acknowledge
from casework.forms.package import Offer
from casework.forms.sharing import Tell
from casework.models import Handover
from casework.reading import handover as reading
from casework.reading import prefill
from casework.reading.bridge import RECEIVER, SENDER, bridge, first_step, is_for
from casework.reading.owner import number_of
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from workflows.informing import TOLD
from workflows.refusals import NotFromThisState
from workflows.roles import DECIDERS, Role

HANDOVERS = Handover.objects.all()
BESIDE = ("write", "draft_onward")
"""What can be done with a handover without moving it."""
DRAFTING = ("write", "offer")
"""The two steps that share the form on the page of a draft."""
INLINE = ("answer", "accept")
"""Steps whose form stands on the page itself when they are the first to take."""


@reads("handover.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The bridge."""
    found = reading.read(ref, by=acting_at(request))
    return _page(request, found)


def _page(
    request: HttpRequest, found: reading.HandoverRead, form: ActionForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with the form of a draft when its sender reads it, or with the `form` that was refused."""
    by, handover = acting_at(request), found.handover
    possible = [step.name for step in handover.possible_steps(handover.role_of(by))]
    names = [name for name in possible if name in FORMS and is_for(handover, name)]
    if reading.may_go_on(handover, by):
        names.append("draft_onward")
    first = first_step(handover)
    drafting, known = handover.state == "draft" and handover.role_of(by) == Role.CARE_COORDINATOR, {}
    button = _button(first, handover) if first in names else None
    if drafting and button is not None:
        button = button | {"url": "#draft", "method": "get"}
        known = (
            prefill.from_the_case(handover, found.decision, by=by)
            if form is None and _untouched(found)
            else {}
        )
        form = form or Offer(by=by, about=handover, initial=_draft_initial(found, request) | known)
    if first == "accept" and button is not None:
        button = button | {"url": "#answer-title", "method": "get"}
    deck = bridge(
        handover, side=found.side, at=by.at, events=found.events, names=found.names, action=button,
        call=_other_side(found, at=by.at),
    )  # fmt: skip
    here = first if first in INLINE and first in names else None
    inline = FORMS[here](by=by, about=handover, initial=_initial(handover, request)) if here else None
    others = [_button(name, handover) for name in names if name != first]
    if handover.case and by.acts_for(handover.case.teller_id) and handover.case.informed != TOLD:
        others.append(
            {"label": Tell.title, "url": reverse("handover-told", args=[handover.ref]), "method": "get"}
        )
    if by.role in DECIDERS:
        seen = reverse("item-card", args=[handover.ref])
        others.append({"label": Acknowledge.title, "url": seen, "method": "get"})
    return show(
        request, "casework/handover_detail.html", status=status, bridge=deck, live_ref=handover.ref, others=others,
        draft=form if drafting else None, from_case=bool(known), inline=inline,
        inline_url=_url(here or "answer", handover), write_url=_url("write", handover),
        offer_url=_url("offer", handover), side=found.side, **found.page,
    )  # fmt: skip


def _other_side(found: reading.HandoverRead, *, at: datetime) -> dict[str, str] | None:
    """Whom to call on the other side of the bridge at this hour, for who stands on one of its sides."""
    other = {SENDER: found.handover.receiver_team_id, RECEIVER: found.handover.sender_team_id}
    return number_of(str(other.get(found.side)), at=at)


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


def _initial(handover: Handover, request: HttpRequest) -> dict[str, Any]:
    """The version that was seen, and oneself as the colleague who takes it on."""
    return {"seen_version": handover.version, "acceptor": request.user.get_username()}


def _untouched(found: reading.HandoverRead) -> bool:
    """Did nobody keep anything of this draft yet?"""
    return not any(reading.fields_of(found.texts).values())


def _draft_initial(found: reading.HandoverRead, request: HttpRequest) -> dict[str, Any]:
    """The draft as it was kept."""
    handover = found.handover
    kept = {"receiver_team": handover.receiver_team_id or "", "ground": handover.ground or "L10"}
    return _initial(handover, request) | kept | {"consent": handover.consent} | reading.fields_of(found.texts)


@reads("handover.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    by, about, initial = acting_at(request), None, {}
    looking = request.method != "POST"
    if looking or form_class.needs_its_item:
        about, _decision = access.find(reading.WHOLE, ref, by=by, action="handover.read")
    if looking and about is not None:
        possible = {possible.name for possible in about.possible_steps(about.role_of(by))}
        if step not in possible and step not in BESIDE:
            raise NotFromThisState
        initial = _initial(about, request)
    back = reverse("handover", args=[ref])
    # Who stepped aside, or decided and does not treat, has no page to go back to.
    leaves = step == "step_aside" or by.role in DECIDERS
    return take_step(
        request, form_class=form_class, arguments={"handover_ref": ref}, about=about, back=back,
        after=partial(_after, step, reverse("worklist") if leaves else back),
        on_conflict=partial(_on_conflict, ref=ref), form_kwargs={"initial": initial},
        show_form=partial(_draft_again, ref=ref) if step in DRAFTING else None, quiet=step != "write" and not leaves,
        may_see=None if step in DRAFTING else partial(access.find, HANDOVERS, ref, by=by, action="handover.read"),
    )  # fmt: skip


def _after(step: str, back: str, done: Handover) -> str:
    """Where one goes on: a new handover has a page of its own."""
    return reverse("handover", args=[done.ref]) if step == "draft_onward" else back


def _draft_again(request: HttpRequest, form: ActionForm, status: int, *, ref: str) -> HttpResponse:
    """The page of the draft with everything that was typed and what is still missing."""
    found = reading.read(ref, by=acting_at(request))
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
    """Both texts. Of a draft field by field; of another step what happened meanwhile."""
    by = acting_at(request)
    handover, decision = access.find(reading.WHOLE, ref, by=by, action="handover.read")
    step = form.action.rpartition(".")[2]
    drafted = step in DRAFTING
    theirs = reading.texts_now(handover, decision, by=by) if drafted else None
    return show_overtaken(
        request, form, record=handover, step=step, back=reverse("handover", args=[ref]), theirs=theirs,
        possible=handover.state == "draft" if drafted else None,
    )  # fmt: skip
