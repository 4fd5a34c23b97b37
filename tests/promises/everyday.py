"""What can happen in a region in some weeks? A machine that does anything, right and wrong, and looks after every act.

One story is on its way and something else as well: an item in any state of any lifecycle, or a shift that runs.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casework.actions import ACTIONS
from casework.edge import system
from casework.errors import CaseworkError, SearchRefused
from casework.invariants import violations
from casework.models import Account, Clock
from casework.tasks import call_due, due_clocks, ring_due
from privacy.ledger.record import ChangeEvent
from tests.promises import around
from tests.promises.arguments import NOUNS
from tests.promises.around import SYSTEM, Try
from tests.promises.looks import faults_of, missing_events, unlisted_changes
from tests.promises.tries import (
    LISTED,
    PAUSES,
    Item,
    Move,
    beside,
    fitting,
    moves,
    required,
    typed,
    whose,
    words,
    wrongly,
)  # fmt: skip
from tests.world import World
from workflows.calendars import AMSTERDAM
from workflows.refusals import Refusal

STAY = 6
"""How many colleagues stay whatever happens."""

NEXT_RING, NEXT_DAY = "until the next clock rings", "until the next day begins"
"""How long time may go by, beside a number of minutes."""

ROUNDS = 20
"""How often what is over may be followed by what is over as well, before something rings without end."""


class Everyday(RuleBasedStateMachine):
    """One region over some weeks. Everything it does is taken back at the end.

    begins: when a sequence begins (UTC). at: now; of the class, so that the world of a test makes its items then.
    """

    world: ClassVar[World]
    begins: ClassVar[datetime]
    at: ClassVar[datetime]
    done: ClassVar[Counter[str]] = Counter()
    sequences: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        Everyday.at, self.looked_at, self.in_doubt = self.begins, -1, False
        self.latest: Item | None = None
        self.touched: set[str] = set()
        self.items: dict[tuple[str, str], Item] = {}
        self.undone = transaction.atomic()
        self.undone.__enter__()
        # The keystore is written in transactions that stand alone, inside which no other may begin.
        self.apart = {alias: transaction.savepoint(using=alias) for alias in ("keystore", "ledger")}
        self.here = self.colleagues()
        self.learn()
        self.before, self.touched = self.looked_at, set()

    def teardown(self) -> None:
        """Everything holds, every change left an event, and every change of state is one that its lifecycle lists."""
        Everyday.sequences += 1
        try:
            found = [*violations(), *unlisted_changes(self.before), *missing_events()]
            assert found == [], found
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            for alias, savepoint in self.apart.items():
                transaction.savepoint_rollback(savepoint, using=alias)

    @initialize(begun=st.sampled_from(around.beginnings()))
    def something_else_is_on_its_way(self, begun: tuple[str, str]) -> None:
        around.make_one(self.world, *begun)

    @rule(data=st.data())
    def something_comes_in(self, data: st.DataObject) -> None:
        self.tries_one(data, around.comes_in(self.at))

    @rule(data=st.data())
    def whose_turn_it_is_does_what_comes_next(self, data: st.DataObject) -> None:
        self.makes_by_turn(data, self.some_move(data))

    @rule(data=st.data())
    def somebody_else_whose_turn_it_is_does_what_comes_next(self, data: st.DataObject) -> None:
        self.makes_by_turn(data, self.some_move(data))

    @rule(data=st.data())
    def what_was_touched_last_goes_on(self, data: st.DataObject) -> None:
        possible = moves([self.latest], listed=True) if self.latest else []
        self.makes_by_turn(data, one_of(data, possible) if possible else None)

    @rule(data=st.data())
    def a_colleague_in_the_right_role_does_what_comes_next(self, data: st.DataObject) -> None:
        move = self.some_move(data)
        if move is not None:
            self.makes(move, one_of(data, fitting(move, self.here)))

    @rule(data=st.data())
    def somebody_does_something_beside_an_item(self, data: st.DataObject) -> None:
        possible = beside(self.items.values())
        self.makes_by_turn(data, one_of(data, possible) if possible else None)

    @rule(data=st.data())
    def anybody_tries_anything(self, data: st.DataObject) -> None:
        possible = [*moves(self.items.values(), listed=False), *beside(self.items.values())]
        if possible:
            self.makes(one_of(data, possible), one_of(data, self.here))

    @rule(data=st.data(), left_out=st.booleans())
    def a_colleague_fills_it_in_wrongly(self, data: st.DataObject, left_out: bool) -> None:
        move = self.some_move(data)
        if move is None or not typed(move.action):
            return
        name = one_of(data, typed(move.action))
        value = one_of(data, wrongly(move.action, name))
        who = one_of(data, fitting(move, self.here))
        given = words(self.world, self.at).get(move.action, {}) | move.reference
        rest = {key: given[key] for key in given if key != name}
        if left_out and required(move.action, name):
            with pytest.raises(TypeError, match="required keyword-only argument"):
                self.tries(move.action, who, **rest)
        else:
            self.tries(move.action, who, **rest, **({} if left_out else {name: value}))

    @rule(data=st.data(), off=st.sampled_from((-1, 1, 40)))
    def a_colleague_works_from_an_old_page(self, data: st.DataObject, off: int) -> None:
        move = self.some_move(data)
        if move is not None:
            takes = "seen_version" in ACTIONS[move.action].arguments
            seen = {"seen_version": move.item.version + off} if takes else {}
            self.makes(move, one_of(data, fitting(move, self.here)), **seen)

    @rule(data=st.data(), what=st.sampled_from(around.DUTIES))
    def the_duty_changes(self, data: st.DataObject, what: Callable[..., list[Try]]) -> None:
        self.tries_one(data, what(self.at, self.here))
        self.here = self.colleagues()

    @precondition(lambda self: len(self.here) > STAY)
    @rule(data=st.data())
    def somebody_leaves(self, data: st.DataObject) -> None:
        leaver = one_of(data, [account for account in self.here if account.role != "R92"])
        self.tries("account.deactivate", self.world.account("R92"), username=leaver.username)
        # Who left cannot sign in any more, and does nothing from now on.
        there, self.here = len(self.here), self.colleagues()
        self.in_doubt = len(self.here) != there

    @rule(pause=st.sampled_from((*PAUSES, NEXT_RING, NEXT_DAY)))
    def time_goes_by_and_clocks_ring(self, pause: timedelta | str) -> None:
        moment = self.at
        if isinstance(pause, timedelta):
            moment = self.at + pause
        elif pause == NEXT_DAY:
            day = self.at.astimezone(AMSTERDAM).date() + timedelta(days=1)
            moment = datetime.combine(day, time(9, 5), tzinfo=AMSTERDAM).astimezone(UTC)
        else:
            due = Clock.objects.filter(rings_at__gt=self.at).order_by("rings_at")
            moment = due.values_list("rings_at", flat=True).first() or self.at
        self.moves_to(moment)

    @invariant()
    def the_three_promises_hold(self) -> None:
        """Looked at after every act that left an event or changed who is there; any other left nothing (`tries`)."""
        self.learn()
        found = violations() if self.in_doubt else faults_of(self.touched) if self.touched else []
        assert found == [], found
        self.in_doubt, self.touched = False, set()

    # -- how a try is made -----------------------------------------------------------------------------

    def some_move(self, data: st.DataObject) -> Move | None:
        """What its lifecycle lists next for one item, each item as likely as any other."""
        going = [item for item in self.items.values() if LISTED[item.noun, item.state]]
        return one_of(data, moves([one_of(data, going)], listed=True)) if going else None

    def makes_by_turn(self, data: st.DataObject, move: Move | None) -> None:
        """By its owner or the duty when they stand in the right role, else by whoever does."""
        if move is not None:
            fit = fitting(move, self.here)
            self.makes(move, one_of(data, whose(move.item, fit) or fit))

    def makes(self, move: Move, who: Account, **more: Any) -> None:
        given = words(self.world, self.at).get(move.action, {})
        self.tries(move.action, who, **(given | move.reference | more))

    def tries_one(self, data: st.DataObject, possible: list[Try]) -> None:
        one = one_of(data, possible)
        if one.roles == (SYSTEM,):
            self.tries(one.action, None, **one.given)
        else:
            self.tries(one.action, one_of(data, one.who(self.here)), **one.given)

    def tries(self, action: str, who: Account | None, **given: Any) -> None:
        """Performs it, as `who` or as the system. A refusal is an answer, changes nothing, and is of a known kind."""
        Everyday.at += timedelta(seconds=1)
        note(f"{self.at}: {action} by {who.username if who else 'the system'} with {given}")
        by = self.world.by(who, at=self.at, stands_in=who.away_now(self.at)) if who else system(at=self.at)
        try:
            ACTIONS[action].perform(by=by, **given)
        except (Refusal, CaseworkError, SearchRefused) as refused:
            self.done[f"{action} {type(refused).__name__}"] += 1
            assert not self.learn()
        else:
            self.done[f"{action} ok"] += 1

    def moves_to(self, moment: datetime) -> None:
        """Everything rings that is over by then, and whatever is over because of that; then nothing is."""
        Everyday.at = moment
        note(f"{self.at}: time went by")
        for _ in range(ROUNDS):
            rang = ring_due(self.at)
            self.done["clock.ring ok"] += rang
            if not rang:
                break
        assert list(due_clocks(self.at)) == []
        self.done["page.ask ok"] += call_due(self.at)

    # -- what it knows ---------------------------------------------------------------------------------

    def learn(self) -> bool:
        """Take in the events since the last time: how every item stands now. Were there any?"""
        events = ChangeEvent.objects.filter(pk__gt=self.looked_at).order_by("pk")
        rows = list(events.values_list("pk", "about_kind", "about_ref", "to_state", "version"))
        for pk, noun, ref, state, version in rows:
            self.looked_at = pk
            self.touched.add(noun)
            if noun in NOUNS:
                self.latest = self.items[noun, ref] = Item(noun, ref, state, version)
        return bool(rows)

    @classmethod
    def acts(cls) -> int:
        """How many acts people tried in all sequences; clocks that rang are none."""
        return cls.done.total() - cls.done["clock.ring ok"]

    @staticmethod
    def colleagues() -> list[Account]:
        """Who works here now."""
        return list(Account.objects.filter(is_active=True).order_by("username"))


def one_of(data: st.DataObject, values: Any) -> Any:
    """One of these, drawn by its place: a strategy over so many values would be built for every single act."""
    return values[data.draw(st.integers(0, len(values) - 1))]
