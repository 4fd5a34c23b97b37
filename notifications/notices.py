"""Who gets which notice, once? Builds rows for the transaction of a change, and reads a person's list.

Rows are saved by the caller, or by `keep`, with conflicts ignored: a second row with the same key is the same
message. Knows no account and no team beyond their ids; addresses come from the caller.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from notifications.errors import NobodyToTell, NotAReference, UnknownEvent
from notifications.event import Level
from notifications.events import EVENTS
from notifications.models import Notice, Outbox
from privacy.ids import REFERENCE

log = logging.getLogger(__name__)

WINDOW = timedelta(minutes=30)
EMAIL = "email"


def notice(
    *,
    event: str,
    about_kind: str,
    about_ref: str,
    at: datetime,
    to_person: UUID | None = None,
    to_team: str = "",
    to_role: str = "",
    level: str | None = None,
    dedupe: str = "",
    due_at: datetime | None = None,
) -> Notice:
    """An unsaved notice for a person, a team, or a role (in a team, or in the whole region without one).

    at: moment of the change; due_at: deadline the message may name (both aware). level: as the event says.
    One change tells a receiver once; a bundled event once per item, level and half hour; `dedupe` replaces
    the moment in that rule. Raises UnknownEvent, NobodyToTell, NotAReference; ValueError (level).
    """
    known = EVENTS.get(event)
    if known is None:
        raise UnknownEvent(event)
    if not (to_person or to_team or to_role):
        raise NobodyToTell(event)
    if not REFERENCE.fullmatch(about_ref):
        raise NotAReference(event)
    loud = Level(level or known.level)
    moment = dedupe or (_window(at) if known.bundled else at).isoformat()
    parts = [event, about_ref, str(to_person or ""), to_team, to_role, loud if known.bundled else "", moment]
    return Notice(
        to_person=to_person,
        to_team=to_team,
        to_role=to_role,
        event=event,
        about_kind=about_kind,
        about_ref=about_ref,
        level=loud.value,
        created_at=at,
        due_at=due_at,
        dedupe_key=hashlib.sha256("\x1f".join(parts).encode()).hexdigest(),
    )


def _window(at: datetime) -> datetime:
    """The start (UTC) of the half hour in which `at` falls."""
    seconds = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def outbox_rows(notices: Iterable[Notice], addresses: Mapping[UUID | str, str]) -> list[Outbox]:
    """Unsaved mails for the page-level notices, in order.

    addresses: mail address by id of the person (UUID) or of the team (str). A page without an address stays
    in the list and is logged: a missing address never undoes a change.
    """
    rows = []
    for told in notices:
        if told.level != Level.PAGE:
            continue
        address = addresses.get(told.to_person or told.to_team)
        if not address:
            log.error("page %s (%s) has no mail address; it stands in the list only", told.id, told.event)
            continue
        rows.append(
            Outbox(
                key=f"{EMAIL}:{told.dedupe_key}",
                transport=EMAIL,
                recipient=address,
                event=told.event,
                about_ref=told.about_ref,
                due_at=told.due_at,
                not_before=told.created_at,
                created_at=told.created_at,
            )
        )
    return rows


def keep(notices: Iterable[Notice], addresses: Mapping[UUID | str, str]) -> None:
    """Save the notices and the mails they need: at most two statements, inside the caller's transaction."""
    told = list(notices)
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    if mails := outbox_rows(told, addresses):
        Outbox.objects.bulk_create(mails, ignore_conflicts=True)


def put_digest(*, person: UUID, address: str, on: date, at: datetime) -> None:
    """One mail that says only that notices wait: one per person and local day `on`, however often this is called."""
    row = Outbox(key=f"digest:{person}:{on}", transport=EMAIL, recipient=address, event="digest.ready",
                 about_ref=str(person), not_before=at, created_at=at)  # fmt: skip
    Outbox.objects.bulk_create([row], ignore_conflicts=True)


def for_reader(*, person: UUID, team: str, role: str, limit: int, level: str = "") -> QuerySet[Notice]:
    """The unread notices for this person, this team or this role, newest first. `level`: only those."""
    mine = _unread(person, team, role)
    return (mine.filter(level=level) if level else mine).order_by("-created_at", "-id")[:limit]


def bundle_of(told: Notice) -> str:
    """Notices with the same text here are one line and count as one: same event, receiver, level and half hour.

    A page, and what is not bundled, stands by itself.
    """
    if told.level == Level.PAGE or not EVENTS[told.event].bundled:
        return str(told.id)
    receiver = (str(told.to_person or ""), told.to_team, told.to_role)
    return "|".join([told.event, told.level, *receiver, _window(told.created_at).isoformat()])


def mark_read(ids: Iterable[UUID], *, person: UUID, team: str, role: str, at: datetime) -> int:
    """Take these notices off the list, a team's notice for the whole team. Gives how many it were."""
    return _unread(person, team, role).filter(pk__in=list(ids)).update(read_at=at)


def _unread(person: UUID, team: str, role: str) -> QuerySet[Notice]:
    """A notice with a person is for that person alone, whatever team or role stands beside it."""
    team_or_region = Q(to_team=team, to_role__in=["", role]) | Q(to_team="", to_role=role)
    mine = Q(to_person=person) | (Q(to_person__isnull=True) & team_or_region)
    return Notice.objects.filter(mine, read_at__isnull=True)
