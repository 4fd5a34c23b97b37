"""Which controls does a form of outreach or handover use? Everything in sight, a date picked or typed."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from casework.forms.typed import TypedText
from casework.reading.care_words import choices
from privacy.context import now_cached
from workflows.calendars import local_date

YES_NO = choices("yes or no", ("yes", "no"))

YEARS_BACK, YEARS_AHEAD = 2, 3
"""How far what happened, or an appointment, can lie from now; further is another year than was meant."""


def one_of(listed: Any, label: Any, **more: Any) -> forms.ChoiceField:
    """A list of which exactly one is chosen, all of it in sight."""
    return forms.ChoiceField(choices=listed, label=label, widget=forms.RadioSelect, **more)


def colleague(label: Any, **more: Any) -> forms.CharField:
    """One colleague by username; the form says in `colleagues` who can be chosen."""
    return forms.CharField(label=label, widget=forms.RadioSelect, **more)


def text(label: Any, *, rows: int = 5, required: bool = True, **more: Any) -> TypedText:
    """A text that may be long."""
    return TypedText(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **more)


def line(label: Any, *, required: bool = True, **more: Any) -> TypedText:
    """A text of one line."""
    return TypedText(label=label, required=required, max_length=200, **more)


def day(label: Any, *, ahead: int = YEARS_AHEAD, **more: Any) -> forms.DateField:
    """A date, picked or typed. `ahead`: how many years from now it may lie."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=[partial(_likely, ahead=ahead)], **more)


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    """A date and a time of day, in local time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, validators=[_likely], **more)


def _likely(on: date, *, ahead: int = YEARS_AHEAD) -> None:
    """Refuse a year that can only be a slip of the hand. `on`: a day, or a moment in local time."""
    this_year = local_date(now_cached()).year
    if on.year < this_year - YEARS_BACK:
        raise ValidationError(
            _("This is more than %(years)d years ago. Check the year.") % {"years": YEARS_BACK}
        )
    if on.year > this_year + ahead:
        raise ValidationError(
            _("This is more than %(years)d years ahead. Check the year.") % {"years": ahead}
        )
