"""What had somebody typed in a form that came too late? Given back as one text to copy; nothing is stored or logged."""

from typing import Any

from django import template
from django.forms import ChoiceField, Field

from casework.forms import ActionForm, melding, report, triage

register = template.Library()

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "token", "seen_version", "question", "login"})
"""Fields that nobody typed, or that nobody should see again."""

NOT_BACK = "/account/"
"""Below this address people type passwords; nothing of that comes back on a screen."""


@register.simple_tag(takes_context=True)
def typed_texts(context: dict[str, Any]) -> str:
    """Every field that somebody filled in, its label above it and an empty line between; empty without any."""
    request = context.get("request")
    if request is None or request.path.startswith(NOT_BACK):
        return ""
    fields = _fields()
    lines = []
    for name, values in request.POST.lists():
        field = fields.get(name)
        typed = [text for text in values if text.strip() and (field is None or text != field.initial)]
        if typed and name not in NOT_TYPED and "password" not in name:
            lines.append(
                f"{field.label if field else name}\n{', '.join(_said(field, text) for text in typed)}"
            )
    return "\n\n".join(lines)


def _said(field: Field | None, text: str) -> str:
    """A choice in its words, a text as typed."""
    choices: Any = field.choices if isinstance(field, ChoiceField) else ()
    return str(dict(choices).get(text, text))


def _fields() -> dict[str, Field]:
    """Name -> field, for the forms of intake; the report wins, it has the most to lose."""
    forms: list[type[ActionForm]] = [*triage.FORMS.values(), *melding.FORMS.values(), report.ReportForm]
    return {name: field for form in forms for name, field in form.base_fields.items()}
