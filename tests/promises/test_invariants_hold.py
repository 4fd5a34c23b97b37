"""Does nobody ever lose their owner or clock, whatever right and wrong things people try and however time moves?

Random people report, act, mistake themselves and wait, over all four lifecycles; after every single act the three
promises are checked on what is stored. The long run (SLUITEND_LONG=1) plays 10,000 sequences.
"""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.db.models import Max
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casework.actions import ACTIONS
from casework.errors import CaseworkError
from casework.invariants import violations
from casework.models import Account
from casework.tasks import ring_due
from privacy.ledger.record import ChangeEvent
from tests.promises.arguments import NOUNS
from tests.promises.story import Story
from tests.promises.tries import (
    PAUSES,
    REPORTS,
    Move,
    fitting,
    moves,
    people,
    required,
    typed,
    words,
    wrongly,
)  # fmt: skip
from tests.world import World
from workflows.refusals import Refusal

LONG = os.environ.get("SLUITEND_LONG") == "1"
SEQUENCES, STEPS = (10_000, 40) if LONG else (54, 60)
MORNING = datetime(2031, 3, 4, 8, 30, tzinfo=UTC)
STAY = 6
"""How many colleagues stay whatever happens."""

LENGTH = 48
"""How many acts the whole story has: a sequence may begin after any of them."""


class Everyday(RuleBasedStateMachine):
    """One region over some weeks. Everything it does is taken back at the end."""

    world: ClassVar[World]
    everybody: ClassVar[list[Account]]
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.at, self.looked_at = MORNING, -1
        self.here = list(self.everybody)
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        """Every change of state that left an event is one that its lifecycle lists."""
        try:
            assert unlisted_changes() == []
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @initialize(length=st.integers(0, LENGTH))
    def one_story_is_on_its_way(self, length: int) -> None:
        story = Story(self.world, at=self.at)
        for _ in islice(story.play(), length):
            pass
        self.at = story.at

    @rule(data=st.data())
    def somebody_reports(self, data: st.DataObject) -> None:
        who, report = data.draw(st.sampled_from(self.here)), data.draw(st.sampled_from(REPORTS))
        self.tries("melding.receive", who, **report)

    @rule(data=st.data())
    def a_colleague_does_what_comes_next(self, data: st.DataObject) -> None:
        self.go_on(data)

    @rule(data=st.data())
    def another_colleague_does_what_comes_next(self, data: st.DataObject) -> None:
        self.go_on(data)

    @rule(data=st.data())
    def anybody_tries_anything(self, data: st.DataObject) -> None:
        move = self.some_move(data, listed=False)
        if move is not None:
            who = data.draw(st.sampled_from(self.here))
            self.tries(
                move.action, who, **self.reference(move), **words(self.world, self.at).get(move.action, {})
            )

    @rule(data=st.data(), left_out=st.booleans())
    def a_colleague_fills_it_in_wrongly(self, data: st.DataObject, left_out: bool) -> None:
        move = self.some_move(data, listed=True)
        if move is None or not typed(move.action):
            return
        given = dict(words(self.world, self.at).get(move.action, {}))
        name = data.draw(st.sampled_from(typed(move.action)))
        value = data.draw(st.sampled_from(wrongly(move.action, name)))
        rest = {key: v for key, v in given.items() if key != name} | self.reference(move)
        who = data.draw(st.sampled_from(fitting(move, self.here)))
        if left_out and required(move.action, name):
            with pytest.raises(TypeError, match="required keyword-only argument"):
                self.tries(move.action, who, **rest)
        else:
            self.tries(move.action, who, **rest, **({} if left_out else {name: value}))

    @rule(data=st.data(), off=st.sampled_from((-1, 1, 40)))
    def a_colleague_works_from_an_old_page(self, data: st.DataObject, off: int) -> None:
        move = self.some_move(data, listed=True)
        if move is not None:
            who = data.draw(st.sampled_from(fitting(move, self.here)))
            given = words(self.world, self.at).get(move.action, {}) | self.reference(move)
            if "seen_version" in ACTIONS[move.action].arguments:
                given |= {"seen_version": move.version + off}
            self.tries(move.action, who, **given)

    @rule(pause=st.sampled_from(PAUSES))
    def time_goes_by_and_clocks_ring(self, pause: Any) -> None:
        self.at += pause
        for _ in range(3):
            self.done["clock.ring ok"] += ring_due(self.at)

    @precondition(lambda self: len(self.here) > STAY)
    @rule(data=st.data())
    def somebody_leaves(self, data: st.DataObject) -> None:
        leaver = data.draw(st.sampled_from([account for account in self.here if account.role != "R92"]))
        self.tries("account.deactivate", self.world.account("R92"), username=leaver.username)
        # Who left cannot sign in any more, and does nothing from now on.
        gone = set(Account.objects.filter(is_active=False).values_list("pk", flat=True))
        self.here = [account for account in self.here if account.pk not in gone]

    @invariant()
    def the_three_promises_hold(self) -> None:
        """Looked at after every act that left an event; one that was refused left nothing (see `tries`)."""
        latest = ChangeEvent.objects.aggregate(latest=Max("pk"))["latest"]
        if latest != self.looked_at:
            self.looked_at = latest
            assert violations() == []

    # -- how a try is made -----------------------------------------------------------------------------

    def go_on(self, data: st.DataObject) -> None:
        move = self.some_move(data, listed=True)
        if move is not None:
            who = data.draw(st.sampled_from(fitting(move, self.here)))
            given = words(self.world, self.at).get(move.action, {})
            self.tries(move.action, who, **self.reference(move), **given)

    def some_move(self, data: st.DataObject, *, listed: bool) -> Move | None:
        possible = moves(listed=listed)
        return data.draw(st.sampled_from(possible)) if possible else None

    @staticmethod
    def reference(move: Move) -> dict[str, str]:
        return {f"{move.noun}_ref": move.ref}

    def tries(self, action: str, who: Account, **given: Any) -> None:
        """Performs it. A refusal is an answer, changes nothing, and is of a known kind."""
        self.at += timedelta(seconds=1)
        before = ChangeEvent.objects.count()
        try:
            ACTIONS[action].perform(by=self.world.by(who, at=self.at), **given)
        except (Refusal, CaseworkError) as refused:
            self.done[f"{action} {type(refused).__name__}"] += 1
            assert ChangeEvent.objects.count() == before
        else:
            self.done[f"{action} ok"] += 1


def unlisted_changes() -> list[str]:
    """Events that moved an item from one state to another by a way that no step of its lifecycle lists."""
    ways = {
        (noun, str(source), str(step.target))
        for noun, model in NOUNS.items()
        for step in model.steps().values()
        for source in step.sources
        if step.target
    }
    # Two steps in one act leave one event: settled triage decides and forwards at once.
    ways |= {("melding", state, "forwarded") for state in ("in_triage", "waiting_info", "linked")}
    ways |= {("triage", "questions", "proposal"), ("handover", "received", "expired")}
    moved = ChangeEvent.objects.exclude(from_state="").values_list(
        "about_kind", "from_state", "to_state", "action"
    )
    return [str(row) for row in moved if row[1] != row[2] and row[:3] not in ways]


@pytest.mark.timeout(0 if LONG else 900)
def test_whatever_people_try_everybody_keeps_an_owner_and_a_clock(world: World) -> None:
    Everyday.world, Everyday.everybody = world, people(world)
    words(world, MORNING)  # makes the last accounts: what a sequence makes is taken back
    run_state_machine_as_test(
        Everyday,
        settings=settings(
            max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failure is told as it came; only the long run takes the time to make it small.
            phases=[phase for phase in Phase if LONG or phase is not Phase.shrink],
        ),
    )  # fmt: skip
    count, kinds = sum(Everyday.done.values()), Counter(key.split()[1] for key in Everyday.done.elements())
    print(f"\n{count} actions, {kinds['ok']} performed, {count - kinds['ok']} refused: {dict(kinds)}")
    assert count >= 2_000
