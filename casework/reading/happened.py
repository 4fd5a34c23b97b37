"""What happened with an item, in words? Change events as lines of a timeline: who did what, never what was written."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext

from casework.models import Account
from casework.reading.words import role_word, state_badge
from privacy.ledger.record import ChangeEvent
from workflows.roles import Role

Mark = tuple[datetime, UUID]
"""The place of a line in a timeline: when, and the identity of its row."""

ICONS = {
    "case.assign": "person", "case.reassign": "people", "case.close": "check", "case.reopen": "back",
    "handover.draft": "pen", "handover.offer": "share", "handover.open": "eye", "handover.ask": "question",
    "handover.answer": "pen", "handover.accept": "check", "handover.start": "check", "handover.give_back": "back",
    "handover.put_on_waiting_list": "pause", "handover.expire": "late", "handover.plan_talk": "clock",
    "handover.hold_talk": "people", "handover.confirm": "bridge", "handover.complete": "check",
    "handover.lose": "back", "handover.redraft": "pen", "handover.withdraw": "cross",
    "handover.go_together": "together", "handover.let_go": "arrow",
}  # fmt: skip
"""Actions that are worth a line, with their drawing."""


def events_of(
    refs: Sequence[str], *, limit: int, before: Mark | None = None, but: Iterable[str] = ()
) -> list[ChangeEvent]:
    """The newest change events of these records that are worth a line, newest first. One statement.

    `but`: actions that are told otherwise. What a case did only because of its handover is told by the handover.
    """
    found = ChangeEvent.objects.filter(
        about_kind__in=("case", "handover"), about_ref__in=refs, action__in=set(ICONS) - set(but)
    ).exclude(about_kind="case", action__startswith="handover.")
    return list(older(found, before, "event_id").order_by("-at", "-event_id")[:limit])


def older(found: "QuerySet[Any]", before: Mark | None, identity: str) -> "QuerySet[Any]":
    """Only the rows that come after this place in a list with the newest first."""
    if before is None:
        return found
    at, pk = before
    return found.filter(Q(at__lt=at) | Q(**{"at": at, f"{identity}__lt": pk}))


def names_of(events: Iterable[ChangeEvent], *, known: Iterable[Account | None] = ()) -> dict[str, str]:
    """Actor -> name. One statement, and none when everybody is known already."""
    names = {str(account.pk): account.name for account in known if account is not None}
    missing = {event.actor for event in events if event.role != Role.SYSTEM} - set(names)
    found = Account.objects.filter(pk__in=missing) if missing else ()
    return names | {str(account.pk): account.name for account in found}


def line(event: ChangeEvent, names: dict[str, str]) -> dict[str, Any]:
    """One event for parts/timeline.html."""
    moved = event.to_state and event.to_state != event.from_state
    return {
        "at": event.at, "icon": ICONS.get(event.action, "pen"), "title": change_word(event.action),
        "who": by_whom(event, names), "text": "", "url": None,
        "state": state_badge(event.about_kind, event.to_state) if moved else None,
    }  # fmt: skip


def change_word(action: str) -> str:
    """What an action did, as a short sentence."""
    return (
        pgettext("change", action.rpartition(".")[2].replace("_", " "))
        if action in ICONS
        else gettext("Changed")
    )


def by_whom(event: ChangeEvent, names: dict[str, str]) -> str:
    """The name of who acted, or that the system did."""
    return names.get(event.actor) or role_word(event.role)


def newest_change(ref: str) -> tuple[ChangeEvent | None, str]:
    """The last change of one record and the name of who made it. Two statements."""
    kinds = ("melding", "triage", "case", "handover")
    # A clock that rings and a key that is replaced leave an event too; nobody wrote anything then.
    by_people = ChangeEvent.objects.exclude(action__in=("clock.ring", "keys.reseal"))
    event = by_people.filter(about_kind__in=kinds, about_ref=ref).order_by("-id").first()
    return event, by_whom(event, names_of([event])) if event else ""


def mark_of(at: datetime, pk: UUID) -> str:
    """A place in a timeline as text for an address."""
    return f"{at.isoformat()}_{pk}"


def mark_from(text: str | None) -> Mark | None:
    """The place this text names; None for none, and for anything that is no such place."""
    at, _, pk = (text or "").partition("_")
    try:
        moment, identity = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return (moment, identity) if moment.tzinfo else None
