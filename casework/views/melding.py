"""What does somebody see and do with a melding? A new one by phone, its page, and one form per step."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access
from casework.actions import melding as actions
from casework.errors import CaseworkError, ChangedMeanwhile, NotYours, SentTwice
from casework.forms.base import ActionForm
from casework.forms.melding import FORMS, SafetyForm
from casework.forms.report import ReportForm
from casework.models import Melding
from casework.policy import may_see
from casework.reading import melding as reading
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.refusals import NotYourStep, Refusal

FIRST = ("claim", "screen", "resume_triage", "take_up_again", "accept", "close", "reopen")
"""The step that stands as the main button, the first that is possible."""

WHOLE = Melding.objects.select_related("clock", "owner_person", "triage")


@reads("melding.read")
@declares("melding.receive")
def new(request: HttpRequest) -> HttpResponse:
    """One melding by phone. Sent twice is saved once; what is wrong stands at its field with everything typed."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    if by.role not in Melding.steps()["receive"].roles:
        raise NotYourStep
    if request.method != "POST":
        return _report(request, ReportForm(by=by))
    form = ReportForm(request.POST, by=by)
    if not form.is_valid():
        return _report(request, form, status=422)
    try:
        melding = _receive(form, by=by)
    except SentTwice as twice:
        messages.info(request, _("You already sent this form. It was saved once."))
        return _after_report(request, twice.record, by=by)
    except (Refusal, CaseworkError) as refused:
        form.refuse(refused)
        return _report(request, form, status=422)
    return _after_report(request, melding, by=by)


def _receive(form: ReportForm, *, by: Acting) -> Melding:
    try:
        return actions.receive(by=by, **form.arguments())
    except IntegrityError:
        # The same form at the same moment: the other one is in now, so this one finds it.
        return actions.receive(by=by, **form.arguments())


def _report(request: HttpRequest, form: ReportForm, *, status: int = 200) -> HttpResponse:
    return show(
        request, "casework/melding_new.html", status=status, form=form, cancel_url=reverse("worklist")
    )


def _after_report(request: HttpRequest, melding: Melding, *, by: Acting) -> HttpResponse:
    """To its page, or to the work list for whoever took it for another team."""
    if may_see(melding, by).permit:
        return redirect("melding", ref=melding.ref)
    messages.success(request, _("Melding %(ref)s is saved. Its team sees it now.") % {"ref": melding.ref})
    return redirect("worklist")


@reads("melding.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one melding."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    found = reading.read(ref, by=by)
    return show(request, "casework/melding_detail.html", live_ref=ref, card=_card(found, by), **found.page)


def _card(found: reading.MeldingRead, by: Acting) -> dict[str, Any]:
    """The context of parts/side_card.html."""
    melding = found.melding
    possible = [step.name for step in melding.possible_steps(by.role) if step.name in FORMS]
    if melding.feedback == "open" and "close" in possible:
        # First the melder hears from us, by whoever may tell; then it closes.
        possible = sorted(
            (name for name in possible if name != "close"), key=lambda name: name != "give_feedback"
        )
    first = next((name for name in (*FIRST, "give_feedback") if name in possible), None)
    main = _action(melding, first) if first else None
    if melding.state == "in_triage" and "release" in possible:
        first, url = None, reverse("melding-triage", args=[melding.ref])
        main = {"label": _("To the triage"), "url": url, "method": "get", "fields": []}
    others = [_action(melding, name) for name in possible if name != first]
    return {"owner": found.page["owner"], "clock": found.page["clock"], "next": main, "others": others}


def _action(melding: Melding, step: str) -> dict[str, Any]:
    """A step as a button: taking a melding is one press, everything else opens its form."""
    url = reverse("melding-step", args=[melding.ref, step])
    if step == "claim":
        return {
            "label": FORMS[step].submit,
            "url": url,
            "method": "post",
            "fields": [("seen_version", melding.version)],
        }
    return {"label": FORMS[step].title, "url": url, "method": "get", "fields": []}


@reads("melding.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    about: Melding | None = None
    more: dict[str, Any] = {}
    if request.method != "POST":
        about, more = _asked(ref, step, form_class, by=by)
    answer = take_step(
        request, form_class=form_class, arguments={"melding_ref": ref}, about=about, back=_back(step, ref),
        on_conflict=_on_conflict, form_kwargs=more, quiet=step == "claim",
    )  # fmt: skip
    if answer.status_code == UNPROCESSABLE:
        # A form with a mistake never reached the action: who may not see the melding gets no form either.
        access.find(WHOLE, ref, by=by, action="melding.read")
    return answer


UNPROCESSABLE = 422
WRITTEN_IN = {"question": "remark", "reason": "remark", "evidence": "link_evidence"}
"""Field of a form -> where the melding keeps that text, to lay a colleague's words beside one's own."""


def _asked(
    ref: str, step: str, form_class: type[ActionForm], *, by: Acting
) -> tuple[Melding, dict[str, Any]]:
    """The melding whose form is shown, and what the form starts with. Raises when the step is not possible now."""
    if issubclass(form_class, SafetyForm):
        found = reading.read(ref, by=by)
        melding, more = found.melding, {"answered": found.answers}
    else:
        melding, more = access.find(WHOLE, ref, by=by, action="melding.read")[0], {}
    melding.require(melding.steps()[step], role=by.role)
    return melding, {"initial": {"seen_version": melding.version}, **more}


def _back(step: str, ref: str) -> str:
    """Where to go afterwards: taking a melding goes on to its questions, closing it to what is left."""
    if step == "claim":
        return reverse("melding-triage", args=[ref])
    return reverse("worklist") if step in ("close", "add_to_case") else reverse("melding", args=[ref])


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """Both texts, to be sent again; or when this step is no longer possible: who has it now."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    match = request.resolver_match
    ref, step = str(match.kwargs["ref"]), str(match.kwargs["step"])  # type: ignore[union-attr]  # a routed request
    found = reading.read(ref, by=by)
    theirs = {field: found.story.text(name) for field, name in WRITTEN_IN.items()}
    back = reverse("melding", args=[ref])
    return show_overtaken(request, form, record=found.melding, step=step, back=back, theirs=theirs)
