"""What can be done with a page (oproep)? It asks the next colleague by itself; whoever comes says they have seen it."""

from typing import Any
from uuid import UUID

from casework.actions.clock import NOUNS
from casework.actions.command import command
from casework.calling import climbs, end, is_answered, line_of, may_answer, quiet
from casework.directory.current import pack
from casework.errors import NotYours
from casework.models import Account
from casework.work import current_work
from notifications import paging
from notifications.models import Page
from notifications.paging import ask_next, running
from privacy.context import Acting
from privacy.ledger.record import denied


@command
def begin(*, by: Acting) -> int:
    """What was told out loud since the last time calls somebody. Returns how many notices that were."""
    return paging.begin(at=by.at)


@command
def ask(*, by: Acting, page_id: str) -> bool:
    """Ask the next colleague about a page whose time has come, or end it when somebody has acted.

    False when somebody was first: then nothing happens.
    """
    page = running().select_for_update().filter(pk=page_id, next_at__lte=by.at).first()
    if page is None:
        return False
    record = _about(page)
    if record is None or is_answered(page, record):
        end(page)
        return True
    asked = ask_next(page, line_of(page, record, at=by.at), at=by.at, wait=pack().region.about.page_wait)
    if asked is not None:
        current_work().called.add(str(Account.objects.get(pk=asked.person).team_id))
    return True


@command
def acknowledge(*, by: Acting, item_ref: str) -> Page:
    """Somebody who is called has seen it and comes: nobody else is asked, and its ladder rests for a moment.

    The term does not move and nobody else becomes owner. Whoever is later than a colleague gets the page as it is then,
    with who was first. Raises NotYours.
    """
    pages = Page.objects.select_for_update().filter(about_ref=item_ref)
    page = pages.order_by("-created_at", "-id").first()
    if page is None or not may_answer(page, by):
        denied(by, action="page.acknowledge", about=item_ref)
        raise NotYours
    if page.next_at is None:
        return page
    record = _about(page)
    if record is not None and UUID(by.actor) in record.not_called():
        # Whoever is out there does not answer the call that looks for them.
        denied(by, action="page.acknowledge", about=item_ref)
        raise NotYours
    end(page, by=UUID(by.actor), at=by.at)
    if record is not None:
        current_work().concerns(record)
        clock = getattr(record, "clock", None)
        if clock is not None and climbs(clock, by.at):
            quiet(clock, by=by)
    return page


def _about(page: Page) -> Any:
    """The item, locked, or None when it is gone."""
    model = NOUNS.get(page.about_kind)
    return model.objects.select_for_update().filter(ref=page.about_ref).first() if model else None
