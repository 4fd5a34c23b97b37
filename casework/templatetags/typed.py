"""What had somebody typed in a form that was not taken? Given back as one text to copy; nothing is stored or logged."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms, template
from django.forms import Field
from django.utils.translation import get_language

from casework.forms import (
    beside,
    case,
    crisis,
    disclosure,
    fan_contact,
    fan_profile,
    handover,
    melding,
    pattern,
    postbak,
    public,
    report,
    triage,
)
from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.involved import NAMED, OtherPerson
from casework.forms.said import said
from casework.forms.sharing import OF_A_CASE
from casework.reading import crisis_words
from casework.reading.care_words import PARTS
from casework.reading.sharing_words import QUESTION
from workflows.crisis import SHEET

register = template.Library()

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "login"})
"""Fields of no form of ours, that nobody typed or should see again. Of a form, what has no label was not typed."""

NOT_BACK = "/account/"
"""Below this address people type passwords; nothing of that comes back on a screen."""

OF_ROUTE: dict[str, Mapping[str, type[ActionForm]]] = {
    "case-step": case.FORMS, "case-share": OF_A_CASE, "handover-step": handover.FORMS,
    "disclosure-step": disclosure.FORMS, "escalation-step": beside.ESCALATION, "task-step": beside.TASK,
    "pattern-step": pattern.FORMS, "postbak-step": postbak.FORMS, "melding-step": melding.FORMS,
    "triage-step": triage.FORMS, "crisis-step": crisis.FORMS,
    "fan_contact-step": fan_contact.FORMS,
    "fan_profile-step": fan_profile.FORMS,
}  # fmt: skip
"""Name of a route -> the forms that are sent to it, by the step in its address."""


@register.simple_tag(takes_context=True)
def typed_texts(context: dict[str, Any]) -> str:
    """Every field that somebody filled in, its label above it and an empty line between; empty without any."""
    request = context.get("request")
    # No form is sent to an address that does not exist; what comes there is not even read.
    if request is None or request.resolver_match is None or request.path.startswith(NOT_BACK):
        return ""
    fields = _fields(request)
    lines = []
    for name, values in request.POST.lists():
        field = _field(fields, name)
        label, text = (field.label if field else name), said(name, field, values)
        if label and text and name not in NOT_TYPED and "password" not in name:
            lines.append(f"{label}\n{text}")
    return "\n\n".join(lines)


def _field(fields: Mapping[str, Field], name: str) -> Field | None:
    """The field with this name; of a further person in the same report that of its block."""
    block = NAMED.fullmatch(name)
    return OtherPerson.base_fields.get(block[2]) if block else fields.get(name)


def _fields(request: Any) -> dict[str, Field]:
    """Name -> field. The form of this address wins: "Why?" is asked in many, each time about something else."""
    there = _form_at(request)
    return _of_every_form(get_language()) | (dict(there.base_fields) if there else {})


@cache
def _of_every_form(language: str | None) -> dict[str, Field]:
    """Name -> field, labelled in this language, of every form there is; the report wins: it has the most to lose."""
    every: list[type[ActionForm]] = [form for forms_ in OF_ROUTE.values() for form in forms_.values()]
    every += [public.PublicReport, report.ReportForm]
    return _asked_by_part() | {name: field for form in every for name, field in form.base_fields.items()}


def _form_at(request: Any) -> type[ActionForm] | None:
    found = request.resolver_match
    return OF_ROUTE.get(found.url_name, {}).get(found.kwargs.get("step", ""))


def _asked_by_part() -> dict[str, Field]:
    """The fields a form makes only when it is drawn: the parts of a package, the six questions, the household."""
    labels: dict[str, Any] = {f"part_{part}": label for part, label in PARTS} | dict(QUESTION)
    asked: dict[str, Field] = {name: forms.CharField(label=label) for name, label in labels.items()}
    asked |= {
        f"seen_{question}": forms.CharField(label=crisis_words.question_word(question)) for question in SHEET
    }
    return asked | {
        question: forms.ChoiceField(label=report.question_label(question), choices=YES_NO_UNKNOWN)
        for question in melding.AddToCase.answers_to
    }
