"""Somebody else was first: can the form still be sent? Then both texts; otherwise who has it now, and one's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.edge import acting_at
from casework.forms.base import ActionForm
from casework.forms.said import texts_of
from casework.views.conflicting import show_conflict, what_happened
from casework.views.shell import show


def show_overtaken(
    request: HttpRequest,
    form: ActionForm,
    *,
    record: Any,
    step: str,
    back: str,
    theirs: dict[str, str] | None,
    possible: bool | None = None,
) -> HttpResponse:
    """The answer to a lost race, 409. `record`: as it is now; `theirs`: as for show_conflict.

    `possible`: can the form be sent from here? None: when its step is one of those possible now.
    """
    by = acting_at(request)
    if possible is None:
        possible = step in {possible.name for possible in record.possible_steps(record.role_of(by))}
    if possible and not form.fields.keys() <= {"seen_version"}:
        return show_conflict(request, form, record=record, back=back, theirs=theirs)
    first = what_happened(record) | {"texts": texts_of(form), "url": back}
    title = _("A colleague was just ahead of you")
    return show(request, "casework/conflict_page.html", status=409, first=first, title=title)
