"""How is somebody recognised on screen? While typing, beside a melding, opened on purpose, and on a page of its own.

What is typed comes with POST and stands in no address; what who may not see candidates learns has one size.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_noop as N_

from casework.edge import acting_at
from casework.errors import SearchRefused, TwoPartsNeeded
from casework.forms.searching import PersonSearch
from casework.reading import recognition as reading
from casework.recognition import SEARCHERS, recognise, sees_candidates
from casework.views.declare import asks, reads
from casework.views.shell import show
from privacy.context import Acting
from workflows.refusals import NotYourStep

PART = "casework/parts/recognition.html"
TOO_LITTLE = N_(
    "Looking takes two facts: a name and a birth date, or a postcode and house number. You do not see both here."
)


def _by(request: HttpRequest) -> Acting:
    """Who asks. Raises NotYourStep for a role that has nothing to search for."""
    by = acting_at(request)
    if by.role not in SEARCHERS:
        raise NotYourStep
    return by


@asks("person.search")
def typed(request: HttpRequest) -> HttpResponse:
    """A part for the form of a melding: what is recognised in what was typed so far. Too little is no answer."""
    by = _by(request)
    return HttpResponse(_answer(PersonSearch(request.POST), by=by, quiet=True))


@reads("person.search")
@asks("person.search")
def running(request: HttpRequest) -> HttpResponse:
    """Does anything run? One answer, for every door."""
    by = _by(request)
    form = PersonSearch(request.POST if request.method == "POST" else None)
    answer = ""
    if request.method == "POST" and form.is_valid():
        answer = _answer(form, by=by, quiet=False)
    return show(request, "casework/running.html", form=form, answer=answer, may_see=sees_candidates(by))


def _answer(form: PersonSearch, *, by: Acting, quiet: bool) -> str:
    """The part as text. `quiet`: says nothing of what is still to be typed."""
    form.is_valid()
    page: dict[str, Any] = {"asked": False}
    if "token" in form.cleaned_data:
        about = f"draft:{form.cleaned_data['token']}"
        try:
            found = recognise(reading.facts_from(form.cleaned_data), by=by, about=about)
            page = reading.shown(found, on_its_own=not quiet)
        except TwoPartsNeeded as little:
            page = {} if quiet else {"refused": little.sentence}
        except SearchRefused as often:
            page = {"refused": often.sentence}
    return _drawn(page, by)


def _drawn(page: dict[str, Any], by: Acting) -> str:
    html = render_to_string(PART, page | {"now": by.at, "may_see": sees_candidates(by)})
    # Made by our own template; blanks are all that is added.
    return html if sees_candidates(by) else mark_safe(reading.filled_up(html))  # noqa: S308


@reads("melding.read")
def about_melding(request: HttpRequest, ref: str) -> HttpResponse:
    """Who may have been reported before, beside a melding: a part for its page, or a page without JavaScript."""
    by = _by(request)
    try:
        *_, found = reading.about_melding(ref, by=by)
        page = reading.shown(found, melding_ref=ref if sees_candidates(by) else "")
    except TwoPartsNeeded:
        # Nothing can be filled in here: the melding itself holds too little, or shows this role too little of it.
        page = {"refused": TOO_LITTLE}
    except SearchRefused as refused:
        page = {"refused": refused.sentence}
    answer = _drawn(page, by)
    if request.headers.get("HX-Request"):
        return HttpResponse(answer)
    return show(request, "casework/running.html", answer=answer, back=reverse("melding", args=[ref]))


@reads("melding.read")
def compare(request: HttpRequest, ref: str, earlier: str) -> HttpResponse:
    """One candidate opened beside the melding, with the way to link them."""
    by = _by(request)
    page = reading.compared(ref, earlier, by=by)
    link = f"{reverse('melding-step', args=[ref, 'link'])}?eerder={page['earlier']}"
    may_link = "link" in {step.name for step in page["melding"].possible_steps(by.role)}
    return show(request, "casework/compare.html", link=link if may_link else "", **page)
