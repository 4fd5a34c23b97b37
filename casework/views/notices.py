"""What happened that I should know, what am I called for, and how do I say that I have seen it?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions import notice
from casework.actions import page as actions
from casework.edge import acting_at
from casework.models import Account, Roster
from casework.reading.calling import calls
from casework.reading.notices import Group, NoticeRow, Place, grouped, places_of, unread
from casework.templatetags.sluitend import clock_time
from casework.views.declare import declares, reads
from casework.views.shell import show
from privacy.context import Acting


@reads("notice.read")
@declares("notice.read")
def page(request: HttpRequest) -> HttpResponse:
    """The unread notices; POST with `id` (one or more) takes those off the list."""
    by = acting_at(request)
    if request.method == "POST":
        listed = {str(row.id) for row in unread(by)}
        notice.read(by=by, ids=[one for one in request.POST.getlist("id") if one in listed])
        return redirect("notices")
    rows = unread(by)
    groups = [_group(group) for group in grouped(rows)]
    return show(
        request, "casework/notices.html", groups=groups, ids=[row.id for row in rows], calls=_calls(by)
    )


@reads("notice.read")
def called(request: HttpRequest) -> HttpResponse:
    """The part of every page that says what its reader is called for; empty when it is nothing."""
    by = acting_at(request)
    return render(request, "casework/parts/calls.html", {"calls": _calls(by), "now": by.at})


@declares("page.acknowledge")
def acknowledge(request: HttpRequest, ref: str) -> HttpResponse:
    """One button: I have seen this and come. Then the item itself, when the reader may open it."""
    by = acting_at(request)
    page = actions.acknowledge(by=by, item_ref=ref)
    who = Account.objects.filter(pk=page.acknowledged_by).first() if page.acknowledged_by else None
    if who is not None and str(who.pk) != by.actor:
        moment = clock_time(page.acknowledged_at)
        messages.info(
            request, _("%(name)s has seen this at %(moment)s.") % {"name": who.name, "moment": moment}
        )
    elif who is None:
        messages.info(request, _("A colleague is busy with this already."))
    else:
        messages.success(request, _("Noted: you have seen it. Nobody else is called now."))
    (place,) = places_of([page], by)
    return redirect(_url(place) or reverse("notices"))


def _calls(by: Acting) -> list[dict[str, Any]]:
    return [{"call": row, "url": _url(row.place)} for row in calls(by)]


TITLES = {
    "page": gettext_lazy("Act now"),
    "today": gettext_lazy("For today"),
    "silent": gettext_lazy("For your information"),
}


def _group(group: Group) -> dict[str, Any]:
    lines = [
        {"first": line.first, "url": _url(line.first), "count": len(line.rows),
         "rows": [{"row": row, "url": _url(row)} for row in line.rows]}
        for line in group.lines
    ]  # fmt: skip
    return {"level": group.level, "title": TITLES[group.level], "lines": lines}


ONE_PAGE = {Roster.kind(): "roster", "sociale_kaart": "sociale-kaart"}
"""Nouns whose notices all lead to one page: the roster of one's team, the sociale kaart."""


def _url(row: NoticeRow | Place) -> str:
    """Its page, or the card for who decides and does not treat. What is one page for all has no page of an item."""
    if row.noun in ONE_PAGE:
        return reverse(ONE_PAGE[row.noun])
    if row.may_open:
        return reverse(row.noun, args=[row.page_ref])
    return reverse("item-card", args=[row.page_ref]) if row.has_card else ""
