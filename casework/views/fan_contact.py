"""What does the night service see and do with a contact, and what does the day? One page, and one form per step."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.fan_contact import FORMS, Begin, PlanCall
from casework.models import FanContact, Melding
from casework.reading import fan_contact as reading
from casework.reading.fan_profile import plan_for
from casework.reading.nachtkaart import url_for as card_url
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.fan_contact_states import VISITING
from workflows.refusals import NotYourStep
from workflows.roles import FAN

FIRST = {
    "called": "answer", "in_contact": "finish", "unknown_caller": "finish", "out_of_coverage": "route",
    "on_the_way": "arrive", "on_site": "check_out", "visit_alarm": "check_out", "escalated": "name_acceptor",
    "planned": "reach", "no_answer": "reach", "silent": "set_out", "finished": "write_note",
    "morning_handover": "sign_outside",
}  # fmt: skip
"""State -> the step that brings it further; for who receives it: taking it."""

AT_ONCE = (
    "answer",
    "reach",
    "miss",
    "take",
    "accept",
    "take_over",
    "arrive",
    "extend",
    "go_on",
    "call_for_help",
)
"""Steps that ask nothing: one press. Whoever was at the door says so with one press as well."""

LAST = ("lapse", "cancel", "take_over")
REPORTS = Melding.steps()["receive"].roles


@reads("fan_contact.begin")
@declares(Begin.action)
def begin(request: HttpRequest) -> HttpResponse:
    """Somebody calls: who, where, how. A name may stay empty."""
    if acting_at(request).role not in FAN:
        raise NotYourStep
    return take_step(
        request,
        form_class=Begin,
        arguments={},
        about=None,
        back=reverse("worklist"),
        form_kwargs={"initial": {"profile": request.GET.get("profiel", "").upper()}},
        after=_page_of,
        quiet=True,
    )


@reads("fan_contact.read")
@declares(PlanCall.action)
def plan(request: HttpRequest) -> HttpResponse:
    """Agree on a call: with somebody whose contact is open here (`na`), or with whoever is named."""
    by = acting_at(request)
    if by.role not in FAN:
        raise NotYourStep
    ref, about, more = request.GET.get("na", "").upper(), None, {}
    if ref:
        about, known = reading.to_call(ref, by=by)
        more = {"initial": known}
    return take_step(
        request, form_class=PlanCall, arguments={"after_ref": ref}, about=about,
        back=reverse("fan_contact", args=[ref]) if ref else reverse("worklist"), form_kwargs=more, after=_page_of,
    )  # fmt: skip


def _page_of(contact: FanContact) -> str:
    return reverse("fan_contact", args=[contact.ref])


def _goes_on(contact: FanContact) -> str:
    """A contact that is over and leaves something for the day goes on with its note, as long as it is fresh."""
    ended = contact.state == "finished" and contact.chain == ""
    return reverse("fan_contact-step", args=[contact.ref, "write_note"]) if ended else _page_of(contact)


@reads("fan_contact.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one contact."""
    by = acting_at(request)
    found = reading.read(ref, by=by)
    page = found.page | {
        "report_url": found.page["report_url"] if _may_report(found, by) else "",
        **(_beside(found) if by.role in FAN and found.contact.person else {}),
    }
    return show(
        request, "casework/fan_contact_detail.html", live_ref=ref, card=_card(found, by),
        card_url=card_url(found.contact, by), profile=plan_for(found.contact, by=by), **page,
    )  # fmt: skip


def _beside(found: reading.FanRead) -> dict[str, str]:
    """Where the service agrees on a call with this person, and signs them up; not while somebody is at their door."""
    contact, here = found.contact, f"?na={found.contact.ref}"
    if contact.state in VISITING:
        return {}
    comes = contact.state != "out_of_coverage" and not contact.routed_to
    return {
        "plan_url": reverse("fan_contact-plan") + here,
        "profile_url": reverse("fan_profile-new") + here if comes else "",
    }


def _may_report(found: reading.FanRead, by: Acting) -> bool:
    return by.role in REPORTS and "contact_log" in found.decision.groups


def _card(found: reading.FanRead, by: Acting) -> dict[str, Any]:
    """The context of parts/side_card.html: the main step first, the ways out last."""
    contact = found.contact
    names = [
        step.name
        for step in contact.possible_steps(by.role)
        if step.name in FORMS and _is_for(contact, step.name, by)
    ]
    main = ("take", "accept", "report_safe", FIRST.get(str(contact.state)))
    first = next((name for name in main if name in names), None)
    rest = sorted((name for name in names if name != first), key=lambda name: name in LAST)
    return {
        "owner": found.page["owner"], "clock": found.page["clock"], "why": found.page["why"],
        "next": _action(contact, first, by) if first else None, "others": [_action(contact, name, by) for name in rest],
    }  # fmt: skip


def _is_for(contact: FanContact, name: str, by: Acting) -> bool:
    """Would this step, possible in the state, be refused whatever is filled in? Then no button leads to it."""
    outside = contact.receiver_team_id is None
    fits = {
        "let_rest": str(contact.tried_by_id) != by.actor, "sign_outside": outside,
        "take": str(contact.receiver_team_id) == by.unit, "take_over": str(contact.owner_person_id) != by.actor,
    }  # fmt: skip
    return fits.get(name, True)


def _action(contact: FanContact, name: str, by: Acting) -> dict[str, Any]:
    form = FORMS[name]
    at_once = name in AT_ONCE or (name == "check_out" and str(contact.visitor_id) == by.actor)
    return {
        "label": form.submit if at_once else form.title,
        "url": reverse("fan_contact-step", args=[contact.ref, name]),
        "method": "post" if at_once else "get", "fields": [("seen_version", contact.version)],
    }  # fmt: skip


@reads("fan_contact.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    by, about, more = acting_at(request), None, {}
    if request.method != "POST" or form_class.needs_its_item:
        about, _decision = access.find(reading.WHOLE, ref, by=by, action="fan_contact.read")
    if request.method != "POST" and about is not None:
        about.require(about.steps()[step], role=by.role)
        more = {"initial": {"seen_version": about.version}}
    return take_step(
        request, form_class=form_class, arguments={"fan_contact_ref": ref}, about=about,
        back=reverse("fan_contact", args=[ref]), form_kwargs=more, quiet=step in AT_ONCE,
        after=_goes_on,
        on_conflict=partial(_on_conflict, ref=ref, step=step),
        may_see=lambda: access.find(reading.WHOLE, ref, by=by, action="fan_contact.read"),
    )  # fmt: skip


def _on_conflict(
    request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile, *, ref: str, step: str
) -> HttpResponse:
    """A colleague was first: the state it is in now, beside one's own words."""
    record, _decision = access.find(reading.WHOLE, ref, by=acting_at(request), action="fan_contact.read")
    return show_overtaken(
        request, form, record=record, step=step, back=reverse("fan_contact", args=[ref]), theirs=None
    )
