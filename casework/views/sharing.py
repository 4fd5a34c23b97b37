"""What does somebody see and do to share something? A call in ten seconds, a disclosure step by step, and the lists."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import access
from casework.actions.disclosure.calling import IN_TRIAGE
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.disclosure import FORMS
from casework.forms.sharing import OF_A_CASE, Call, Tell
from casework.models import Case, Disclosure, Handover, Melding
from casework.reading import sharing as reading
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting

AT_ONCE = ("ask_consent", "ask_review", "approve", "release", "deliver")
"""Steps that are one press."""

FIRST = ("choose_ground", "grant", "weigh", "approve", "review_after", "release", "ask_review", "deliver")
"""The step that stands as the main button, the first that is possible."""


@reads("disclosure.read")
def of_case(request: HttpRequest, ref: str) -> HttpResponse:
    """What was shared of one case."""
    return show(request, "casework/shared.html", **reading.of_case(ref, by=acting_at(request)))


@reads("disclosure.list")
def for_officer(request: HttpRequest) -> HttpResponse:
    """What was shared by the organisation of a privacy officer."""
    return show(request, "casework/disclosures.html", **reading.for_officer(by=acting_at(request)))


@reads("disclosure.read")
@declares(*(form.action for form in OF_A_CASE.values()))
def begin(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """A call, a disclosure or an answer about sharing, of one's own case."""
    if step not in OF_A_CASE:
        raise NotYours
    return _begun(request, OF_A_CASE[step], Case.unfinished(), ref, "case_ref", "case")


@reads("handover.read")
@declares(Tell.action)
def told_by_receiver(request: HttpRequest, ref: str) -> HttpResponse:
    """The receiver to whom it was left tells the person."""
    by = acting_at(request)
    handover, _decision = access.find(
        Handover.objects.select_related("case"), ref, by=by, action="handover.read"
    )
    if handover.case is None or not by.acts_for(handover.case.teller_id):
        raise NotYours
    return take_step(
        request, form_class=Tell, arguments={"handover_ref": ref}, about=handover,
        back=reverse("handover", args=[ref]),
    )  # fmt: skip


@reads("disclosure.read")
@declares(Call.action)
def call_about_melding(request: HttpRequest, ref: str) -> HttpResponse:
    """A call about a melding that is being weighed."""
    return _begun(request, Call, Melding.objects.filter(state__in=IN_TRIAGE), ref, "melding_ref", "melding")


def _begun(
    request: HttpRequest, form_class: type[ActionForm], items: Any, ref: str, named: str, page: str
) -> HttpResponse:
    """The form of something that begins at a case or a melding of one's own."""
    by, about = acting_at(request), None
    if request.method != "POST":
        about = _mine(items, ref, by)
    return take_step(
        request, form_class=form_class, arguments={named: ref}, about=about, back=reverse(page, args=[ref]),
        after=_afterwards, may_see=lambda: _mine(items, ref, by),
    )  # fmt: skip


def _mine(items: Any, ref: str, by: Acting) -> Any:
    """The case or melding, for its owner or who stands in. Raises NotYours."""
    about, _decision = access.find(items, ref, by=by, action="disclosure.read")
    if not by.acts_for(about.owner_person_id):
        raise NotYours
    return about


def _afterwards(made: Any) -> str:
    """A package goes on at its own page; a call and an answer stand in the list."""
    if isinstance(made, Disclosure) and not made.state_info.final and made.way == "package":
        return reverse("disclosure", args=[made.ref])
    if isinstance(made, Case):
        return reverse("case-shared", args=[made.ref])
    if made.case_id is not None:
        return reverse("case-shared", args=[made.case.ref])
    return reverse("melding", args=[made.melding.ref])


@reads("disclosure.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one disclosure."""
    by = acting_at(request)
    found = reading.read(ref, by=by)
    names = [step.name for step in found.disclosure.possible_steps(by.role) if step.name in FORMS]
    if found.disclosure.state in ("peer_review", "delivered_first"):
        mine = str(found.disclosure.proposed_by_id) == by.actor
        names = [name for name in names if (name in LOOKING) != mine]
    first = next((name for name in FIRST if name in names), None)
    card = {
        "owner": found.page["owner"], "clock": found.page["clock"],
        "next": _link(first, found.disclosure) if first else None,
        "others": [_link(name, found.disclosure) for name in names if name != first],
    }  # fmt: skip
    return show(request, "casework/disclosure_detail.html", live_ref=ref, card=card, **found.page)


LOOKING = ("approve", "disagree", "review_after")
"""What the colleague does who looks along."""


def _link(name: str, disclosure: Disclosure) -> dict[str, Any]:
    at_once = name in AT_ONCE
    return {
        "label": FORMS[name].submit if at_once else FORMS[name].title, "method": "post" if at_once else "get",
        "url": reverse("disclosure-step", args=[disclosure.ref, name]),
        "fields": [("seen_version", disclosure.version)] if at_once else [],
    }  # fmt: skip


@reads("disclosure.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    by = acting_at(request)
    if step not in FORMS:
        raise NotYours
    about, more = None, {}
    if request.method != "POST":
        about, _decision = access.find(reading.WHOLE, ref, by=by, action="disclosure.read")
        about.require(about.steps()[step], role=by.role)
        more = {"initial": {"seen_version": about.version}}
    return take_step(
        request, form_class=FORMS[step], arguments={"disclosure_ref": ref}, about=about, on_conflict=_on_conflict,
        back=reverse("disclosure", args=[ref]), form_kwargs=more, after=_after_the_step,
        may_see=lambda: access.find(reading.WHOLE, ref, by=by, action="disclosure.read"),
    )  # fmt: skip


def _after_the_step(disclosure: Disclosure) -> str:
    """Who looked along may not open it any more, and goes back to the list."""
    looked = disclosure.reviewed_at is not None and disclosure.changed_at == disclosure.reviewed_at
    return reverse("worklist") if looked else reverse("disclosure", args=[disclosure.ref])


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """A colleague was first: how it stands now, beside one's own words."""
    match = request.resolver_match
    ref, step = str(match.kwargs["ref"]), str(match.kwargs["step"])  # type: ignore[union-attr]  # a routed request
    found = reading.read(ref, by=acting_at(request))
    return show_overtaken(
        request, form, record=found.disclosure, step=step, back=reverse("disclosure", args=[ref]),
        theirs={"reason": found.page["remark"], "words": found.page["consent_words"]},
    )  # fmt: skip
