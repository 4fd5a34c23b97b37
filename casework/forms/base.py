"""What do all forms have in common? They name their action, carry the version that was seen, and know their refusals.

A refusal of the lifecycle lands at the field it is about; what was typed stays.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext, gettext_lazy

from casework.errors import Situation
from casework.models import Account
from privacy.context import Acting
from workflows.refusals import Refusal

MOST_TEXT = 100_000
"""Characters in one text field: a sealed value holds at most 1 MiB."""

TOO_LONG = gettext_lazy(
    "This text has %(show_value)d characters; %(limit_value)d fit. Shorten it, or split it over two moments."
)

YES_NO_UNKNOWN = [
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
    ("onbekend", gettext_lazy("Unknown")),
]


Colleagues = dict[str, Callable[[], list[tuple[str, str]]]]


class ActionForm(forms.Form):
    """The fields of one action. `refused_at`: name of a refusal class -> the field that shows it.

    `needs_its_item`: its fields depend on the item, also when it is sent.
    `says_what_is_enough`: the page says it once, so that nearly every label need not say "may stay empty".
    """

    action: ClassVar[str]
    title: ClassVar[Any]
    submit: ClassVar[Any]
    refused_at: ClassVar[dict[str, str]] = {}
    conflict_texts: ClassVar[tuple[str, ...]] = ()
    says_what_is_enough: ClassVar[bool] = False
    needs_its_item: ClassVar[bool] = False
    meaning: Any = ""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by: Acting, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.about = by, about
        for name, listed in self.colleagues().items():
            self.fields[name].widget.choices = listed
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length is None:
                # Not as max_length of the widget: a browser would cut pasted text off without a word.
                field.validators.append(MaxLengthValidator(MOST_TEXT, TOO_LONG))

    def colleagues(self) -> Colleagues:
        """Field name -> who can be chosen; a form that asks for a colleague overrides this.

        Asked for only when the form is drawn: whether the chosen one may do it is for the action to say.
        """
        return {}

    def arguments(self) -> dict[str, Any]:
        """What the action gets: the cleaned values."""
        return dict(self.cleaned_data)

    def refuse(self, error: Refusal | Situation) -> None:
        """Show the sentence of a refusal at its field, or above the form."""
        field = self.refused_at.get(type(error).__name__)
        self.add_error(field if field in self.fields else None, gettext(error.sentence))


def colleague_choices(team: str, roles: tuple[str, ...], *, but: str = "") -> list[tuple[str, str]]:
    """Username and name of the active colleagues of a team (its id) in these roles, without the account `but`."""
    found = Account.objects.filter(team_id=team, role__in=roles, is_active=True).order_by("name")
    if but:
        found = found.exclude(pk=but)
    return [(account.username, account.name) for account in found]
