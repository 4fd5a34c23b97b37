"""Somebody else was first: what do both texts say? One page for every form; nothing typed is lost on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.forms.base import ActionForm
from casework.reading import happened
from casework.reading.words import state_badge
from casework.views.shell import show


def show_conflict(
    request: HttpRequest, form: ActionForm, *, record: Any, back: str, theirs: dict[str, str] | None = None
) -> HttpResponse:
    """Both texts beside each other, to be sent again on top of what the colleague left.

    `record`: as it is now. `theirs`: field -> its present text; without it the state of the record stands there.
    What is the same on both sides, and every choice, travels along unseen.
    """
    event, who = happened.newest_change(record.ref)
    now_is = state_badge(record.kind(), record.state)["label"]
    rows, hidden = [], []
    for name in form.fields:
        mine = form[name].value()
        if name == "seen_version" or mine in (None, ""):
            continue
        other = now_is if theirs is None else theirs.get(name)
        if name in form.conflict_texts and other is not None and other != mine:
            long = "\n" in f"{mine}{other}" or len(f"{mine}{other}") > SHORT
            rows.append(
                {"label": form.fields[name].label, "name": name, "mine": mine, "theirs": other, "long": long}
            )
        else:
            hidden.append((name, mine))
    conflict = {
        "who": who, "at": event.at if event else record.changed_at, "ref": record.ref, "rows": rows, "hidden": hidden,
        "url": request.path, "version": record.version, "reload_url": back,
    }  # fmt: skip
    title = _("A colleague was just ahead of you")
    return show(request, "casework/conflict_page.html", status=409, conflict=conflict, title=title)


SHORT = 60
"""Characters of both texts together that still fit a single line."""
