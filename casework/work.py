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
from casework.models.base import Owned, OwnedWithSideClock, Record
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
    gone: list[Record] = field(default_factory=list)
    touched: list[Record] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    restart: dict[Any, Any] = field(default_factory=dict)
    during: dict[int, str] = field(default_factory=dict)
    rung: list[Owned] = field(default_factory=list)
    other_clocks: list[Clock] = field(default_factory=list)
    concerned: list[Record] = field(default_factory=list)
    called: set[str] = field(default_factory=set)

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

    def remove(self, record: Record) -> None:
        """This loaded record is deleted with this change; that it was there stays in the ledger."""
        self.gone.append(record)
        # The ledger asks for a record that is gone whether somebody meant it to be.
        self.during[id(record)] = f"{record.kind()}.destroyed"

    def rang(self, record: Owned) -> None:
        """Its clock rang without changing the record itself: that too leaves an event."""
        self.rung.append(record)

    def concerns(self, record: Record) -> None:
        """It is about this record without changing it: that too leaves an event."""
        if all(record.pk != other.pk for other in self.concerned):
            self.concerned.append(record)
            self.during[id(record)] = self.action

    def also_write(self, *clocks: Clock) -> None:
        """These terms of a record are new or moved in this change, beside what follows from its state."""
        self.other_clocks += clocks

    def restart_clock(self, record: Owned, *, since: Any = None) -> None:
        """Start the term of the present state again, counted from `since` (default: now)."""
        self.restart[record.pk] = since or self.by.at

    def finish(self) -> list[ChangeEvent]:
        """Write everything: keys, clocks, records, change events, notices. Raises ChangedMeanwhile on a lost race."""
        events = []
        prepare_for(self.new)
        settled = [clock for record in (*self.new, *self.touched) for clock in self._settled(record)]
        terms.write(list({clock.pk: clock for clock in (*self.other_clocks, *settled)}.values()))
        for record in self.new:
            record.save(force_insert=True)
            events.append(self._event(record, record.sealed_attributes(), created=True))
        for record in self.touched:
            names = record.changed()
            if names and names != ["due_at"]:
                self._compare_and_set(record, names)
                events.append(self._event(record, names, created=False))
        for record in (*self.touched, *self.rung):
            if isinstance(record, Owned):
                record.write_due()
        events += [
            self._event(record, [], created=False) for record in (*self.rung, *self.concerned, *self.gone)
        ]
        for record in self.gone:
            record.delete()
        ChangeEvent.objects.bulk_create(events)
        if self.notices:
            keep(self.notices, addresses_of(self.notices))
        return events

    def _settled(self, record: Record) -> list[Clock]:
        """Place its owner as the state demands; its clock, when the state or the work asks for a new term."""
        if not isinstance(record, Owned):
            return []
        record.place_owner()
        record.name_owner()
        moved = record.state != record.seen.get("state") or record in self.new
        if not moved and record.pk not in self.restart:
            return []
        runs_on = record.pk not in self.restart and record.term_runs_on()
        settled = (
            [] if runs_on else terms.arm(record, at=self.by.counts_from, since=self.restart.get(record.pk))
        )
        if moved and isinstance(record, OwnedWithSideClock):
            settled += terms.side(record, at=self.by.at, new=record in self.new)
        return settled

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
        values = {name: own.get(name) for name in names if name not in KEPT_OUT}
        digests = {name: v.digest() if isinstance(v, Sealed) else None for name, v in values.items()}
        before = "" if created else str(record.seen.get("state") or "")
        after = str(getattr(record, "state", ""))
        # Whose item it was before this change: for that colleague the actor stood in.
        owners = [one.seen.get("owner_person_id") for one in (record, *self.touched)]
        behalf = next(filter(None, map(self.by.on_behalf_of, owners)), "")
        record.remember()
        action = self.during.get(id(record), self.action)
        return change(
            self.by, action, about_kind=record.kind(), about_ref=record.ref, version=record.version, fields=digests,
            from_state=before, to_state=after, relation=behalf,
        )  # fmt: skip


KEPT_OUT = ("clock", "due_at", "side_clock", "inform_clock", "card_clock", "changed_at", "version")
"""Columns that change along with a record and tell nothing about it: no event names them."""

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
        hints = list(_hints(work, events))
        transaction.on_commit(lambda: live.publish(*hints))


def _hints(work: Work, events: list[ChangeEvent]) -> Iterator[dict[str, Any]]:
    """What open pages hear: in one hint what changed together, and apart, per team, what rang in the same lot."""
    rang = {record.ref: record for record in work.rung}
    heard: dict[frozenset[str], list[ChangeEvent]] = {}
    together = _teams([*work.new, *work.touched])
    for event in events:
        item = rang.get(event.about_ref)
        heard.setdefault(together if item is None else _teams([item]), []).append(event)
    closed = _shielded([*work.new, *work.touched, *work.rung])
    for teams, about in heard.items():
        items = [[event.about_kind, event.about_ref] for event in about]
        yield {
            "cursor": max(event.pk for event in about),
            "teams": sorted(teams),
            "items": [item for item in items if item[1] not in closed],
            "hidden": [item for item in items if item[1] in closed],
            "calls": [],
        }
    if work.called:
        yield {"cursor": 0, "teams": [], "items": [], "hidden": [], "calls": sorted(work.called)}


def _shielded(records: list[Record]) -> set[str]:
    """The references of what not everybody of a team may know of: only the pages that show one hear of it."""
    return {record.ref for record in records if getattr(record, "shielded_for", "")}


def _teams(records: list[Record]) -> frozenset[str]:
    columns = ("owner_team_id", "sender_team_id", "receiver_team_id", "target")
    return frozenset(str(getattr(r, c)) for r in records for c in columns if getattr(r, c, None))
