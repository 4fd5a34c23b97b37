"""Who is asked next, and when? A page asks one person at a time and begins again when it has asked them all.

Knows ids only: who stands in the line of a page is said by the caller. A page goes out by the road that reaches a
person at night: a text message to their own number, or mail to who has none.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from notifications.event import Level
from notifications.models import Notice, Outbox, Page
from notifications.notices import EMAIL
from notifications.transports.wording import CALLED

SMS = "sms"


class Reach(NamedTuple):
    """One person in the line: id, mail address, and the number for a text message, empty when there is none."""

    person: UUID
    email: str
    phone: str


def running() -> "QuerySet[Page]":
    """The pages that still ask somebody (the partial index holds exactly these)."""
    return Page.objects.filter(next_at__isnull=False)


def uncalled() -> "QuerySet[Notice]":
    """The loud notices that called nobody yet (the partial index holds exactly these)."""
    return Notice.objects.filter(level=Level.PAGE, called_at__isnull=True)


def begin(*, at: datetime, limit: int = 100) -> int:
    """Every loud notice calls somebody: a page begins, or the one that runs about this item asks these people as well.

    A change writes its notice and no more: it costs nobody a statement who is waiting for an answer. at: aware.
    Inside a transaction of its own. Returns how many notices called.
    """
    queue = uncalled().filter(created_at__lte=at).order_by("created_at", "id")
    loud = list(queue.select_for_update()[:limit])
    refs = {told.about_ref for told in loud}
    pages = {page.about_ref: page for page in running().select_for_update().filter(about_ref__in=refs)}
    known = set(pages)
    for told in loud:
        receiver = [str(told.to_person or ""), told.to_team, told.to_role]
        page = pages.setdefault(told.about_ref, _new(told))
        if receiver not in page.receivers:
            page.receivers.append(receiver)
            # Somebody else is called now: they are not kept waiting for who was asked before.
            page.event, page.due_at, page.next_at = told.event, told.due_at, told.created_at
    for ref in known:
        pages[ref].save(update_fields=["receivers", "event", "due_at", "next_at"])
    Page.objects.bulk_create([page for ref, page in pages.items() if ref not in known])
    Notice.objects.filter(pk__in=[told.pk for told in loud]).update(called_at=at)
    return len(loud)


def _new(told: Notice) -> Page:
    return Page(event=told.event, about_kind=told.about_kind, about_ref=told.about_ref, due_at=told.due_at,
                created_at=told.created_at, next_at=told.created_at)  # fmt: skip


def ask_next(page: Page, line: Sequence[Reach], *, at: datetime, wait: timedelta) -> Reach | None:
    """Ask the first of the line whom this round has not asked; after the last one a new round begins.

    at: aware. wait: how long whoever is asked has to answer. None, and asked again after `wait`, for an empty line.
    Saves the page and the message: two statements.
    """
    page.next_at = at + wait
    asked = {one for one, _ in page.asks[page.turn :]}
    chosen = next((reach for reach in line if str(reach.person) not in asked), None)
    if chosen is None and line:
        page.turn, chosen = len(page.asks), line[0]
    page.person = chosen.person if chosen else None
    if chosen is not None:
        told = _has_a_mail(page, chosen)
        page.asks.append([str(chosen.person), at.isoformat()])
        Outbox.objects.bulk_create([] if told else [_message(page, chosen, at)], ignore_conflicts=True)
    page.save(update_fields=["next_at", "turn", "person", "asks"])
    return chosen


def _road(reach: Reach) -> str:
    return SMS if reach.phone and settings.SMS_URL else EMAIL


def _has_a_mail(page: Page, reach: Reach) -> bool:
    """Has the notice that called this person by name gone to the same mail address just now?"""
    by_name = any(person == str(reach.person) for person, _, _ in page.receivers)
    return by_name and _road(reach) == EMAIL and not page.asked(reach.person)


def _message(page: Page, reach: Reach, at: datetime) -> Outbox:
    road = _road(reach)
    return Outbox(
        key=f"page:{page.id}:{len(page.asks)}", transport=road, event=CALLED, about_ref=page.about_ref,
        recipient=reach.phone if road == SMS else reach.email, due_at=page.next_at, not_before=at, created_at=at,
    )  # fmt: skip


def end(page: Page, *, by: UUID | None = None, at: datetime | None = None) -> None:
    """Nobody is asked any more: somebody has seen it (`by`, at the aware moment `at`), or has acted. One statement."""
    page.next_at, page.acknowledged_by, page.acknowledged_at = None, by, at
    page.save(update_fields=["next_at", "acknowledged_by", "acknowledged_at"])
