"""Who is asked when a page calls, in which order, and when is it answered?

First whom the notice called, by name or whoever of that team and role is there, the roster first; then whoever answers
for that team at this moment. Source: docs/adr/0045-a-page-asks-one-person.md.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from casework import duty
from casework.directory.current import pack
from casework.models import Account, Clock
from casework.models.base import Record
from casework.telling import answers_for, is_closed_to, staff_of
from casework.work import current_work
from notifications.models import Page
from notifications.paging import Reach, end, running
from privacy.context import Acting
from privacy.ledger.record import ChangeEvent
from workflows.clocks import CLIMBING, acknowledged_until
from workflows.roles import Role


def line_of(page: Page, record: Record, *, at: datetime) -> list[Reach]:
    """Everybody who can be asked about this now, once each. Inside a change; of what is shielded only who is named.

    Who is out on it themselves is never asked, by whatever way the call would come to them.
    """
    people = _reachable(_called(page, at), record)
    if not people and record.not_called():
        # Whoever is out alone is looked for by the crisis team, which is there day and night.
        crisis = staff_of(duty.answering(pack().region.about.crisis, at))
        people = _reachable(_in_order(crisis, at), record)
    return [Reach(account.pk, account.email, account.phone) for account in people]


def _reachable(accounts: Iterable[Account], record: Record) -> list[Account]:
    once = {account.pk: account for account in accounts if account.is_active}
    out = record.not_called()
    return [one for one in once.values() if one.pk not in out and not is_closed_to(record, one)]


def _called(page: Page, at: datetime) -> Iterator[Account]:
    # Whoever was called last has not been asked at all yet.
    newest_first = page.receivers[::-1]
    for person, team, role in newest_first:
        yield from _named(person, at) if person else _there(team, role, at)
    for _, team, _ in newest_first:
        if team:
            yield from _in_order(staff_of(duty.answering(team, at)), at)


def _named(person: str, at: datetime) -> Iterator[Account]:
    """A colleague, or who answers for them while they are away; for who has no deputy, the duty of their team."""
    account = Account.objects.select_related("deputy").get(pk=person)
    answering = answers_for(account)
    yield from [answering] if answering else []
    yield from _in_order(staff_of(duty.standing(str(account.team_id), at)), at)


def _there(team: str, role: str, at: datetime) -> Iterator[Account]:
    staff = Account.objects.filter(team_id=team, is_active=True)
    yield from _in_order(duty.with_rostered(staff.filter(role=role) if role else staff, at), at)


def _in_order(staff: Any, at: datetime) -> list[Account]:
    """Who is there: first whom the roster names for this moment, who is there whatever day they work."""
    there = [one for one in staff if one.ill_since is None and (vars(one)["rostered"] or not one.is_away(at))]
    return sorted(there, key=lambda one: (not vars(one)["rostered"], one.name))


def is_answered(page: Page, record: Any) -> bool:
    """Has somebody acted since it began? The item moved on, or whoever was asked did something with it.

    A note of somebody who was not asked answers nothing. At most one statement.
    """
    clock = getattr(record, "clock", None)
    if hasattr(record, "clock") and (clock is None or clock.started_at > page.created_at):
        return True
    about = ChangeEvent.objects.filter(about_kind=page.about_kind, about_ref=page.about_ref)
    since = about.filter(at__gt=page.created_at).exclude(role=Role.SYSTEM)
    done = since.values_list("actor", "from_state", "to_state")
    return any(before != after or page.asked(UUID(actor)) for actor, before, after in done)


def may_answer(page: Page, by: Acting) -> bool:
    """Was this colleague asked, or called by name or with their team?"""
    if page.asked(UUID(by.actor)):
        return True
    return any(
        person == by.actor or (not person and team == by.unit and role in ("", by.role))
        for person, team, role in page.receivers
    )


def quiet(clock: Clock, *, by: Acting) -> None:
    """Somebody has seen it: the ladder rests for half the term, at most ten minutes. The term does not move."""
    clock.acknowledged_at = by.at
    rings_at = acknowledged_until(clock.started_at, clock.due_at, by.at)
    clock.rings_at = max(clock.rings_at or rings_at, rings_at)
    current_work().also_write(clock)


def climbs(clock: Clock, at: datetime) -> bool:
    """Is a ladder climbing that nobody has answered yet?"""
    if clock.rings_at is None or clock.acknowledged_at is not None:
        return False
    return clock.due_at <= at or clock.kind in CLIMBING


def end_of_item(ref: str, *, by: Acting) -> None:
    """Whoever decides has seen it: nobody else is asked about this item. At most two statements."""
    page = running().select_for_update().filter(about_ref=ref).first()
    if page is not None:
        end(page, by=UUID(by.actor), at=by.at)
