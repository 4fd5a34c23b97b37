"""How are a birth date and the agreement behind a term said, on every page about a case?"""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.directory.current import pack
from casework.reading.care_words import term_word
from workflows.calendars import local_date


def birthdate_word(stored: str) -> str:
    """An ISO date as people say it; a year alone stays a year."""
    try:
        return date_format(date.fromisoformat(stored), "j F Y")
    except ValueError:
        return stored


def date_word(day: date | None) -> str:
    """A day as people say it; empty for none."""
    return date_format(day, "j F Y") if day else ""


def why_of(item: Any) -> dict[str, str]:
    """Which agreement sets the running term of this item, in one line."""
    if item.clock is None:
        return {"why": ""}
    rule = pack().region.clocks.term_for(
        item.clock.kind, urgency=item.clock_urgency(), origin=item.clock_origin(),
        on_date=local_date(item.clock.started_at),
    )  # fmt: skip
    said = {"term": term_word(rule.term), "urgency": item.clock_urgency()}
    return {"why": _("the region agreed on %(term)s for this step at %(urgency)s.") % said}
