"""Does every state x step x role behave as its lifecycle lists, and is nothing unlisted possible?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from casework.actions import ACTIONS
from casework.errors import NotYours
from casework.models import Account
from casework.policy import TABLE
from tests.promises.arguments import INSIDE, NOUNS, arguments
from tests.world import WIJKTEAM_TEAM, World
from workflows.refusals import NotFromThisState, NotYourStep
from workflows.roles import Role

CLOSED = datetime(2031, 6, 1, 3, 0, tzinfo=UTC)
"""A Sunday night: the day team is closed, so that the crisis duty answers too."""

PAIRS = [(noun, str(state)) for noun, model in NOUNS.items() for state in model.State]


class Undo(Exception):
    """Takes back what a probe did."""


def probe(action: str, *, item: str, ref: str, by: Any, given: dict[str, Any]) -> type[Exception] | None:
    """Try an action and take it back: the exception it raised, or None when it succeeded."""
    try:
        with transaction.atomic():
            try:
                ACTIONS[action].perform(by=by, **{f"{item}_ref": ref}, **given)
            except (NotYours, NotYourStep, NotFromThisState) as refused:
                return type(refused)
            raise Undo
    except Undo:
        return None


def everyone(world: World) -> dict[Role, Account]:
    """One account per role, in the team where that role belongs."""
    return {role: world.account(str(role)) for role in Role if role is not Role.SYSTEM}


def items(world: World, noun: str, state: str) -> dict[str, Any]:
    """Role -> the item of this noun in this state to which that role is tied; "" for everybody else."""
    if noun == "triage" and state == "review":
        return {"": world.triage(state, decided_by=world.account("R10", "first-triagist").pk)}
    if noun != "melding":
        return {"": getattr(world, noun)(state)}
    forwarded = world.melding(state, feedback="given", target=WIJKTEAM_TEAM)
    mine = world.melding(state, feedback="given", owner_person=world.account("R11"))
    return {"": world.melding(state, feedback="given"), "R50": forwarded, "R51": forwarded, "R11": mine}


@pytest.mark.parametrize(("noun", "state"), PAIRS)
def test_a_step_succeeds_exactly_where_its_lifecycle_lists_it(noun: str, state: str, world: World) -> None:
    people, given, tied = everyone(world), arguments(world, CLOSED), items(world, noun, state)
    for name, step in NOUNS[noun].steps().items():
        if name in INSIDE[noun]:
            continue
        action = f"{noun}.{name}"
        for role, account in people.items():
            listed = state in map(str, step.sources) and role in step.roles
            item = tied.get(str(role), tied[""])
            by = world.by(account, at=CLOSED)
            found = probe(action, item=noun, ref=item.ref, by=by, given=given.get(action, {}))
            assert (found is None) == listed, f"{action} from {state} by {role}: {found}"


def test_every_role_of_a_lifecycle_has_a_way_in_through_the_policy() -> None:
    ways = {(rule.noun, str(stage), role) for rule in TABLE for stage in rule.stages for role in rule.roles}
    missing = [
        f"{noun}.{name}: {role} in {state}"
        for noun, model in NOUNS.items()
        for name, step in model.steps().items()
        if name not in INSIDE[noun]
        for role in step.roles
        for state in step.sources
        if role is not Role.SYSTEM and (noun, str(state), role) not in ways
    ]
    assert missing == []


def test_no_role_of_the_policy_is_without_a_reason_in_the_lifecycle() -> None:
    steps = {
        (noun, role)
        for noun, model in NOUNS.items()
        for step in model.steps().values()
        for role in step.roles
    }
    assert {(rule.noun, role) for rule in TABLE for role in rule.roles} <= steps


def test_every_action_of_a_lifecycle_is_a_listed_step_or_part_of_the_item_itself() -> None:
    beside = {
        "melding.receive",
        "case.note",
        "handover.draft",
        "handover.write",
        "clock.ring",
        "account.deactivate",
        "notice.read",
    }
    listed = {f"{noun}.{name}" for noun, model in NOUNS.items() for name in model.steps()}
    assert set(ACTIONS) - beside <= listed
    inside = {f"{noun}.{name}" for noun, names in INSIDE.items() for name in names}
    assert listed - set(ACTIONS) == inside - set(ACTIONS)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_person_without_any_tie_to_the_item_gets_nothing(noun: str, world: World) -> None:
    item, given = getattr(world, noun)(), arguments(world)
    for role in Role:
        if role is Role.SYSTEM or (noun == "melding" and role is Role.TRIAGIST):
            continue
        stranger = world.account(str(role), f"stranger-{role.lower()}", team="wijkteam-urk")
        for name in NOUNS[noun].steps():
            action = f"{noun}.{name}"
            if action in ACTIONS and action != "melding.receive":
                found = probe(
                    action, item=noun, ref=item.ref, by=world.by(stranger), given=given.get(action, {})
                )
                assert found is NotYours, f"{action} by a stranger with role {role}: {found}"
