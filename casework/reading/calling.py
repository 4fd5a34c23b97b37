"""Am I called now? The pages (oproepen) that asked this colleague and that nobody has answered yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.reading.notices import Place, places_of
from notifications.paging import running
from privacy.context import Acting


@dataclass(frozen=True)
class CallRow:
    """One page that asked the reader. `ref`: what it is about. `until`: when the next one is asked (aware UTC)."""

    ref: str
    sentence: str
    asked_at: datetime
    until: datetime | None
    place: Place


def calls(by: Acting) -> list[CallRow]:
    """What this colleague is called for, the oldest first; references only. At most one statement and one per noun.

    Whoever was asked before stays called: they may still be the first who comes.
    """
    me = UUID(by.actor)
    found = [page for page in running().order_by("created_at", "pk") if page.asked(me)]
    return [
        CallRow(page.about_ref, page.sentence, page.asked_at, page.next_at, place)
        for page, place in zip(found, places_of(found, by), strict=True)
        if not place.hidden
    ]
