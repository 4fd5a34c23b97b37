"""One draft, typed in two windows: what do both say? Nothing of either is lost, and the typist chooses."""

from typing import Any

from django.forms import ChoiceField, Field
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.forms.involved import NAMED, OtherPerson
from casework.forms.report import ReportForm
from casework.models import Melding
from casework.reading import drafts
from casework.views.conflicting import SHORT
from casework.views.shell import show
from privacy.context import Acting


def show_both(request: HttpRequest, form: ReportForm, melding: Melding, *, by: Acting) -> HttpResponse:
    """409: where the two differ they stand beside each other; the rest of one's own travels along unseen."""
    theirs, mine = drafts.read(melding.ref, by=by), form.typed()
    rows: list[dict[str, Any]] = []
    hidden = [(name, str(form[name].value() or "")) for name in ("token",)] + [("draft_ref", melding.ref)]
    for name in dict.fromkeys([*mine, *theirs.typed]):
        here, there = mine.get(name, []), theirs.typed.get(name, [])
        field = _field(form, name)
        chosen = isinstance(field, ChoiceField) or len(here) > 1
        if here != there and field is not None:
            rows.append(_row(name, field, here, there, editable=not chosen))
        if here == there or chosen:
            hidden += [(name, value) for value in here]
    conflict = {
        "who": _("the other window"), "at": melding.typed_at, "ref": melding.ref, "rows": rows, "hidden": hidden,
        "chosen": [], "compares": True, "url": request.path, "version": theirs.melding.version,
        "reload_url": reverse("melding-draft", args=[melding.ref]),
    }  # fmt: skip
    title = _("This draft was typed in two windows")
    return show(request, "casework/conflict_page.html", status=409, conflict=conflict, title=title)


def _field(form: ReportForm, name: str) -> Field | None:
    """The field behind a name, that of another person included."""
    block = NAMED.fullmatch(name)
    return OtherPerson.base_fields.get(block[2]) if block else form.fields.get(name)


def _row(name: str, field: Field, here: list[str], there: list[str], *, editable: bool) -> dict[str, Any]:
    """One difference for parts/conflict.html; a choice is shown in its words and cannot be typed over."""
    choices: Any = field.choices if isinstance(field, ChoiceField) else ()
    words = dict(choices)
    mine, theirs = (", ".join(str(words.get(value, value)) for value in values) for values in (here, there))
    block = NAMED.fullmatch(name)
    label = f"{field.label} ({int(block[1]) + 1})" if block else field.label
    return {"label": label, "name": name if editable else "", "mine": mine, "theirs": theirs,
            "long": "\n" in mine + theirs or len(mine + theirs) > SHORT}  # fmt: skip
