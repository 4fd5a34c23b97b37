"""How was somebody tried to be reached? Every channel and part of the day, so that what was not tried stands out."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.reading.care_words import word
from workflows.outreach_states import CHANNELS, DAYPARTS


def tried_of(tried: list[dict[str, Any]]) -> dict[str, Any]:
    """`table` for parts/table.html and `not_yet`: the channels and parts of the day nobody tried.

    tried: rows of casework.reading.around, one for each channel and part of the day.
    """
    counts = {(row["who"], row["stage"]): (row["many"], row["met"]) for row in tried}
    rows = [
        [capfirst(word("channel", channel)), *(_cell(counts.get((channel, part))) for part in DAYPARTS)]
        for channel in CHANNELS
    ]
    columns = [_("How"), *(capfirst(word("daypart", part)) for part in DAYPARTS)]
    caption = _("What was tried, and when in the day")
    return {
        "table": {"id": "tried", "caption": caption, "columns": columns, "rows": rows},
        "not_yet": _not_yet(counts),
    }


def _cell(count: tuple[int, int] | None) -> str:
    if count is None:
        return "-"
    tries, met = count
    said = ngettext("%(count)d time", "%(count)d times", tries) % {"count": tries}
    return f"{said}, {_('reached')}" if met else said


def _not_yet(counts: dict[tuple[str, str], Any]) -> str:
    """The words of what was never tried; empty when everything was."""
    channels = [word("channel", one) for one in CHANNELS if one not in {channel for channel, _part in counts}]
    parts = [word("daypart", one) for one in DAYPARTS if one not in {part for _channel, part in counts}]
    return ", ".join([*channels, *parts])
