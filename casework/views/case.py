"""What does somebody see and do with a case? The page, and one form per step."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.case import FORMS
from casework.forms.sharing import Call
from casework.forms.shield import named_before
from casework.models import Case
from casework.previous_owner import returning_owner
from casework.reading import agreed
from casework.reading import case as reading
from casework.reading.care_words import daypart_of
from casework.reasons import gained
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.refusals import NotFromThisState
from workflows.roles import Role

INLINE = {"proposed": "assign", "assigned": "log_attempt", "contact_phase": "log_attempt", "contact_made": "set_goal",
          "refuses": "weigh_again", "no_contact_mdo": "go_on_trying", "paused": "look_at_pause"}  # fmt: skip
"""State -> the step whose form stands on the page itself."""

OFTEN = (
    "make_contact", "draft", "call", "review_goal", "note", "reassign", "come_back", "resume", "close", "shared",
)  # fmt: skip
"""Steps that stand in sight; the rest waits under "something else"."""

ASKS_BY_STATE = ("log_attempt", "close")
"""Steps whose form depends on the state of the case, also when it is sent."""

AT_ONCE = ("draft",)
"""Steps that ask nothing: one button is enough."""

DRAFT_FROM = ("contact_made", "guidance")


@reads("case.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of a case."""
    by = acting_at(request)
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


@reads("case.read")
def agreements(request: HttpRequest, ref: str) -> HttpResponse:
    """What the client said and agreed to, in their own words, and what was scored."""
    by = acting_at(request)
    return show(request, "casework/case_agreements.html", live_ref=ref, **agreed.agreements(ref, by=by))


def _steps(found: reading.CaseRead, by: Acting) -> dict[str, dict[str, Any]]:
    """The steps this reader may take from here, as links."""
    names = [step.name for step in found.case.possible_steps(by.role) if step.name in FORMS]
    running = [handover for handover in found.handovers if not handover.state_info.final]
    if found.content and not found.case.state_info.final:
        names.append("note")
        if found.case.state in DRAFT_FROM and not running:
            names.append("draft")
    if by.role == Role.TEAM_LEAD and not found.case.state_info.final:
        names.append("put_up")
    if by.role == Role.TEAM_LEAD and found.case.shielded_for:
        names.append("lift")
    steps = {name: _link(name, found.case.ref) for name in names}
    if found.content and not found.case.state_info.final:
        call = reverse("case-share", args=[found.case.ref, "bellen"])
        steps["call"] = {"label": Call.title, "url": call, "method": "get", "fields": []}
    if gained(found.case, by):
        url = reverse("reason", args=[found.case.ref])
        steps["reason"] = {
            "label": _("Who reported? With a reason"),
            "url": url,
            "method": "get",
            "fields": [],
        }
    shared = reverse("case-shared", args=[found.case.ref])
    steps["shared"] = {"label": _("What was shared"), "url": shared, "method": "get", "fields": []}
    if running and found.decision.permit and by.role in (Role.CARE_COORDINATOR, Role.TEAM_LEAD):
        url = reverse("handover", args=[running[0].ref])
        steps["draft"] = {"label": _("To the handover"), "url": url, "method": "get", "fields": []}
    return steps


def _link(name: str, ref: str) -> dict[str, Any]:
    url, method = reverse("case-step", args=[ref, name]), "post" if name in AT_ONCE else "get"
    return {"label": FORMS[name].title, "url": url, "method": method, "fields": []}


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
    """What is filled in already: the version that was seen, the part of the day, and who had the case before."""
    initial: dict[str, Any] = {"seen_version": case.version}
    if step == "log_attempt":
        initial["daypart"] = daypart_of(timezone.localtime(by.at).hour)
    if step == "look_at_pause":
        initial["expected_end"] = case.expected_end
    if step == "put_up":
        initial["named"] = named_before(case, by)
    if step == "reopen":
        initial["owner"] = returning_owner(case, at=by.at)
    return initial


@reads("case.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    by = acting_at(request)
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
    return take_step(
        request, form_class=form_class, arguments={"case_ref": ref}, about=about, back=_back(step, ref),
        on_conflict=_on_conflict, form_kwargs={"initial": initial},
        after=_next_page(step),
        may_see=lambda: access.find(Case.objects.all(), ref, by=by, action="case.read"),
    )  # fmt: skip


def _back(step: str, ref: str) -> str:
    """Where to go afterwards. A closed case is no longer open to its care coordinator."""
    return reverse("worklist") if step == "close" else reverse("case", args=[ref])


def _next_page(step: str) -> Callable[[Any], str] | None:
    """Where a step leads on to: the handover that was begun."""
    return (lambda handover: reverse("handover", args=[handover.ref])) if step == "draft" else None


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    by = acting_at(request)
    ref = str(request.resolver_match.kwargs["ref"]) if request.resolver_match else ""
    case, _decision = access.find(reading.WHOLE, ref, by=by, action="case.read")
    step = form.action.rpartition(".")[2]
    back = reverse("case", args=[ref])
    # What is no step of the case itself can be sent whatever its state is.
    possible = None if step in case.steps() else True
    return show_overtaken(request, form, record=case, step=step, back=back, theirs=None, possible=possible)
