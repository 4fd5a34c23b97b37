"""Does a draft always save, and is a plan settled by two people and never with a hole?"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from casework.actions import crisis as crises
from casework.bridging import kept_blocks, whole_of
from casework.models import BridgingPlan, Crisis
from notifications.models import Notice
from tests.named import CRISIS_TEAM, WIJKTEAM_TEAM
from tests.world import World
from workflows.bridging import holes
from workflows.crisis_refusals import (
    BlockNotUnderstood,
    BreachNotExplained,
    DutyNotStaffed,
    PlanHasHoles,
    PlanIncomplete,
    PlanNeeded,
    SignatureNeeded,
)
from workflows.refusals import ReceiverMayNotReceive, ReceiverNeeded, SecondPersonIsYou

TEXTS = dict.fromkeys(("client_does", "whom_to_call", "warning_signs", "safety"), "Afgesproken.")


def duty(begins: datetime, ends: datetime, team: str = CRISIS_TEAM) -> dict[str, Any]:
    """A block of a duty."""
    return {"begins": begins.isoformat(), "ends": ends.isoformat(), "who": "duty", "team": team}


def empty(world: World) -> Crisis:
    """A crisis that is stabilised, of which nobody wrote a plan."""
    crisis = world.crisis("stabilising", signed_by=None)
    plan = BridgingPlan.objects.get(crisis=crisis)
    plan.blocks, plan.first_signer = [], None
    plan.save()
    return crisis


def test_two_people_settle_what_covers_every_minute_and_nothing_else(world: World) -> None:
    """Random drafts: all of them are kept, and exactly the whole ones are signed."""
    dice, worker, lead = Random(8), world.by(world.account("R20")), world.by(world.account("R21"))
    signed = refused = 0
    for _ in range(12):
        crisis = empty(world)
        assert crisis.day_ends is not None
        whole = whole_of(crisis, BridgingPlan.objects.get(crisis=crisis), at=worker.at)
        assert whole is not None
        edge = whole.begins
        blocks = []
        while edge < whole.ends:
            ends = min(edge + timedelta(minutes=dice.randrange(60, 3_000)), whole.ends)
            gap = timedelta(minutes=1) if dice.random() < 0.15 else timedelta()
            blocks.append(duty(edge + gap, ends))
            edge = ends
        crises.write_plan(
            by=worker, crisis_ref=crisis.ref, blocks=blocks, receiver_team=WIJKTEAM_TEAM, texts=TEXTS
        )
        plan = BridgingPlan.objects.get(crisis=crisis)
        if holes(whole, kept_blocks(plan)):
            refused += 1
            with pytest.raises(PlanHasHoles):
                crises.sign_plan(by=worker, crisis_ref=crisis.ref)
            continue
        signed += 1
        crises.sign_plan(by=worker, crisis_ref=crisis.ref)
        settled = crises.settle_plan(by=lead, crisis_ref=crisis.ref)
        assert (settled.state, settled.bridged_until) == ("bridging", whole.ends)
    assert signed > 1
    assert refused > 1


def test_a_draft_with_nothing_in_it_is_kept_and_says_what_is_missing_at_the_signature(world: World) -> None:
    crisis, worker = empty(world), world.by(world.account("R20"))
    crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[])
    with pytest.raises(ReceiverNeeded):
        crises.sign_plan(by=worker, crisis_ref=crisis.ref)
    crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[], receiver_team=WIJKTEAM_TEAM)
    with pytest.raises(PlanIncomplete):
        crises.sign_plan(by=worker, crisis_ref=crisis.ref)
    with pytest.raises(ReceiverMayNotReceive):
        crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[], receiver_team="fan-noord")


def test_a_relative_helps_and_never_answers_alone(world: World) -> None:
    crisis, worker = empty(world), world.by(world.account("R20"))
    assert crisis.day_ends is not None
    sister = duty(crisis.day_ends, crisis.day_ends + timedelta(days=9)) | {
        "who": "relative",
        "name": "Zijn zus",
    }
    crises.write_plan(
        by=worker, crisis_ref=crisis.ref, blocks=[sister], receiver_team=WIJKTEAM_TEAM, texts=TEXTS
    )
    with pytest.raises(PlanHasHoles):
        crises.sign_plan(by=worker, crisis_ref=crisis.ref)


def test_one_press_puts_the_crisis_duty_in_every_hole_and_keeps_what_was_typed(world: World) -> None:
    crisis, worker = empty(world), world.by(world.account("R20"))
    assert crisis.day_ends is not None
    named = duty(crisis.day_ends + timedelta(hours=1), crisis.day_ends + timedelta(hours=2)) | {
        "who": "named", "name": "Dokter Voorbeeld", "phone": "085-0000123",
    }  # fmt: skip
    crises.write_plan(
        by=worker, crisis_ref=crisis.ref, blocks=[named], receiver_team=WIJKTEAM_TEAM, texts=TEXTS
    )
    crises.fill_holes(by=worker, crisis_ref=crisis.ref)
    plan = BridgingPlan.objects.get(crisis=crisis)
    assert {one.team for one in kept_blocks(plan) if one.who == "duty"} == {CRISIS_TEAM}
    crises.sign_plan(by=worker, crisis_ref=crisis.ref)


def test_whoever_changes_the_draft_takes_the_signature_off(world: World) -> None:
    crisis, worker, lead = (
        world.crisis("stabilising"),
        world.by(world.account("R20")),
        world.by(world.account("R21")),
    )
    crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[], receiver_team=WIJKTEAM_TEAM, texts=TEXTS)
    crises.fill_holes(by=worker, crisis_ref=crisis.ref)
    with pytest.raises(SignatureNeeded):
        crises.settle_plan(by=lead, crisis_ref=crisis.ref)
    crises.sign_plan(by=worker, crisis_ref=crisis.ref)
    with pytest.raises(SecondPersonIsYou):
        crises.settle_plan(by=worker, crisis_ref=crisis.ref)


def test_a_settled_plan_is_never_changed_a_new_draft_stands_beside_it(world: World) -> None:
    crisis, worker, lead = (
        world.crisis("stabilising"),
        world.by(world.account("R20")),
        world.by(world.account("R21")),
    )
    crises.settle_plan(by=worker, crisis_ref=crisis.ref)
    first = BridgingPlan.objects.get(crisis=crisis)
    crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[], receiver_team=WIJKTEAM_TEAM, texts=TEXTS)
    assert [plan.number for plan in BridgingPlan.objects.filter(crisis=crisis)] == [1, 2]
    assert BridgingPlan.objects.get(pk=first.pk).version == first.version
    with pytest.raises(PlanHasHoles):
        crises.sign_plan(by=lead, crisis_ref=crisis.ref)


def test_a_plan_that_nobody_wrote_is_not_signed(world: World) -> None:
    crisis, worker = world.crisis("stabilising"), world.by(world.account("R20"))
    crises.settle_plan(by=worker, crisis_ref=crisis.ref)
    with pytest.raises(PlanNeeded):
        crises.sign_plan(by=worker, crisis_ref=crisis.ref)


@pytest.mark.parametrize(
    "wrong",
    [{"begins": "morgen"}, {"ends": "2020-01-01T00:00"}, {"who": "iedereen"}, {"who": "named", "name": "Zonder nummer"},
     {"who": "colleague", "colleague": ""}],
)  # fmt: skip
def test_a_block_that_says_nothing_is_refused(wrong: dict[str, str], world: World) -> None:
    crisis, worker = empty(world), world.by(world.account("R20"))
    assert crisis.day_ends is not None
    block = duty(crisis.day_ends, crisis.day_ends + timedelta(hours=1)) | wrong
    with pytest.raises(BlockNotUnderstood):
        crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[block])


def test_a_duty_answers_only_while_it_is_on_and_where_it_comes(world: World) -> None:
    worker, zeewolde = world.by(world.account("R20")), "0050"
    crisis = empty(world)
    assert crisis.day_ends is not None
    night = crisis.day_ends.replace(hour=22, minute=0), crisis.day_ends.replace(hour=23, minute=0)
    crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[duty(*night, team="fan-noord")])
    day = crisis.day_ends.replace(hour=11, minute=0), crisis.day_ends.replace(hour=12, minute=0)
    with pytest.raises(DutyNotStaffed):
        crises.write_plan(by=worker, crisis_ref=crisis.ref, blocks=[duty(*day, team="fan-noord")])
    elsewhere = world.crisis("stabilising", stays_gemeente=zeewolde)
    with pytest.raises(DutyNotStaffed):
        crises.write_plan(by=worker, crisis_ref=elsewhere.ref, blocks=[duty(*night, team="fan-noord")])


def test_whoever_stands_in_the_plan_hears_it_by_reference(world: World) -> None:
    crisis = world.crisis("stabilising")
    plan = BridgingPlan.objects.get(crisis=crisis)
    plan.blocks = [*plan.blocks, plan.blocks[0] | {"team": "fan-noord"}]
    plan.save()
    crises.settle_plan(by=world.by(world.account("R20")), crisis_ref=crisis.ref)
    told = Notice.objects.get(event="crisis.in_a_plan")
    assert (told.to_team, told.about_ref) == ("fan-noord", crisis.ref)


def test_a_colleague_who_stands_in_the_plan_hears_it(world: World) -> None:
    crisis, noor = world.crisis("stabilising"), world.account("R20", "noor")
    plan = BridgingPlan.objects.get(crisis=crisis)
    plan.blocks = [*plan.blocks, plan.blocks[0] | {"who": "colleague", "team": "", "account": str(noor.pk)}]
    plan.save()
    crises.settle_plan(by=world.by(world.account("R20")), crisis_ref=crisis.ref)
    assert Notice.objects.filter(event="crisis.in_a_plan", to_person=noor.pk).count() == 1


def test_a_plan_settled_before_the_clock_has_rung_and_after_the_24_hours_is_a_breach(world: World) -> None:
    crisis = world.crisis("stabilising")
    assert crisis.day_ends is not None
    late = world.by(world.account("R20"), at=crisis.day_ends + timedelta(seconds=30))
    with pytest.raises(BreachNotExplained):
        crises.settle_plan(by=late, crisis_ref=crisis.ref)
    settled = crises.settle_plan(by=late, crisis_ref=crisis.ref, breach_reason="De arts kwam om elf uur.")
    assert (settled.state, settled.breached_at) == ("bridging", late.at)
