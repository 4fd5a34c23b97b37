"""What happened that I should know, and how do I take it off my list?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.actions import notice
from casework.edge import acting_at
from casework.models import Roster
from casework.reading.notices import Group, NoticeRow, grouped, unread
from casework.views.declare import declares, reads
from casework.views.shell import show


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
    return show(request, "casework/notices.html", groups=groups, ids=[row.id for row in rows])


TITLES = {"page": _("Act now"), "today": _("For today"), "silent": _("For your information")}


def _group(group: Group) -> dict[str, Any]:
    lines = [
        {"first": line.first, "url": _url(line.first), "count": len(line.rows),
         "rows": [{"row": row, "url": _url(row)} for row in line.rows]}
        for line in group.lines
    ]  # fmt: skip
    return {"level": group.level, "title": TITLES[group.level], "lines": lines}


ONE_PAGE = {Roster.kind(): "roster", "sociale_kaart": "sociale-kaart"}
"""Nouns whose notices all lead to one page: the roster of one's team, the sociale kaart."""


def _url(row: NoticeRow) -> str:
    """Its page, or the card for who decides and does not treat. What is one page for all has no page of an item."""
    if row.noun in ONE_PAGE:
        return reverse(ONE_PAGE[row.noun])
    if row.may_open:
        return reverse(row.noun, args=[row.page_ref])
    return reverse("item-card", args=[row.page_ref]) if row.has_card else ""
