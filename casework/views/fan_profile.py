"""What does the night service see and do with a profile? One page, and one form per step."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.fan_profile import FORMS, SignUp, WithPlan
from casework.models import FanProfile
from casework.reading import fan_contact, fan_profile
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.refusals import NotYourStep
from workflows.roles import FAN

ORDER = ("activate", "keep", "write_plan", "pause", "end")
"""The steps as they follow each other: the first that is possible is the main one."""


@reads("fan_contact.read")
@declares(SignUp.action)
def sign_up(request: HttpRequest) -> HttpResponse:
    """A profile for whoever is named, or for the person of a contact (`na`)."""
    by = acting_at(request)
    if by.role not in FAN:
        raise NotYourStep
    ref, about, more = request.GET.get("na", "").upper(), None, {}
    if ref:
        about, known = fan_contact.to_call(ref, by=by)
        more = {"initial": known}
    return take_step(
        request, form_class=SignUp, arguments={"after_ref": ref}, about=about,
        back=reverse("fan_contact", args=[ref]) if ref else reverse("worklist"), form_kwargs=more,
        after=lambda profile: reverse("fan_profile", args=[profile.ref]),
    )  # fmt: skip


@reads("fan_profile.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one profile."""
    by = acting_at(request)
    found = fan_profile.read(ref, by=by)
    names = {step.name for step in found.profile.possible_steps(by.role)}
    actions = [_action(found.profile, name) for name in ORDER if name in names]
    card = {
        "owner": found.page["owner"], "clock": found.page["clock"], "why": found.page["why"],
        "next": actions[0] if actions else None, "others": actions[1:],
    }  # fmt: skip
    return show(request, "casework/fan_profile_detail.html", live_ref=ref, card=card, **found.page)


def _action(profile: FanProfile, name: str) -> dict[str, Any]:
    return {"label": FORMS[name].title, "url": reverse("fan_profile-step", args=[profile.ref, name]),
            "method": "get", "fields": []}  # fmt: skip


@reads("fan_profile.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it. A form with the plan begins with the one that counts now."""
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    by, about, more = acting_at(request), None, {}
    if request.method != "POST":
        about, _decision = access.find(fan_profile.WHOLE, ref, by=by, action="fan_profile.read")
        about.require(about.steps()[step], role=by.role)
        plan = fan_profile.plan_of(ref, by=by) if issubclass(form_class, WithPlan) else {}
        more = {"initial": {"seen_version": about.version, **plan}}
    return take_step(
        request, form_class=form_class, arguments={"fan_profile_ref": ref}, about=about,
        back=reverse("fan_profile", args=[ref]), form_kwargs=more,
        on_conflict=partial(_on_conflict, ref=ref, step=step),
        may_see=lambda: access.find(fan_profile.WHOLE, ref, by=by, action="fan_profile.read"),
    )  # fmt: skip


def _on_conflict(
    request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile, *, ref: str, step: str
) -> HttpResponse:
    """A colleague was first: the plan as it is now, beside one's own words."""
    by: Acting = acting_at(request)
    record, _decision = access.find(fan_profile.WHOLE, ref, by=by, action="fan_profile.read")
    theirs = fan_profile.plan_of(ref, by=by) if isinstance(form, WithPlan) else None
    return show_overtaken(
        request, form, record=record, step=step, back=reverse("fan_profile", args=[ref]), theirs=theirs
    )
