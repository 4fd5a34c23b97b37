"""What must happen when nobody clicks? Due clocks ring once each, and mails are fetched; a message only wakes it up."""

import logging
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import Error as DatabaseError
from django.db.models import Q, QuerySet

from casework import drafts
from casework.actions import clock, notice, page, sociale_kaart
from casework.directory.current import pack
from casework.edge import system
from casework.mailbox.polling import poll
from casework.models import Clock
from notifications.paging import running
from privacy.context import Acting, now

log = logging.getLogger("casework.sweep")
BATCH = 100
LONGEST_RUN = 30.0
"""Seconds. The task is stopped after fifty; it ends well before, between two clocks."""


@shared_task(name="casework.tasks.sweep_clocks")
def sweep_clocks() -> int:
    """Ring what is due now, ask who is called next, destroy the keys of drafts that are gone. Returns how many rang."""
    rang = ring_due(now())
    call_due(now())
    try:
        drafts.destroy_left_keys()
    except DatabaseError:
        # The keystore may be away for a moment; what is left over is found again at the next sweep.
        log.exception("keys of drafts could not be destroyed and will be tried again")
    return rang


@shared_task(name="casework.tasks.poll_postbak")
def poll_postbak() -> int:
    """Take in the mails that wait, when there is a mailbox. Returns how many became a melding or an item."""
    if not settings.POSTBAK_URL:
        return 0
    done = poll(settings.POSTBAK_URL)
    return done.imported + len(done.rejected)


def ring_due(at: datetime) -> int:
    """Ring every clock that is due at `at` (aware), earliest first, each at `at`. Returns how many rang."""
    by = system(at=at)
    return sum(_ring(together, by) for together in _due(at))


def _ring(clock_ids: list[UUID], by: Acting) -> int:
    """Ring these in one transaction; when one of them cannot, each in a transaction of its own."""
    try:
        return clock.ring(clock_ids=clock_ids, by=by)
    except Exception:
        if len(clock_ids) > 1:
            return sum(_ring([clock_id], by) for clock_id in clock_ids)
        # Whatever is wrong with one clock, the others ring. It stays due and is tried again.
        log.exception("a clock could not ring and will be tried again")
        return 0


def call_due(at: datetime, *, since: datetime | None = None) -> int:
    """Begin to call for what is loud, then ask the next colleague about every page whose time has come at `at` (aware).

    since: of those alone whose time came at that moment (aware) or later. Returns about how many pages. Whatever is
    wrong with one, the others go out; it stays due and is tried again.
    """
    done = 0
    try:
        page.begin(by=system(at=at))
    except Exception:
        log.exception("what is loud could not call anybody and will be tried again")
    due = running().filter(next_at__lte=at, **({"next_at__gte": since} if since else {}))
    for page_id in due.order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH]:
        try:
            done += page.ask(page_id=str(page_id), by=system(at=at))
        except Exception:
            log.exception("a page could not go out and will be tried again")
    return done


def due_clocks(at: datetime) -> QuerySet[Clock]:
    """The clocks that are due at `at` (aware), earliest first."""
    return Clock.objects.filter(rings_at__lte=at).order_by("rings_at", "pk")


def _due(at: datetime) -> Iterator[list[UUID]]:
    """Every clock that is due, in the lots in which they ring: what may act by itself is alone in its lot.

    Read in batches: those that cannot ring are passed by once and hold nobody up.
    """
    due, behind = due_clocks(at), Q()
    end = time.monotonic() + LONGEST_RUN
    while time.monotonic() < end:
        batch = list(due.filter(behind).values_list("rings_at", "pk", "item_kind", "kind")[:BATCH])
        for alone, lot in groupby(batch, key=lambda row: row[1] if clock.acts(*row[2:]) else None):
            yield [alone] if alone else [row[1] for row in lot]
        if len(batch) < BATCH:
            return
        moment, last = batch[-1][:2]
        behind = Q(rings_at__gt=moment) | Q(rings_at=moment, pk__gt=last)


@shared_task(name="casework.tasks.send_digests")
def send_digests() -> int:
    """Tell everybody whose day has begun, once, that notices wait. Returns how many mails were made."""
    return digests_at(now())


def digests_at(at: datetime) -> int:
    """The same at this moment (aware). Each in a transaction of its own: killed halfway, the rest follows."""
    waiting = notice.without_digest(at)
    return sum(notice.digest(username=username, by=system(at=at)) for username in waiting)


@shared_task(name="casework.tasks.ask_owners")
def ask_owners() -> int:
    """Ask who keeps a line of the sociale kaart that nobody looked at for ninety days. Returns how many were asked."""
    return ask_owners_at(now())


def ask_owners_at(at: datetime) -> int:
    """The same at this moment (aware), in office hours only: nobody looks at a list at night."""
    if not pack().office_hours(at):
        return 0
    by = system(at=at)
    return sum(sociale_kaart.remind(entry=entry, by=by) for entry in sociale_kaart.stale_entries(at))
