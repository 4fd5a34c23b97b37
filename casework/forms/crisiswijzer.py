"""What does somebody choose who looks for a number? The gemeente first, then the question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.reading import crisiswijzer


def _gemeenten() -> list[tuple[str, Any]]:
    return [("", _("Choose a gemeente")), *((one.code, one.word) for one in crisiswijzer.gemeenten())]


def _questions() -> list[tuple[str, Any]]:
    return [("", _("Show everything")), *((one.code, one.word) for one in crisiswijzer.topics())]


class FindNumber(forms.Form):
    """Stands in the address, so that it can be kept and passed on: it says nothing about anybody."""

    gemeente = forms.ChoiceField(
        label=_("In which gemeente?"), choices=_gemeenten,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )  # fmt: skip
    vraag = forms.ChoiceField(
        label=_("What is it about?"), choices=_questions, required=False,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )  # fmt: skip
