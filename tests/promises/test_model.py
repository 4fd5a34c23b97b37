"""Can every item reach an end, and does every state on the way have somebody and a term? Read from the lifecycles."""

from datetime import UTC, datetime

import pytest

from casework.directory.current import pack
from tests.promises.arguments import NOUNS
from workflows.lifecycle import Owner
from workflows.tree.definition import LEVELS

# The pack in force is read from the database by the first who asks for it.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOMENT = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
ORIGINS = ("ordinary", "crisis")
EXTRA_KINDS = ("reweigh_again", "handover_accept", "ladder_manager", "ladder_region", "ladder_decision",
               "gemeente_ruling", "no_contact_mdo", "name_professional", "together_mdo", "on_site", "fan_pick_up_app",
               "escalation_measure", "nachtkaart_missing", "nachtkaart_ends")  # fmt: skip
"""Kinds that take the place of another one while the state stays as it is."""


def reachable(noun: str, start: str) -> set[str]:
    """Every state of this noun that some chain of listed steps reaches from `start`."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for step in NOUNS[noun].steps().values():
            if here in map(str, step.sources) and step.target and str(step.target) not in seen:
                seen.add(str(step.target))
                waiting.append(str(step.target))
    return seen


@pytest.mark.parametrize("noun", NOUNS)
def test_from_every_state_an_end_is_reachable(noun: str) -> None:
    ends = set(NOUNS[noun].State.finals())
    assert ends
    stuck = [state for state in NOUNS[noun].State if not ends & reachable(noun, str(state))]
    assert stuck == []


@pytest.mark.parametrize("noun", NOUNS)
def test_every_state_can_be_reached_from_the_first(noun: str) -> None:
    first = NOUNS[noun]._meta.get_field("state").default
    assert reachable(noun, first) == {str(state) for state in NOUNS[noun].State}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_state_that_is_not_an_end_has_an_owner_and_a_clock(noun: str) -> None:
    for state in NOUNS[noun].State:
        assert state.final == (state.owner is Owner.NONE) == (state.clock is None), state


@pytest.mark.parametrize("noun", NOUNS)
def test_no_step_leaves_an_end_but_to_open_it_again(noun: str) -> None:
    ends = set(NOUNS[noun].State.finals())
    leaving = {name for name, step in NOUNS[noun].steps().items() if ends & set(map(str, step.sources))}
    assert leaving <= {"reopen", "reopen_after_crisis", "revise", "come_from_receiver"}


def kinds() -> set[str]:
    """Every kind of clock that a state asks for, or that follows another."""
    return {state.clock for model in NOUNS.values() for state in model.State if state.clock} | set(
        EXTRA_KINDS
    )


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_clock_has_a_term_a_ladder_and_a_next_moment_for_everybody(kind: str) -> None:
    for urgency in LEVELS:
        for origin in ORIGINS:
            asked = {"urgency": urgency, "origin": origin}
            for team in pack().region.teams:
                due = pack().due(kind=kind, team=team, since=MOMENT, **asked)
                assert due >= MOMENT, f"{kind} {urgency} {origin} {team}"
            ladder = pack().ladder(kind, at=MOMENT, **asked)
            then = pack().then(kind, at=MOMENT, **asked)
            assert ladder.rungs
            assert then is None or then in kinds()


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_ladder_reaches_somebody_and_never_ends(kind: str) -> None:
    for team in pack().region.teams:
        ladder = pack().ladder(kind, urgency="U4", origin="ordinary", at=MOMENT)
        for rung in ladder.rungs:
            told = pack().told(rung, team=team, at=MOMENT)
            assert told.team or told.role or rung.to == "owner"
        top = len(ladder.rungs)
        assert pack().next_ring(ladder, top, team=team, due_at=MOMENT, at=MOMENT) > MOMENT
