"""Which controls do the forms of a melding share? A list in sight, a long text, the four safety questions."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.report import question_label
from casework.forms.typed import TypedText
from casework.intake import SAFETY


def words(context: str, codes: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Code and word, for a list of which one is chosen."""
    return [(code, pgettext_lazy(context, code.replace("_", " "))) for code in codes]


def one_of(context: str, codes: tuple[str, ...], label: Any) -> forms.ChoiceField:
    """A list of which exactly one is chosen, all of it in sight."""
    return forms.ChoiceField(choices=words(context, codes), label=label, widget=forms.RadioSelect)


def long_text(label: Any, **more: Any) -> TypedText:
    """A text that may be long and may not be left out."""
    return TypedText(label=label, required=True, widget=forms.Textarea(attrs={"rows": 5}), **more)


class SafetyForm(ActionForm):
    """The four safety questions together."""

    answers_to: ClassVar[tuple[str, ...]] = SAFETY

    def __init__(self, *args: Any, answered: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in self.answers_to:
            self.fields[question] = forms.ChoiceField(
                label=question_label(question), choices=YES_NO_UNKNOWN, widget=forms.RadioSelect,
                initial=(answered or {}).get(question),
                error_messages={"required": _("Choose one. 'Unknown' is fine.")},
            )  # fmt: skip
        if self.field_order:
            self.order_fields(self.field_order)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"answers": {question: given.pop(question) for question in self.answers_to}} | given
