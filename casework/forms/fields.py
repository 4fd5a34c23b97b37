"""Which controls does a form of outreach or handover use? Everything in sight, a date picked or typed."""

from typing import Any

from django import forms

from casework.forms.typed import TypedText
from casework.reading.care_words import choices

YES_NO = choices("yes or no", ("yes", "no"))


def one_of(listed: Any, label: Any, **more: Any) -> forms.ChoiceField:
    """A list of which exactly one is chosen, all of it in sight."""
    return forms.ChoiceField(choices=listed, label=label, widget=forms.RadioSelect, **more)


def colleague(label: Any, **more: Any) -> forms.CharField:
    """One colleague by username; the form says in `colleagues` who can be chosen."""
    return forms.CharField(label=label, widget=forms.RadioSelect, **more)


def text(label: Any, *, rows: int = 5, required: bool = True, **more: Any) -> TypedText:
    """A text that may be long."""
    return TypedText(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **more)


def line(label: Any, **more: Any) -> TypedText:
    """A text of one line."""
    return TypedText(label=label, required=True, max_length=200, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """A date, picked or typed."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    """A date and a time of day, in local time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)
