"""Is every row of the policy about something that exists, or that is named as coming later?"""

import pytest
from django.apps import apps

from casework.compartments import NOT_YET, STAGES
from casework.conditions import FACTS, Condition
from casework.models.base import Owned
from casework.policy import TABLE, may_see
from casework.ties import TIES, Relation
from tests.world import World
from workflows.roles import Role

MODELS = {
    model.kind(): model for model in apps.get_models() if isinstance(model, type) and issubclass(model, Owned)
}


def test_every_noun_has_a_model_or_is_named_as_coming_later() -> None:
    nouns = {rule.noun for rule in TABLE}
    assert nouns <= set(MODELS) | set(NOT_YET), "a row about a noun that nobody knows"
    assert not set(NOT_YET) & set(MODELS), (
        "this noun has a model now: move its rows to the table, with its states"
    )
    assert set(NOT_YET) <= nouns, "named as coming later, and no row says who may see it"


def test_every_stage_is_a_state_of_its_noun() -> None:
    for rule in TABLE:
        known = {str(state) for state in MODELS[rule.noun].State} if rule.noun in MODELS else set(STAGES)
        assert {str(stage) for stage in rule.stages} <= known, rule


def test_every_state_of_a_noun_is_reached_by_somebody_or_is_over() -> None:
    reached = {(rule.noun, str(stage)) for rule in TABLE for stage in rule.stages}
    lost = [
        f"{noun} in {state}" for noun, model in MODELS.items() for state in model.State
        if (noun, str(state)) not in reached and not state.final
    ]  # fmt: skip
    assert lost == []


def test_every_tie_and_condition_is_one_that_is_known() -> None:
    assert {relation for rule in TABLE for relation in rule.relations} <= set(TIES)
    assert {name for rule in TABLE for name in rule.when} == set(Condition), "a condition that no row names"
    assert set(TIES) == set(Relation) - {Relation.SYSTEM}


def test_the_technical_administrator_and_the_melder_stand_in_no_row() -> None:
    without = {Role.TECHNICAL_ADMIN, Role.REPORTER_CITIZEN, Role.REPORTER_PROFESSIONAL, Role.EXTERNAL}
    assert not without & {role for rule in TABLE for role in rule.roles}


def test_a_fact_is_found_and_never_claimed(world: World) -> None:
    case = world.case("guidance")
    for fact in FACTS:
        with pytest.raises(ValueError, match="found, not claimed"):
            may_see(case, world.by(world.account("R11")), under=frozenset({Condition(fact)}))


def test_a_typed_reason_opens_who_reported_to_the_owner_of_the_case_and_to_nobody_else(world: World) -> None:
    case, reason = world.case("guidance"), frozenset({Condition.REASON})
    owner, colleague = world.by(world.account("R11")), world.by(world.account("R11", "andere-coordinator"))
    assert "reporter" not in may_see(case, owner).groups
    assert "reporter" in may_see(case, owner, under=reason).groups
    assert not may_see(case, colleague, under=reason).permit
    lead = world.by(world.account("R12"))
    assert "reporter" not in may_see(case, lead, under=reason).groups


def test_the_night_service_sees_a_name_and_flags_and_not_what_was_told(world: World) -> None:
    from tests.duty.test_screening import NIGHT

    melding = world.melding("received", owner_person=None)
    night = may_see(melding, world.by(world.account("R30"), at=NIGHT))
    assert night.groups == {"identity", "flags"}
    crisis = may_see(melding, world.by(world.account("R20"), at=NIGHT))
    assert {"identity", "contact", "concern", "flags", "triage", "callback"} == crisis.groups
    by_day = world.by(world.account("R30"), at=NIGHT.replace(day=8, hour=10))
    assert not may_see(melding, by_day).permit
