"""What happens inside one change? A unit of work collects the touched records and writes them in one fixed order.

Owner and clock follow from the state, the change event from the changed fields, the hint from the commit: an action
cannot forget them. No mail, socket or queue is used inside the transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, transaction

from casework import terms
from casework.addresses import addresses_of
from casework.errors import ChangedMeanwhile
from casework.models.base import Owned, Record
from casework.models.clock import Clock
from notifications import live
from notifications.models import Notice
from notifications.notices import keep
from privacy.context import Acting
from privacy.ledger.record import ChangeEvent, change
from privacy.sealed import Sealed, prepare_for


@dataclass
class Work:
    """One change by one person (or the clock), at one moment."""

    by: Acting
    action: str
    new: list[Record] = field(default_factory=list)
    touched: list[Record] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    restart: dict[Any, Any] = field(default_factory=dict)
    during: dict[int, str] = field(default_factory=dict)
    rung: list[Owned] = field(default_factory=list)

    def touch(self, record: Record) -> None:
        """This loaded record may change."""
        if all(record is not other for other in self.touched):
            self.touched.append(record)
            self.during[id(record)] = self.action

    def add(self, record: Record) -> None:
        """This record is new in this change."""
        record.created_at = record.changed_at = self.by.at
        self.new.append(record)
        self.during[id(record)] = self.action

    def rang(self, record: Owned) -> None:
        """Its clock rang without changing the record itself: that too leaves an event."""
        self.rung.append(record)

    def restart_clock(self, record: Owned, *, since: Any = None) -> None:
        """Start the term of the present state again, counted from `since` (default: now)."""
        self.restart[record.pk] = since or self.by.at

    def finish(self) -> list[ChangeEvent]:
        """Write everything: keys, clocks, records, change events, notices. Raises ChangedMeanwhile on a lost race."""
        events = []
        prepare_for(self.new)
        terms.write([clock for record in (*self.new, *self.touched) for clock in self._settled(record)])
        for record in self.new:
            record.save(force_insert=True)
            events.append(self._event(record, record.sealed_attributes(), created=True))
        for record in self.touched:
            names = record.changed()
            if names:
                self._compare_and_set(record, names)
                events.append(self._event(record, names, created=False))
        events += [self._event(record, [], created=False) for record in self.rung]
        ChangeEvent.objects.bulk_create(events)
        if self.notices:
            keep(self.notices, addresses_of(self.notices))
        return events

    def _settled(self, record: Record) -> list[Clock]:
        """Place its owner as the state demands; its clock, when the state or the work asks for a new term."""
        if not isinstance(record, Owned):
            return []
        record.place_owner()
        moved = record.state != record.seen.get("state") or record in self.new
        if not moved and record.pk not in self.restart:
            return []
        return terms.arm(record, at=self.by.at, since=self.restart.get(record.pk))

    def _compare_and_set(self, record: Record, names: list[str]) -> None:
        record.changed_at = self.by.at
        try:
            record.save_changes([*names, "changed_at"])
        except DatabaseError as lost:
            if "did not affect any rows" not in str(lost):
                raise
            raise ChangedMeanwhile(None) from None

    def _event(self, record: Record, names: list[str], *, created: bool) -> ChangeEvent:
        # From the row itself: asking a relation for its record would cost a statement.
        own = record.__dict__
        values = {name: own.get(name) for name in names if name not in ("clock", "changed_at", "version")}
        digests = {name: v.digest() if isinstance(v, Sealed) else None for name, v in values.items()}
        before = "" if created else str(record.seen.get("state") or "")
        after = str(getattr(record, "state", ""))
        record.remember()
        action = self.during.get(id(record), self.action)
        return change(
            self.by, action, about_kind=record.kind(), about_ref=record.ref, version=record.version, fields=digests,
            from_state=before, to_state=after,
        )  # fmt: skip


_current: ContextVar[Work | None] = ContextVar("work", default=None)


def current_work() -> Work:
    """The change that is going on. Raises LookupError outside an action."""
    work = _current.get()
    if work is None:
        raise LookupError("records change only inside an action")
    return work


@contextmanager
def working(by: Acting, action: str) -> Iterator[Work]:
    """Open a change, or join the one that is going on; the outermost writes, commits and gives the hint."""
    outer = _current.get()
    if outer is not None:
        before, outer.action = outer.action, action
        yield outer
        outer.action = before
        return
    with transaction.atomic():
        work = Work(by, action)
        token = _current.set(work)
        try:
            yield work
            events = work.finish()
        finally:
            _current.reset(token)
        teams = sorted(_teams(work))
        items = [[event.about_kind, event.about_ref] for event in events]
        cursor = max((event.pk for event in events), default=0)
        transaction.on_commit(lambda: live.publish({"cursor": cursor, "teams": teams, "items": items}))


def _teams(work: Work) -> set[str]:
    columns = ("owner_team_id", "sender_team_id", "receiver_team_id", "target")
    records = [*work.new, *work.touched]
    return {str(getattr(r, c)) for r in records for c in columns if getattr(r, c, None)}
