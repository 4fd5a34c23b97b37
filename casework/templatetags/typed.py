"""What had somebody typed in a form that came too late? Given back as one text to copy; nothing is stored or logged."""

from typing import Any

from django import template

from casework.forms import ActionForm, melding, report, triage

register = template.Library()

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "token", "seen_version", "question", "login"})
"""Fields that nobody typed, or that nobody should see again."""

NOT_BACK = "/account/"
"""Below this address people type passwords; nothing of that comes back on a screen."""


@register.simple_tag(takes_context=True)
def typed_texts(context: dict[str, Any]) -> str:
    """Every filled-in field of the request as "label: text", an empty line between; empty without any."""
    request = context.get("request")
    if request is None or request.path.startswith(NOT_BACK):
        return ""
    labels = _labels()
    lines = [
        f"{labels.get(name, name)}\n{', '.join(texts)}"
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
        and "password" not in name
        and (texts := [text for text in values if text.strip()])
    ]
    return "\n\n".join(lines)


def _labels() -> dict[str, str]:
    """Name of a field -> its label, for the forms of intake; the report wins, it has the most to lose."""
    forms: list[type[ActionForm]] = [*triage.FORMS.values(), *melding.FORMS.values(), report.ReportForm]
    return {
        name: str(field.label) for form in forms for name, field in form.base_fields.items() if field.label
    }
