"""What does somebody see and do with the messages that no machine could read? A list, a page, one form per step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.edge import acting_at
from casework.errors import ChangedMeanwhile, NotYours
from casework.forms.base import ActionForm
from casework.forms.postbak import FORMS, prefilled
from casework.models import PostbakItem
from casework.reading import postbak as reading
from casework.reading.moving import clock_of
from casework.reading.words import state_badge
from casework.views.declare import declares, reads
from casework.views.overtaken import show_overtaken
from casework.views.shell import show
from casework.views.stepping import take_step
from privacy.context import Acting
from workflows.roles import Role

READERS = (Role.TRIAGIST, Role.TEAM_LEAD)
SET_ASIDE = "terzijde"
MAIN = ("take_up", "make_melding", "reopen")
"""The step that stands as the main button, the first that is possible."""


@reads("postbak.read")
def page(request: HttpRequest) -> HttpResponse:
    """The items that wait; with `deel=terzijde` what was set aside."""
    by = acting_at(request)
    if by.role not in READERS:
        raise NotYours
    ended = request.GET.get("deel") == SET_ASIDE
    items = [_row(item) for item in reading.listed(by, ended=ended)]
    tabs = [
        {"label": _("Waits"), "url": reverse("postbak-list"), "current": not ended, "count": None},
        {
            "label": pgettext("postbak", "set aside").capitalize(),
            "url": f"?deel={SET_ASIDE}",
            "current": ended,
            "count": None,
        },
    ]
    return show(request, "casework/postbak_list.html", items=items, tabs=tabs, ended=ended)


def _row(item: PostbakItem) -> dict[str, Any]:
    """One line of the list. Nothing of the message itself."""
    return {
        "ref": item.ref, "url": reverse("postbak", args=[item.ref]), "at": item.created_at,
        "why": pgettext("postbak why", item.why.replace("_", " ")), "state": state_badge("postbak", item.state),
        "reason": pgettext("postbak reason", item.reason.replace("_", " ")) if item.reason else "",
        "clock": clock_of(item), "owner": item.owner_person.name if item.owner_person else _("the duty"),
    }  # fmt: skip


@reads("postbak.read")
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of one item."""
    by = acting_at(request)
    found = reading.read(ref, by=by)
    return show(request, "casework/postbak_detail.html", live_ref=ref, card=_card(found, by), **found.page)


def _card(found: reading.PostbakRead, by: Acting) -> dict[str, Any]:
    """The context of parts/side_card.html."""
    possible = [step.name for step in found.item.possible_steps(by.role)]
    first = next((name for name in MAIN if name in possible), None)
    return {
        "owner": found.page["owner"], "clock": found.page["clock"],
        "next": _action(found.item, first or possible[0]) if possible else None,
        "others": [_action(found.item, name) for name in possible if name != (first or possible[0])],
    }  # fmt: skip


def _action(item: PostbakItem, step: str) -> dict[str, Any]:
    """A step as a button: looking at it is one press, everything else opens its form."""
    url = reverse("postbak-step", args=[item.ref, step])
    if step == "take_up":
        fields = [("seen_version", item.version)]
        return {"label": FORMS[step].submit, "url": url, "method": "post", "fields": fields}
    return {"label": FORMS[step].title, "url": url, "method": "get", "fields": []}


@reads("postbak.read")
@declares(*(form.action for form in FORMS.values()))
def step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The form of one step, and taking it."""
    by = acting_at(request)
    form_class = FORMS.get(step)
    if form_class is None:
        raise NotYours
    about: PostbakItem | None = None
    initial: dict[str, Any] = {}
    if request.method != "POST":
        about, initial = _asked(ref, step, by=by)
    return take_step(
        request, form_class=form_class, arguments={"postbak_ref": ref}, about=about, back=_back(step, ref),
        on_conflict=_on_conflict, form_kwargs={"initial": initial}, quiet=step == "take_up",
        after=_to_the_melding if step == "make_melding" else None,
        may_see=lambda: access.find(reading.WHOLE, ref, by=by, action="postbak.read"),
    )  # fmt: skip


def _asked(ref: str, step: str, *, by: Acting) -> tuple[PostbakItem, dict[str, Any]]:
    """The item whose form is shown, and what it starts with. Raises when the step is not possible now."""
    if step == "make_melding":
        found = reading.read(ref, by=by)
        item, more = found.item, prefilled(found.report)
    else:
        item, more = access.find(reading.WHOLE, ref, by=by, action="postbak.read")[0], {}
    item.require(item.steps()[step], role=by.role)
    return item, {"seen_version": item.version, **more}


def _back(step: str, ref: str) -> str:
    return reverse("postbak-list") if step in ("set_aside", "put_back") else reverse("postbak", args=[ref])


def _to_the_melding(item: PostbakItem) -> str:
    return reverse("melding", args=[item.melding.ref]) if item.melding else reverse("postbak-list")


def _on_conflict(request: HttpRequest, form: ActionForm, conflict: ChangedMeanwhile) -> HttpResponse:
    """Who has it now, and what one had typed."""
    by = acting_at(request)
    match = request.resolver_match
    ref, step = str(match.kwargs["ref"]), str(match.kwargs["step"])  # type: ignore[union-attr]  # a routed request
    item, _decision = access.find(reading.WHOLE, ref, by=by, action="postbak.read")
    return show_overtaken(
        request, form, record=item, step=step, back=reverse("postbak", args=[ref]), theirs={}
    )
