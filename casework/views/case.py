"""What does somebody see and do with a case? The page, and one form per step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.case import FORMS
from casework.models import Case, Handover
from casework.reading import case as reading
from casework.reading.care_words import daypart_of
from casework.views.conflicting import show_conflict
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.refusals import NotFromThisState
from workflows.roles import Role

INLINE = {"proposed": "assign", "assigned": "log_attempt", "contact_phase": "log_attempt", "contact_made": "set_goal",
          "refuses": "weigh_again", "no_contact_mdo": "go_on_trying"}  # fmt: skip
"""State -> the step whose form stands on the page itself."""

OFTEN = ("make_contact", "draft", "note", "reassign", "come_back", "resume", "close")
"""Steps that stand in sight; the rest waits under "something else"."""

ASKS_BY_STATE = ("log_attempt",)
"""Steps whose form depends on the state of the case, also when it is sent."""

DRAFT_FROM = ("contact_made", "guidance")


@reads("case.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of a case."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    found = reading.read(ref, by=by, before=request.GET.get("voor"))
    steps = _steps(found, by)
    first = INLINE.get(found.case.state)
    inline = steps.pop(first, None) if first else None
    page: dict[str, Any] = {
        "inline": None,
        "live_ref": ref,
        "card": _card(found, steps, inline),
        **found.page,
    }
    page["more"] = [action for name, action in steps.items() if name not in OFTEN]
    if inline is not None and first is not None:
        page["inline"] = FORMS[first](by=by, about=found.case, initial=_initial(first, found.case, by))
        page["inline_url"] = inline["url"]
    return show(request, "casework/case_detail.html", **page)


def _steps(found: reading.CaseRead, by: Acting) -> dict[str, dict[str, Any]]:
    """The steps this reader may take from here, as links."""
    names = [step.name for step in found.case.possible_steps(by.role) if step.name in FORMS]
    running = [handover for handover in found.handovers if not handover.state_info.final]
    if found.content and not found.case.state_info.final:
        names.append("note")
        if found.case.state in DRAFT_FROM and not running:
            names.append("draft")
    steps = {name: _link(name, found.case.ref) for name in names}
    if running and found.decision.permit and by.role in (Role.CARE_COORDINATOR, Role.TEAM_LEAD):
        url = reverse("handover", args=[running[0].ref])
        steps["draft"] = {"label": _("To the handover"), "url": url, "method": "get", "fields": []}
    return steps


def _link(name: str, ref: str) -> dict[str, Any]:
    url = reverse("case-step", args=[ref, name])
    return {"label": FORMS[name].title, "url": url, "method": "get", "fields": []}


def _card(found: reading.CaseRead, steps: dict[str, Any], inline: dict[str, Any] | None) -> dict[str, Any]:
    """The context of parts/side_card.html: the main step first, the frequent ones after it."""
    often = [steps[name] for name in OFTEN if name in steps]
    if found.case.state in DRAFT_FROM and "draft" in steps and inline is None:
        often.sort(key=lambda action: action is not steps["draft"])
    first = {**inline, "url": "#step"} if inline else (often.pop(0) if often else None)
    page = found.page
    return {"owner": page["owner"], "clock": page["clock"], **page["why"], "next": first, "others": often,
            "people": page["people"]}  # fmt: skip


def _initial(step: str, case: Case, by: Acting) -> dict[str, Any]:
    """What is filled in already: the version that was seen, and the part of the day it is."""
    initial: dict[str, Any] = {"seen_version": case.version}
    if step == "log_attempt":
        initial["daypart"] = daypart_of(timezone.localtime(by.at).hour)
    return initial


@reads("case.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    about, initial = None, {}
    looking = request.method != "POST"
    if looking or step in ASKS_BY_STATE:
        about, _decision = access.find(reading.WHOLE, ref, by=by, action="case.read")
    if looking and about is not None:
        if step in about.steps() and step not in {
            possible.name for possible in about.possible_steps(by.role)
        }:
            raise NotFromThisState
        initial = _initial(step, about, by)
    response = take_step(
        request, form_class=form_class, arguments={"case_ref": ref}, about=about, back=_back(step, ref),
        on_conflict=_on_conflict, form_kwargs={"initial": initial},
        after=_to_the_handover if step == "draft" else None,
    )  # fmt: skip
    if response.status_code == UNPROCESSABLE:
        # A form that was not filled in rightly never reached the action: who may not see the case gets no form either.
        access.find(Case.objects.all(), ref, by=by, action="case.read")
    return response


UNPROCESSABLE = 422


def _back(step: str, ref: str) -> str:
    """Where to go afterwards. A closed case is no longer open to its care coordinator."""
    return reverse("worklist") if step == "close" else reverse("case", args=[ref])


def _to_the_handover(handover: Handover) -> str:
    return reverse("handover", args=[handover.ref])


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    ref = str(request.resolver_match.kwargs["ref"]) if request.resolver_match else ""
    case, _decision = access.find(reading.WHOLE, ref, by=by, action="case.read")
    return show_conflict(request, form, record=case, back=reverse("case", args=[ref]))
