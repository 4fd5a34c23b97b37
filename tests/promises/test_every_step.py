"""Does every state x step x role behave as its lifecycle lists, and is nothing unlisted possible?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from casework.actions import ACTIONS
from casework.errors import NotYours
from casework.models import Account
from casework.policy import TABLE
from tests.named import OUTSIDE, WIJKTEAM_TEAM
from tests.promises.arguments import INSIDE, NOUNS, arguments
from tests.world import World
from workflows.calendars import local_date
from workflows.fan_contact_morning import DAY
from workflows.refusals import NotFromThisState, NotYourStep
from workflows.roles import CRISIS, FAN, Role

CLOSED = datetime(2031, 6, 1, 3, 0, tzinfo=UTC)
"""A Sunday night: the day team is closed, so that the crisis duty answers too."""

BY_NAME: dict[str, Any] = {
    "receiver_team_id": None,
    "outside": {"name": "P. Smit", "organisation": "Kwintes"},
}
"""A receiver of a note from the night who has no account."""

MAKES_IT = ("receive", "plan_call", "sign_up")
"""Steps by which an item begins: there is nothing yet to be a stranger to."""

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
    if noun == "handover" and state == "talk_held":
        return {"": world.handover(state), "R11": world.handover(state, **OUTSIDE)}
    if noun == "handover" and state == "waiting_list":
        return {"": world.handover(state, waiting_since=local_date(CLOSED))}
    if noun == "escalation":
        called = world.called(state)
        return {"": world.escalation(state), "R20": called, "R21": called}
    if noun == "crisis":
        crisis = world.crisis(state)
        if state not in ("announced", "handing_over", "handed_over") and not crisis.state_info.final:
            world.called("open", crisis)
        return {"": crisis}
    if noun == "fan_contact" and state in ("morning_handover", "taken_over"):
        # Each role of the day stands before a note to its own team, the service before one to somebody outside.
        to_us = {
            role: world.fan_contact(state, receiver_team_id=str(world.account(role).team_id)) for role in DAY
        }
        return {
            "": world.fan_contact(state),
            **to_us,
            **dict.fromkeys(FAN, world.fan_contact(state, **BY_NAME)),
        }
    if noun != "melding":
        return {"": getattr(world, noun)(state)}
    if state in ("draft", "left_draft"):
        typists = {
            role: world.draft(state, owner_person=world.account(role)) for role in ("R20", "R21", "R30")
        }
        return {"": world.draft(state), **typists}
    forwarded = world.melding(state, feedback="given", target=WIJKTEAM_TEAM)
    mine = world.melding(state, feedback="given", owner_person=world.account("R11"))
    if state in ("linked", "added", "in_care"):
        return {
            "": world.tied(world.melding(state, feedback="given")),
            "R50": forwarded,
            "R51": forwarded,
            "R11": mine,
        }
    if state in ("at_crisis", "in_crisis"):
        own = {"owner_person": world.account("R20"), "owner_team_id": "crisisteam", "target": "crisisteam"}
        night = world.melding(state, **own)
        return {"": world.melding(state), "R20": night, "R21": night, "R10": night}
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
    # Whoever of the crisis team is there stands before its handovers as the worker of the sending team.
    steps |= {("handover", role) for role in CRISIS}
    looking = {(rule.noun, role) for rule in TABLE for role in rule.roles if rule.noun in NOUNS} - steps
    assert looking == {("case", Role.PRIVACY_OFFICER), ("handover", Role.PRIVACY_OFFICER),
                       ("melding", Role.PRIVACY_OFFICER), ("crisis", Role.PRIVACY_OFFICER),
                       ("fan_contact", Role.PRIVACY_OFFICER), ("fan_profile", Role.PRIVACY_OFFICER),
                       ("fan_profile", Role.CRISIS_LEAD),
                       }, "who looks and takes no step"  # fmt: skip


def test_every_action_of_a_lifecycle_is_a_listed_step_or_part_of_the_item_itself() -> None:
    beside = {
        "melding.receive",
        "advice.give",
        "case.note",
        "handover.draft",
        "handover.draft_onward",
        "handover.write",
        "consent.record",
        "informing.leave",
        "informing.postpone",
        "informing.tell",
        "disclosure.call",
        "disclosure.propose",
        "clock.acknowledge",
        "clock.ring",
        "account.deactivate",
        "nachtkaart.ask",
        "nachtkaart.confirm",
        "nachtkaart.stop",
        "nachtkaart.write",
        "notice.digest",
        "notice.read",
        "page.acknowledge",
        "page.ask",
        "page.begin",
        "postbak.keep",
        "postbak.take_in",
        "reason.state",
        "roster.ill",
        "roster.plan",
        "roster.remove",
        "roster.sign_off",
        "roster.sign_on",
        "roster.swap",
        "roster.take_over",
        "roster.watch",
        "shield.lift",
        "shield.put_up",
        "sociale_kaart.ask_number",
        "sociale_kaart.close_today",
        "sociale_kaart.confirm",
        "sociale_kaart.open_again",
        "sociale_kaart.remind",
        "sociale_kaart.test_call",
        "team.report_better",
        "team.report_ill",
        "team.say_room",
        "team.set_days",
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
            if action in ACTIONS and name not in MAKES_IT:
                found = probe(
                    action, item=noun, ref=item.ref, by=world.by(stranger), given=given.get(action, {})
                )
                assert found is NotYours, f"{action} by a stranger with role {role}: {found}"
