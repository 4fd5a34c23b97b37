"""Who has the duty now, and how is it arranged? A page for everybody, the roster of a team, and the change of shift."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.edge import acting_at
from casework.errors import NotYours
from casework.forms import roster as forms
from casework.policy import may_see
from casework.reading import duty as reading
from casework.reading import roster
from casework.reading.moving import clock_of
from casework.reading.words import noun_word, state_badge
from casework.rostering import ARRANGE, rights
from casework.views.declare import declares, reads
from casework.views.shell import show
from casework.views.stepping import take_step
from casework.views.worklist import PAGES
from privacy.context import Acting


@reads("duty.read")
def page(request: HttpRequest) -> HttpResponse:
    """Every service: who answers now, on which number, until when, who comes next."""
    return show(request, "casework/duty.html", **reading.read(by=acting_at(request)))


@reads("roster.read")
def rosters(request: HttpRequest) -> HttpResponse:
    """The roster of the reader's own team, or with `team` of another one the reader arranges."""
    by = acting_at(request)
    return show(request, "casework/roster.html", **roster.read(_team(request), by=by))


@reads("roster.read")
@declares("roster.plan")
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a shift; `van` and `tot` in the address fill in an open one."""
    by, team = acting_at(request), _team(request)
    roster.plan_for(team, by=by)
    if ARRANGE not in rights(team, by):
        raise NotYours
    ready = forms.planned(request.GET.get("van", ""), request.GET.get("tot", ""))
    return take_step(
        request, form_class=forms.Plan, arguments={"team": team}, about=None, back=_roster_of(team, by.unit),
        form_kwargs={"team": team, "initial": ready},
    )  # fmt: skip


@reads("roster.read")
@declares("roster.take_over")
def take_over(request: HttpRequest) -> HttpResponse:
    """From now on the reader has the duty of the own team."""
    by = acting_at(request)
    roster.plan_for(by.unit, by=by)
    return take_step(
        request, form_class=forms.TakeOver, arguments={"team": by.unit}, about=None, back=reverse("shift-change"),
        form_kwargs={"team": by.unit},
    )  # fmt: skip


@reads("roster.read")
@declares("roster.swap", "roster.ill", "roster.remove", "roster.sign_off", "roster.sign_on")
def shift_step(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """One act on one shift."""
    by = acting_at(request)
    found = roster.shift(ref, by=by)
    if step not in forms.FORMS:
        raise NotYours
    team = str(found.roster.team_id)
    back = reverse("shift-change") if step in ("over", "op") else _roster_of(team, by.unit)
    return take_step(
        request, form_class=forms.FORMS[step], arguments={"shift_ref": found.ref}, about=None, back=back,
        form_kwargs={"team": team, "shift": roster.shift_word(found), "holder": found.holder.username},
    )  # fmt: skip


@reads("roster.read")
def change(request: HttpRequest) -> HttpResponse:
    """What is open at the change of shift, and the two signatures under it."""
    by = acting_at(request)
    found = roster.handing_over(by=by)
    items = [_item(one, by) for one in found.pop("items")]
    return show(request, "casework/shift_change.html", items=items, **found)


def _item(item: Any, by: Acting) -> dict[str, Any]:
    """One open item as a line: no name of a person. A triage is the page of its melding.

    What somebody may know of and not open has no link.
    """
    noun = item.kind()
    page = reverse(PAGES[noun], args=[item.melding.ref if noun == "triage" else item.ref])
    return {
        "ref": item.ref, "noun": noun_word(noun), "url": page if may_see(item, by).permit else "",
        "state": state_badge(noun, item.state), "urgency": item.clock_urgency(), "clock": clock_of(item),
        "owner": item.owner_person.name if item.owner_person else _("the duty"),
    }  # fmt: skip


def _team(request: HttpRequest) -> str:
    return request.GET.get("team", "") or acting_at(request).unit


def _roster_of(team: str, unit: str) -> str:
    own = reverse("roster")
    return own if team == unit else f"{own}?team={team}"
