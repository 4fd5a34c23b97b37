"""What does a team lead see and do with a pattern? The page, and one form per step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.pattern import FORMS
from casework.models import Pattern
from casework.reading import pattern as reading
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step


@reads("pattern.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one pattern; the answer is given on the page itself."""
    by = acting_at(request)
    found = reading.read(ref, by=by)
    names = [step.name for step in found.pattern.possible_steps(by.role) if step.name in FORMS]
    others = [_link(name, found.pattern) for name in names if name != "take"]
    first = _link("take", found.pattern) if "take" in names else others.pop() if others else None
    card = {"owner": found.page["owner"], "clock": found.page["clock"], "next": first, "others": others}
    return show(request, "casework/pattern_detail.html", live_ref=ref, card=card, **found.page)


def _link(name: str, pattern: Pattern) -> dict[str, Any]:
    """A step as a button: taking it is one press."""
    at_once = name == "take"
    return {
        "label": FORMS[name].submit if at_once else FORMS[name].title, "method": "post" if at_once else "get",
        "url": reverse("pattern-step", args=[pattern.ref, name]),
        "fields": [("seen_version", pattern.version)] if at_once else [],
    }  # fmt: skip


@reads("pattern.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    by = acting_at(request)
    if step not in FORMS:
        raise NotYours
    about, more = None, {}
    if request.method != "POST":
        about, _ = access.find(reading.WHOLE, ref, by=by, action="pattern.read")
        about.require(about.steps()[step], role=by.role)
        more = {"initial": {"seen_version": about.version}}
    return take_step(
        request, form_class=FORMS[step], arguments={"pattern_ref": ref}, about=about, on_conflict=_on_conflict,
        back=reverse("pattern", args=[ref]), form_kwargs=more, quiet=step == "take",
        may_see=lambda: access.find(reading.WHOLE, ref, by=by, action="pattern.read"),
    )  # fmt: skip


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """A colleague was first: what the answer is now, beside one's own words."""
    by = acting_at(request)
    match = request.resolver_match
    ref, step = str(match.kwargs["ref"]), str(match.kwargs["step"])  # type: ignore[union-attr]  # a routed request
    found = reading.read(ref, by=by)
    return show_overtaken(
        request, form, record=found.pattern, step=step, back=reverse("pattern", args=[ref]),
        theirs={"reason": found.page["reason"]},
    )  # fmt: skip
