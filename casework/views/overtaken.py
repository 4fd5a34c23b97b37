"""Somebody else was first: can the form still be sent? Then both texts; otherwise who has it now, and one's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.forms.base import ActionForm
from casework.reading import happened
from casework.reading.words import state_badge
from casework.views.conflicting import show_conflict
from casework.views.shell import show


def show_overtaken(
    request: HttpRequest, form: ActionForm, *, record: Any, step: str, back: str, theirs: dict[str, str]
) -> HttpResponse:
    """The answer to a lost race, 409. `record`: as it is now; `theirs`: field -> the text that stands there now."""
    by = request.by  # type: ignore[attr-defined]  # set by CaseworkMiddleware
    if step in {possible.name for possible in record.possible_steps(by.role)} and form.conflict_texts:
        return show_conflict(request, form, record=record, back=back, theirs=theirs)
    event, who = happened.newest_change(record.ref)
    kept = [
        {"label": form.fields[name].label, "text": form[name].value()}
        for name in form.conflict_texts
        if form[name].value()
    ]
    at = event.at if event else record.changed_at
    first = {
        "who": who,
        "at": at,
        "badge": state_badge(record.kind(), record.state),
        "texts": kept,
        "url": back,
    }
    title = _("A colleague was just ahead of you")
    return show(request, "casework/conflict_page.html", status=409, first=first, title=title)
