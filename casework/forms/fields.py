"""Which controls does a form of outreach or handover use? Everything in sight, a date picked or typed."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.forms.typed import TypedText
from casework.reading.care_words import choices
from privacy.context import now_cached
from workflows.calendars import AMSTERDAM, local_date

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


class Moment(forms.DateTimeField):
    """A moment in local time. Of the hour that comes twice, when the clock goes back, the nearest to now is meant."""

    def to_python(self, value: Any) -> datetime | None:
        """The moment (aware). Raises ValidationError, also for an hour that is skipped when the clock goes forward."""
        try:
            return super().to_python(value)
        except ValidationError as refused:
            if refused.code != "ambiguous_timezone":
                raise
        with timezone.override(UTC):
            # In UTC no hour is skipped and none comes twice.
            typed = cast(datetime, super().to_python(value)).replace(tzinfo=None)
        twice = [typed.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC) for fold in (0, 1)]
        if twice[0].astimezone(AMSTERDAM).replace(tzinfo=None) != typed:
            raise ValidationError(
                _("That night this hour is skipped: the clock goes forward. Choose an hour later.")
            )
        return min(twice, key=lambda moment: abs(moment - now_cached()))


def moment(label: Any, **more: Any) -> Moment:
    """A date and a time of day, in local time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return Moment(label=label, widget=widget, validators=[_likely], **more)


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
