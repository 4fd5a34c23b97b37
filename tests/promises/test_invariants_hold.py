"""Does nobody ever lose their owner or clock, whatever right and wrong things people try and however time moves?

Random people report, act, mistake themselves and wait, over all lifecycles and duties; after every single act the three
promises are checked on what is stored. The long run (`make acts`) plays 10,000 sequences.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from casework import tasks
from casework.actions import ACTIONS
from casework.actions import clock as clocks
from casework.holding import nouns
from casework.invariants import violations
from casework.models import Account
from tests.promises import around
from tests.promises.arguments import INSIDE, NOUNS
from tests.promises.everyday import Everyday
from tests.promises.story import Story
from tests.promises.tries import ABOUT, STEPS, people, words
from tests.world import World

LONG = os.environ.get("SLUITEND_LONG") == "1"
LENGTH = 48
"""How many acts the whole story has: a sequence begins after one of these numbers of them."""

POINTS = range(LENGTH + 1) if LONG else (0, 9, 19, 28, 38, LENGTH)
SEQUENCES, STEPS_EACH = (10_000 // len(POINTS) + 1, 16) if LONG else (9, 60)
FEWEST = 100_000 if LONG else 2_000
MOMENTS = (
    datetime(2031, 3, 4, 8, 30, tzinfo=UTC),
    datetime(2031, 3, 28, 15, 40, tzinfo=UTC),
    datetime(2031, 12, 30, 22, 15, tzinfo=UTC),
)
"""When the story begins: an ordinary morning, before the weekend of summer time, the night before New Year's Eve."""


@pytest.fixture(scope="module")
def figures() -> Iterator[None]:
    """Prints at the end what was done."""
    yield
    done, kinds = Everyday.done, Counter(key.split()[1] for key in Everyday.done.elements())
    rang, performed = done["clock.ring ok"], kinds.pop("ok", 0) - done["clock.ring ok"]
    acts = f"{performed + kinds.total()} acts, {performed} performed, {kinds.total()} refused"
    print(f"\n{Everyday.sequences} sequences, {acts}, {rang} clocks rang")
    print(f"Refused: {dict(kinds.most_common())}")
    print(f"Never performed: {sorted(action for action in ACTIONS if not done[f'{action} ok'])}")


@pytest.mark.timeout(0 if LONG else 900)
@pytest.mark.parametrize("point", POINTS)
def test_whatever_people_try_everybody_keeps_an_owner_and_a_clock(
    point: int, world: World, figures: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tests.world", "tests.night"):
        monkeypatch.setattr(f"{module}.now", lambda: Everyday.at)
    # A sweep goes on when one clock cannot ring; here that is a failure.
    monkeypatch.setattr(tasks.log, "exception", fails)
    Everyday.at = MOMENTS[point % len(MOMENTS)]
    everybody(world)
    story = Story(world, at=Everyday.at)
    for _ in islice(story.play(), point):
        pass
    Everyday.world, Everyday.begins = world, story.at
    assert violations() == []
    before = Everyday.acts()
    run_state_machine_as_test(
        Everyday,
        settings=settings(
            max_examples=SEQUENCES, stateful_step_count=STEPS_EACH, deadline=None,
            suppress_health_check=list(HealthCheck), backend="hypothesis-urandom",
            # A failure is told as it came; only the long run takes the time to make it small.
            phases=[Phase.reuse, Phase.generate, *((Phase.shrink,) if LONG else ())],
        ),
    )  # fmt: skip
    assert Everyday.acts() - before >= FEWEST // len(POINTS)


def fails(*_: object) -> None:
    """Called where an error was about to be passed by."""
    raise


def everybody(world: World) -> None:
    """Makes every account that anything in here may ask for: what a sequence makes is taken back."""
    people(world)
    words(world, Everyday.at)
    if not ASKED_FOR:
        with transaction.atomic():
            for noun, state in around.beginnings():
                around.make_one(world, noun, state)
            transaction.set_rollback(True)
        known = set(Account.objects.values_list("username", flat=True))
        made = {name: one for name, one in world.accounts.items() if name not in known}
        ASKED_FOR.update({name: (one.role, str(one.team_id)) for name, one in made.items()})
        for name in made:
            del world.accounts[name]
    for name, (role, team) in ASKED_FOR.items():
        world.account(role, name, team)


ASKED_FOR: dict[str, tuple[str, str]] = {}
"""Name -> role and team of the accounts that items of every lifecycle ask for, found out once."""


def test_every_lifecycle_there_is_takes_part() -> None:
    assert set(NOUNS) == {noun.kind() for noun in nouns()} == set(clocks.NOUNS) - {"roster"}


def test_every_action_there_is_may_be_tried(world: World) -> None:
    at, here = MOMENTS[0], people(world)
    world.shift()
    world.case("guidance")
    tried = {f"{noun}.{name}" for noun, names in STEPS.items() for name in names} | {row[0] for row in ABOUT}
    for possible in (around.comes_in(at), *(what(at, here) for what in around.DUTIES)):
        tried |= {one.action for one in possible}
    inside = {f"{noun}.{name}" for noun, names in INSIDE.items() for name in names}
    assert set(ACTIONS) - tried - around.BY_ITSELF - inside == {"account.deactivate"}
