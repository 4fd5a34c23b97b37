"""How is the bridge to the receiver planned? The draft always saves; two people settle a plan without a hole."""

from typing import Any

from casework import access, bridging
from casework.actions.command import command
from casework.actions.crisis.shared import add_line, locked
from casework.directory.current import pack
from casework.intake import account
from casework.models import Account, BridgingPlan, Crisis, Team
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.bridging import TEXTS, Block
from workflows.refusals import ReceiverMayNotReceive


@command
def write_plan(
    *, by: Acting, crisis_ref: str, blocks: list[dict[str, Any]], receiver_team: str = "",
    texts: dict[str, str] | None = None, seen_version: int | None = None,
) -> Crisis:  # fmt: skip
    """Keep the draft of the plan, with its holes.

    `blocks`: `{begins, ends, who, team, colleague, name, phone}`, see casework.bridging. `receiver_team`: who goes on
    with the person. `texts`: see workflows.bridging.TEXTS.
    """
    crisis = locked(crisis_ref, by=by, step="write_plan", seen_version=seen_version)
    receiver = Team.objects.filter(pk=receiver_team).first() if receiver_team else None
    if receiver_team and (receiver is None or not receiver.may_receive):
        raise ReceiverMayNotReceive
    crisis.write_plan(by=by, at=by.at)
    plan = draft_of(crisis)
    made, names = bridging.blocks_from(blocks, crisis)
    plan.receiver_team, plan.blocks, plan.names = receiver, bridging.as_columns(made), names
    plan.texts = {name: str((texts or {}).get(name) or "") for name in TEXTS}
    plan.first_signer = None
    return crisis


@command
def fill_holes(*, by: Acting, crisis_ref: str, seen_version: int | None = None) -> Crisis:
    """Put the crisis duty, which is there day and night in every gemeente, wherever nobody answers yet."""
    crisis = locked(crisis_ref, by=by, step="fill_holes", seen_version=seen_version)
    plan, facts, _texts, names = _whole(crisis, by=by)
    crisis.fill_holes(by=by, at=by.at, plan=plan, receiver=facts["receiver"])
    if plan is None:
        return crisis
    before = bridging.kept_blocks(plan)
    filled = bridging.filled_with(pack().region.about.crisis, crisis, plan, at=by.at)
    plan.names = _renumbered(names, before, filled)
    plan.blocks, plan.first_signer = bridging.as_columns(filled), None
    return crisis


def _renumbered(names: dict[str, Any], before: list[Block], after: list[Block]) -> dict[str, Any]:
    """The typed names beside the blocks they belong to, which stand elsewhere now."""
    return {str(after.index(block)): names[str(at)] for at, block in enumerate(before) if str(at) in names}


@command
def sign_plan(*, by: Acting, crisis_ref: str, seen_version: int | None = None) -> Crisis:
    """The first signature. A colleague of the crisis team is asked for the second."""
    crisis = locked(crisis_ref, by=by, step="sign_plan", seen_version=seen_version)
    plan, facts, _texts, _names = _whole(crisis, by=by)
    signer = account(by)
    crisis.sign_plan(by=by, signer=signer, **facts)
    if plan is not None:
        plan.first_signer = signer
    tell_team(crisis.owner_team_id, "crisis.signature_wanted", about=crisis, level="page")
    return crisis


@command
def settle_plan(
    *, by: Acting, crisis_ref: str, breach_reason: str = "", seen_version: int | None = None
) -> Crisis:
    """The second signature, of somebody else. From here the plan holds, until the receiver opens.

    `breach_reason`: why it was settled after the 24 hours.
    """
    crisis = locked(crisis_ref, by=by, step="settle_plan", seen_version=seen_version)
    plan, facts, texts, names = _whole(crisis, by=by)
    whole = bridging.whole_of(crisis, plan, at=by.at)
    owner = crisis.owner_person or (plan.first_signer if plan else None)
    crisis.settle_plan(
        by=by, owner=owner, until=whole.ends if whole else None, breach_reason=breach_reason, late=_is_late(crisis, by),
        at=by.at, **facts,
    )  # fmt: skip
    if plan is not None and whole is not None:
        plan.second_signer, plan.settled_at = account(by), by.at
        plan.covers_from, plan.covers_until = whole.begins, whole.ends
        plan.digest = bridging.digest_of(plan, texts, names)
    current_work().restart_clock(crisis)
    add_line(crisis, "settle_plan", by=by, text=breach_reason)
    tell_person(crisis.owner_person, "crisis.plan_settled", about=crisis)
    _tell_duties(crisis, plan)
    return crisis


def _is_late(crisis: Crisis, by: Acting) -> bool:
    """Are the 24 hours over while no plan was ever settled?"""
    return crisis.bridged_until is None and crisis.day_ends is not None and by.at >= crisis.day_ends


def _tell_duties(crisis: Crisis, plan: BridgingPlan | None) -> None:
    """Who stands in the plan knows it before the block begins; by reference alone."""
    blocks = bridging.kept_blocks(plan) if plan else []
    for team in sorted({block.team for block in blocks if block.team}):
        if team != str(crisis.owner_team_id):
            tell_team(team, "crisis.in_a_plan", about=crisis)
    for person in Account.objects.filter(pk__in={block.account for block in blocks if block.account}):
        tell_person(person, "crisis.in_a_plan", about=crisis)


def draft_of(crisis: Crisis) -> BridgingPlan:
    """The draft, locked; a new one after the last that was settled, or when there is none."""
    kept = crisis.plans.order_by("-number").values_list("pk", "number", "settled_at").first()
    if kept is not None and kept[2] is None:
        return access.locked_together(BridgingPlan.objects.select_related("first_signer"), pk=kept[0])
    plan = BridgingPlan(crisis=crisis, number=kept[1] + 1 if kept else 1, names={}, texts={})
    current_work().add(plan)
    return plan


def _whole(
    crisis: Crisis, *, by: Acting
) -> tuple[BridgingPlan | None, dict[str, Any], dict[str, str], dict[str, Any]]:
    """The draft, what the guards ask of it, and its opened texts and names."""
    kept = crisis.plans.filter(settled_at=None).values_list("pk", flat=True).first()
    if kept is None:
        return None, {"plan": None, "receiver": None}, {}, {}
    plan = access.locked_together(BridgingPlan.objects.select_related("first_signer"), pk=kept)
    texts, names = _opened(plan, by=by)
    facts = {
        "plan": plan, "receiver": plan.receiver_team_id, "missing": bridging.missing_texts(texts),
        "holes": bridging.holes_of(crisis, plan, at=by.at),
    }  # fmt: skip
    return plan, facts, texts, names


def _opened(plan: BridgingPlan, *, by: Acting) -> tuple[dict[str, str], dict[str, Any]]:
    (kept,) = access.open_fields([(plan, ["texts", "names"])], by=by, about=plan.ref, action="crisis.read")
    return dict(kept.get("texts") or {}), dict(kept.get("names") or {})
