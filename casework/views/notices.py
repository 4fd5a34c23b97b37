"""What happened that I should know, and how do I take it off my list?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from casework.actions import notice
from casework.reading.notices import NoticeRow, unread
from casework.views.declare import declares, reads
from casework.views.shell import show
from privacy.context import Acting


@reads("notice.read")
@declares("notice.read")
def page(request: HttpRequest) -> HttpResponse:
    """The unread notices; POST with `id` (one or more) takes those off the list."""
    by: Acting = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    if request.method == "POST":
        listed = {str(row.id) for row in unread(by)}
        notice.read(by=by, ids=[one for one in request.POST.getlist("id") if one in listed])
        return redirect("notices")
    rows = [{"row": row, "url": _url(row)} for row in unread(by)]
    return show(request, "casework/notices.html", rows=rows)


def _url(row: NoticeRow) -> str:
    return reverse(row.noun, args=[row.page_ref]) if row.may_open else ""
