"""What does the sociale kaart say now? The region pack, with what its own people said about it since it was loaded.

Only whom to call follows from it: terms, ladders and who owns what go by the pack, whatever is closed for a day.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from casework.directory.current import pack
from casework.directory.entries import CardEntry
from casework.directory.pack import RegionPack
from casework.models import ClosedToday, KaartLine
from workflows.calendars import local_date

STALE = timedelta(days=90)
"""After this a line counts as not looked at lately. Source: docs/glossary.md, sociale kaart."""


def as_said() -> RegionPack:
    """The pack with the numbers, checks and closed days of this moment. Two statements."""
    region, lines = pack().region, {line.entry: line for line in KaartLine.objects.all()}
    closed = {row.service: (row.since, row.until) for row in ClosedToday.objects.all()}
    return replace(region, card=_with(region.card, lines), closed=closed)


def _with(
    card: Mapping[tuple[str, str], CardEntry], lines: Mapping[str, KaartLine]
) -> dict[tuple[str, str], CardEntry]:
    found = dict(card)
    for key, entry in card.items():
        line = lines.get(entry.id)
        if line is not None:
            confirmed_on = max(entry.confirmed_on, line.confirmed_on or entry.confirmed_on)
            found[key] = replace(entry, phone=line.phone or entry.phone, confirmed_on=confirmed_on)
    return found


def entry_by_id(entry_id: str) -> CardEntry | None:
    """The line with this id in the pack."""
    return next((entry for entry in pack().region.card.values() if entry.id == entry_id), None)


def is_stale(entry: CardEntry, at: datetime) -> bool:
    """Has nobody looked at this line for more than ninety days?"""
    return local_date(at) - entry.confirmed_on > STALE
