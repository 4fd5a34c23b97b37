"""How is a moment, an urgency, an icon or a form control shown? Presentation only: no query, no decision.

Moments come in aware (any zone) and are shown in Europe/Amsterdam, absolute and relative together. The
present is the `now` of the page, or else the one clock of the product. Time left is rounded down, so a
screen never promises more time than there is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Textarea
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from casework.templatetags.icon_paths import ICONS, URGENCY_SHAPES
from privacy import context

register = template.Library()

MINUTES_UNTIL = timedelta(hours=2)
HOURS_UNTIL = timedelta(hours=48)
SOON = timedelta(hours=1)

URGENCY_WORDS = {
    "U0": gettext_lazy("life in danger"),
    "U1": gettext_lazy("very urgent"),
    "U2": gettext_lazy("urgent"),
    "U3": gettext_lazy("today"),
    "U4": gettext_lazy("soon"),
    "U5": gettext_lazy("planned"),
    "U9": gettext_lazy("advice"),
}


def _present(now: object) -> datetime:
    """The page's `now` when it has one; a template without it passes an empty text."""
    return now if isinstance(now, datetime) else context.now()


def _amount(span: timedelta) -> tuple[str, int]:
    """A length of time as one unit and a count, rounded down: ("minute", 12), ("hour", 5), ("day", 3)."""
    if span < MINUTES_UNTIL:
        return "minute", int(span.total_seconds() // 60)
    if span < HOURS_UNTIL:
        return "hour", int(span.total_seconds() // 3600)
    return "day", span.days


@register.filter
def moment(at: datetime | None, now: object = "") -> str:
    """The absolute moment in local time: "do 4 mrt 17:00", with the year when it is another one."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    same_year = local.year == timezone.localtime(_present(now)).year
    return date_format(local, "D j b H:i" if same_year else "D j b Y H:i").lower()


@register.filter
def clock_time(at: datetime | None) -> str:
    """The local time of day: "17:00"."""
    return "" if at is None else date_format(timezone.localtime(at), "H:i")


@register.filter
def left(due: datetime | None, now: object = "") -> str:
    """The time left until `due`, or how late it is: "nog 2 uur", "3 uur te laat"."""
    if due is None:
        return ""
    span = due - _present(now)
    if abs(span) < timedelta(minutes=1):
        return gettext("now")
    unit, count = _amount(abs(span))
    if span > timedelta(0):
        words = {
            "minute": ngettext("%(count)d minute left", "%(count)d minutes left", count),
            "hour": ngettext("%(count)d hour left", "%(count)d hours left", count),
            "day": ngettext("%(count)d day left", "%(count)d days left", count),
        }
    else:
        words = {
            "minute": ngettext("%(count)d minute late", "%(count)d minutes late", count),
            "hour": ngettext("%(count)d hour late", "%(count)d hours late", count),
            "day": ngettext("%(count)d day late", "%(count)d days late", count),
        }
    return words[unit] % {"count": count}


@register.filter
def ago(at: datetime | None, now: object = "") -> str:
    """How long ago something happened: "12 minuten geleden"."""
    if at is None:
        return ""
    span = _present(now) - at
    if span < timedelta(minutes=1):
        return gettext("just now")
    unit, count = _amount(span)
    words = {
        "minute": ngettext("%(count)d minute ago", "%(count)d minutes ago", count),
        "hour": ngettext("%(count)d hour ago", "%(count)d hours ago", count),
        "day": ngettext("%(count)d day ago", "%(count)d days ago", count),
    }
    return words[unit] % {"count": count}


@register.filter
def pressure(due: datetime | None, now: object = "") -> str:
    """How a clock is drawn: "late", "soon" (an hour or less) or "calm". Drawing only, no escalation."""
    if due is None:
        return "calm"
    span = due - _present(now)
    if span <= timedelta(0):
        return "late"
    return "soon" if span <= SOON else "calm"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An own line drawing, hidden from screen readers: the word stands beside it. KeyError when unknown."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def urgency_shape(code: str) -> SafeString:
    """The shape of an urgency, full or open. KeyError when the code is unknown."""
    path, full = URGENCY_SHAPES[code]
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="{}" stroke="currentColor" stroke-width="2" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        "currentColor" if full else "none",
        path,
    )


@register.filter
def urgency_word(code: str) -> str:
    """The word of an urgency code in the reader's language: "U2" -> "dringend"."""
    return str(URGENCY_WORDS[code])


@register.filter
def field_kind(field: BoundField) -> str:
    """What kind of control a field is: "check" (one box), "choices" (a group) or "text"."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "text"


@register.filter
def control(field: BoundField) -> SafeString:
    """The control of a form field with the design-system class; Django adds the aria attributes."""
    widget = field.field.widget
    known = str(widget.attrs.get("class", ""))
    if field_kind(field) != "text":
        return field.as_widget(attrs={"class": f"{known} box".strip()})
    base = "utrecht-textarea" if isinstance(widget, Textarea) else "utrecht-textbox"
    wrong = f" {base}--invalid" if field.errors else ""
    return field.as_widget(attrs={"class": f"{known} {base}{wrong}".strip()})


@register.filter
def optional_mark(field: BoundField) -> str:
    """Says at the label that a field may stay empty; most fields are needed, so those carry no mark.

    Where nearly everything may stay empty, the page says what is enough (`says_what_is_enough` of the form).
    """
    quiet = field.field.required or getattr(field.form, "says_what_is_enough", False)
    return "" if quiet else pgettext("form field", "(may stay empty)")


@cache
def _has_vendor_styles() -> bool:
    return finders.find("casework/vendor/components.css") is not None


@register.simple_tag
def vendor_ready() -> bool:
    """Whether the fetched design-system styles are there; looked up once per process."""
    return _has_vendor_styles()
