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
    """What the colleague did and one's own texts, to be sent again on top of it.

    `record`: as it is now. `theirs`: field -> its present text, which then stands beside one's own; None where the
    colleague wrote somewhere else. Choices, and what is the same on both sides, travel along; choices are said.
    """
    rows: list[dict[str, Any]] = []
    hidden: list[tuple[str, Any]] = []
    chosen: list[dict[str, str]] = []
    for name in form.fields:
        mine = form[name].value()
        if name == "seen_version" or mine in (None, "", []):
            continue
        other = None if theirs is None else theirs.get(name)
        if name in form.conflict_texts and (theirs is None or other is not None) and other != mine:
            rows.append(_row(form, name, mine, other))
            continue
        hidden += [(name, one) for one in (mine if isinstance(mine, list) else [mine])]
        if name not in form.conflict_texts and not form.fields[name].widget.is_hidden:
            chosen.append({"label": str(form.fields[name].label), "value": _said(form, name, mine)})
    conflict = what_happened(record) | {
        "ref": record.ref, "rows": rows, "hidden": hidden, "chosen": chosen, "compares": theirs is not None,
        "url": request.path, "version": record.version, "reload_url": back,
    }  # fmt: skip
    title = _("A colleague was just ahead of you")
    return show(
        request,
        "casework/conflict_page.html",
        status=409,
        conflict=conflict,
        title=title,
        here_ref=record.ref,
    )


def what_happened(record: Any) -> dict[str, Any]:
    """Who changed this record last, what that did, when, and what it is now."""
    event, who = happened.newest_change(record.ref)
    return {
        "who": who, "what": happened.change_word(event.action) if event else "",
        "at": event.at if event else record.changed_at, "badge": state_badge(record.kind(), record.state),
    }  # fmt: skip


def _row(form: ActionForm, name: str, mine: str, theirs: str | None) -> dict[str, Any]:
    long = "\n" in f"{mine}{theirs or ''}" or len(f"{mine}{theirs or ''}") > SHORT
    return {"label": form.fields[name].label, "name": name, "mine": mine, "theirs": theirs, "long": long}


def _said(form: ActionForm, name: str, mine: Any) -> str:
    """The chosen values as they stood on the screen."""
    words = {
        str(value): str(label) for value, label in _flat(getattr(form.fields[name].widget, "choices", ()))
    }
    values = mine if isinstance(mine, list) else [mine]
    return ", ".join(words.get(str(value), str(value)) for value in values)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat += label if isinstance(label, (list, tuple)) else [(value, label)]
    return flat


SHORT = 60
"""Characters of both texts together that still fit a single line."""
