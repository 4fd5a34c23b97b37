"""How does a careless region get through its year? Reports come, clocks ring, one time in five nobody does anything.

Whoever works sees an item in time, or does not look at all: then nothing happens to it until the ladder rings, and only
somebody who reads that notice, by name, acts. One ring in five is let go by as well, except the last of a ladder. A
decision that is asked again and again tells everybody at once: each such ring is the last one.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from casework.actions import melding as meldingen
from casework.actions import postbak
from casework.actions.clock import NOUNS
from casework.directory.current import pack
from casework.edge import system
from casework.models import Clock, ContactAttempt
from casework.tasks import ring_due
from notifications.models import Notice
from notifications.notices import WINDOW
from privacy.ledger.record import ChangeEvent
from tests.duty import living
from tests.duty.absent import Attendance
from tests.duty.hands_crisis import Crew
from tests.duty.hands_desk import Desk
from tests.duty.hands_handover import Receiving
from tests.duty.living import as_of
from tests.duty.untouched import Untouched, follows, goes_with
from tests.world import World
from workflows.roles import Role

CARELESS = 0.20
"""The share of the clocks, and of the rings, that nobody acts on."""

AT_THE_END = ("aftercare_check",)
"""Except where the end of the term is what is waited for."""

BY_ITSELF = ("no_contact_mdo",)
"""Terms that act by themselves: nobody has to be told first."""


NOUN_OF = {noun.REF_PREFIX: noun for noun in (*NOUNS.values(), ContactAttempt)}
"""The noun of a reference."""


class Term(NamedTuple):
    """One running of a clock."""

    clock: UUID
    kind: str
    started: datetime
    due: datetime


class Everybody(Desk, Receiving, Crew):
    """All hands."""


class Year:
    """What happens from the first report to the last day. Every figure it keeps is a public attribute."""

    def __init__(self, world: World, staff: Attendance, dice: Random, *, often: timedelta) -> None:
        """`often`: who looks does not wait for the end of a longer term."""
        self.world, self.staff, self.dice, self.often = world, staff, dice, often
        self.hands, self.untouched = Everybody(staff, dice), Untouched()
        self.agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self.order = count()
        self.terms: dict[UUID, Term] = {}
        self.last_event = 0
        self.careless = self.attentive = self.rings = self.let_go = self.followed = self.reports = 0
        self.lapses: Counter[str] = Counter()
        self.heard: Counter[str] = Counter()
        self.unheard: list[str] = []

    def plan(self, at: datetime, act: Callable[[datetime], None]) -> None:
        """Let this happen at `at` (aware)."""
        heappush(self.agenda, (at, next(self.order), act))

    def go_through(self, until: datetime) -> None:
        """Everything in its order, acts and rings, until `until`."""
        while True:
            due = (
                Clock.objects.filter(rings_at__lte=until)
                .order_by("rings_at")
                .values_list("rings_at", flat=True)
            )
            ring = due.first()
            if self.agenda and self.agenda[0][0] <= min(ring or until, until):
                at, _, act = heappop(self.agenda)
                act(at)
            elif ring is not None:
                at = ring
                self._ring(at)
            else:
                break
            self._look(at)

    # -- what comes in -------------------------------------------------------------------------------------

    def report(self, at: datetime) -> None:
        """A report by the police, at any hour; outside office hours safety is asked at once, or nobody does it."""
        self.reports += 1
        there = self.staff.somebody("R20", at)
        assert there is not None
        melding = living.police_report(self.world, at, by=there, surname=f"Proef{self.reports}")
        self.hands.done["melding.receive"] += 1
        if not pack().day_team_open(at) and self.dice.random() >= CARELESS:
            self.plan(at + timedelta(minutes=10), lambda then: self._screen(melding, then))

    def _screen(self, melding: Any, at: datetime) -> None:
        melding.refresh_from_db()
        who = self.staff.somebody("R20", at)
        if who is None or melding.state != "received" or pack().day_team_open(at):
            return
        outcome = "crisis_calls_today" if self.dice.random() < 0.1 else "wait"
        living.screen(self.world, melding, at, outcome, by=who)
        self.hands.done["melding.screen"] += 1

    def draft(self, at: datetime) -> None:
        """Somebody begins to type: by day at the desk, at night in the crisis team."""
        who = self.staff.somebody("R10" if pack().day_team_open(at) else "R20", at)
        if who is not None:
            self.reports += 1
            meldingen.save_draft(
                by=as_of(who, at), typed={"narrative": ["Roept al uren."]}, source=f"form:{at}"
            )
            self.hands.done["melding.save_draft"] += 1

    def message(self, at: datetime) -> None:
        """A message that no machine can read."""
        digest = sha256(f"{at}".encode()).hexdigest()
        postbak.keep(by=replace(system(purpose="import"), at=at), why="only_attachments", name="file:foto.eml",
                     original=b"From: Piet\r\n\r\nDe deur.\r\n", source_digest=digest)  # fmt: skip
        self.hands.done["postbak.keep"] += 1

    # -- who sees what -------------------------------------------------------------------------------------

    def _look(self, at: datetime) -> None:
        """Which terms are new since the last look, and what did colleagues touch? New terms get their fate."""
        events = ChangeEvent.objects.filter(pk__gt=self.last_event).order_by("pk")
        touched: dict[str, bool] = {}
        for pk, ref, role in events.values_list("pk", "about_ref", "role"):
            self.last_event = pk
            touched[ref] = touched.get(ref, False) or role != Role.SYSTEM
        running = {
            Term(*row[:4]): row[4:]
            for row in Clock.objects.filter(rings_at__isnull=False).order_by("pk").values_list(
                "pk", "kind", "started_at", "due_at", "item_kind", "item_id", "leading"
            )
        }  # fmt: skip
        fresh = [term for term in running if self.terms.get(term.clock) != term]
        self.terms = {term.clock: term for term in running}
        self._touch(touched, at)
        for term in fresh:
            kind, key, leading = running[term]
            record = self._item(kind, key)
            if leading and not touched.get(record.ref, False):
                self.untouched.went_on(record, record.clock, at)
            self._fate(term, record, leading, at)

    def _touch(self, touched: dict[str, bool], at: datetime) -> None:
        for ref in [ref for ref, human in touched.items() if human]:
            noun = NOUN_OF.get(ref.partition("-")[0])
            record = noun.objects.get(ref=ref) if noun is not None else None
            if isinstance(record, ContactAttempt):
                # A try or a note changes nothing in the case itself: its line is what was done with it.
                record = record.case
                touched[record.ref] = True
            if record is not None:
                self.untouched.touched(record, record.clock, at)
            for other in goes_with(record):
                self.untouched.touched(other, other.clock, at)

    def _item(self, kind: str, key: UUID) -> Any:
        noun = NOUNS[kind]
        more = [name for name in ("case", "melding") if hasattr(noun, name)]
        return noun.objects.select_related("clock", "owner_person", *more).get(pk=key)

    def _fate(self, term: Term, record: Any, leading: bool, at: datetime) -> None:
        """Somebody does it in time, or nobody looks at it before it rings."""
        if term.kind in BY_ITSELF or (leading and follows(record)):
            return
        if self.dice.random() < CARELESS:
            self.careless += 1
            return
        self.attentive += 1
        calendar = pack().region.team_calendar(str(record.clock.team_id))
        long = term.due - at if term.kind in AT_THE_END else min(term.due - at, self.often)
        moment = at + long * self.dice.uniform(0.2, 0.95)
        moment = max(calendar.next_opening(max(moment, at)), at)
        self.plan(moment, lambda then: self._do(term, record.kind(), record.pk, then))

    def _do(self, term: Term, kind: str, key: UUID, at: datetime) -> bool:
        """Act, when this term still runs. True when there is nothing left to do for it."""
        if self.terms.get(term.clock) != term:
            return True
        return self.hands.on(self._item(kind, key), term.kind, at)

    # -- what rings ----------------------------------------------------------------------------------------

    def _ring(self, at: datetime) -> None:
        ringing = list(Clock.objects.filter(rings_at__lte=at).order_by("pk"))
        assert ring_due(at) > 0
        for clock in ringing:
            self.rings += 1
            self._heard(clock, at)

    def _heard(self, clock: Clock, at: datetime) -> None:
        """Who reads of it by name? One of them sees to it, unless this ring is let go by."""
        record = self._item(clock.item_kind, clock.item_id)
        if (record.kind(), record.state) == ("triage", "open") or clock.kind in BY_ITSELF:
            return
        if (record.kind(), record.state) == ("case", "handing_over") and record.clock.due_at > at:
            self.followed += 1
            return
        self.lapses[clock.kind] += clock.rung == 0
        told = list(
            Notice.objects.filter(about_ref=record.ref, created_at__gt=at - WINDOW, created_at__lte=at)
        )
        calendar = pack().region.team_calendar(str(clock.team_id))
        readers = self.staff.readers(told, at)
        if not readers:
            self.unheard.append(
                f"{at:%d-%m %H:%M} {clock.kind}, rung {clock.rung}: {record.kind()} {record.state}"
            )
            return
        self.heard[clock.kind] += 1
        policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": at}
        ladder = pack().ladder(clock.kind, **policy)
        asked_again = pack().then(clock.kind, **policy) == clock.kind
        last = asked_again or clock.rung >= len(ladder.rungs) - 1
        if not last and self.dice.random() < CARELESS:
            self.let_go += 1
            return
        urgent = ladder.name == "acute"
        moment = (
            at + timedelta(minutes=3) if urgent else calendar.add_open_minutes(at, self.dice.randint(5, 60))
        )
        # What was heard asks for an act, also when the next term took the place of this one as it rang.
        after = Clock.objects.get(pk=clock.pk)
        term = Term(after.pk, after.kind, after.started_at, after.due_at)
        self._answer(term, record.kind(), record.pk, moment)

    def _answer(self, term: Term, kind: str, key: UUID, at: datetime) -> None:
        """Whoever heard it acts at `at`; when nobody is there who can, they try again an open hour later."""

        def act(then: datetime) -> None:
            if not self._do(term, kind, key, then):
                calendar = pack().region.team_calendar(str(Clock.objects.get(pk=term.clock).team_id))
                self._answer(term, kind, key, calendar.add_open_minutes(then, 60))

        self.plan(at, act)
