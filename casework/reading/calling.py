"""Am I called now? The pages (oproepen) that asked this colleague and that nobody has answered yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.calling import is_answered
from casework.holding import nouns
from casework.reading.notices import Place, places_of
from notifications.models import Page
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
    """What this colleague is called for, the oldest first; references only.

    Whoever was asked before stays called: they may still be the first who comes. What somebody has acted on calls
    nobody, also before the next colleague would be asked. One statement, two per page, and one per noun.
    """
    me = UUID(by.actor)
    asked = [page for page in running().order_by("created_at", "pk") if page.asked(me)]
    found = [page for page in asked if not _is_over(page)]
    return [
        CallRow(page.about_ref, page.sentence, page.asked_at, page.next_at, place)
        for page, place in zip(found, places_of(found, by), strict=True)
        if not place.hidden
    ]


def _is_over(page: Page) -> bool:
    """Has somebody acted on the item? Of what has no owner, such as a roster, that is only said with the button."""
    noun = next((one for one in nouns() if one.kind() == page.about_kind), None)
    if noun is None:
        return False
    record = noun._default_manager.select_related("clock").filter(ref=page.about_ref).first()
    return record is None or is_answered(page, record)
