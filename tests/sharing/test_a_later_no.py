"""What does a no do after something was shared? Nobody opens more of it here, and whoever has it hears it."""

from typing import Any

import pytest

from casework.actions import consent
from casework.invariants import violations
from casework.models import Handover, PartnerTask
from casework.policy import may_see
from casework.reading import handover as reading
from notifications.models import Notice
from privacy.context import acting
from tests.named import WIJKTEAM_TEAM
from tests.world import World


def said(world: World, item: Handover | PartnerTask, answer: str, **about: str) -> None:
    """What the person says now, of everybody when nothing else is given."""
    given = {"recipient_kind": "everybody"} | about
    consent.record(
        by=world.by(world.account("R11")), case_ref=item.case.ref, answer=answer, words="toch niet",
        source="person", **given,
    )  # fmt: skip


def page_of(world: World, handover: Handover, role: str = "R50") -> dict[str, Any]:
    """What this role reads on the page now."""
    by = world.by(world.account(role))
    with acting(by):
        return reading.read(handover.ref, by=by).page


def package_of(world: World, handover: Handover) -> list[object]:
    """The parts that the worker of the receiving team reads now."""
    parts: list[object] = page_of(world, handover)["parts"]
    return parts


@pytest.mark.parametrize(
    "about",
    [{}, {"recipient_kind": "wijkteam"}, {"recipient_kind": "wijkteam", "recipient_team": WIJKTEAM_TEAM}],
)
def test_the_receiver_opens_no_more_of_the_package_until_there_is_a_yes(
    world: World, about: dict[str, str]
) -> None:
    handover = world.handover("talk_planned")
    assert package_of(world, handover)
    said(world, handover, "no", **about)
    assert package_of(world, handover) == []
    page = page_of(world, handover)
    assert page["name"]
    assert not page["contact"]
    assert Notice.objects.filter(event="handover.sharing_stopped", to_person=world.account("R50").pk).exists()
    said(world, handover, "yes", **about)
    assert package_of(world, handover)
    assert violations() == []


def test_a_no_to_somebody_else_changes_nothing(world: World) -> None:
    handover = world.handover("talk_planned")
    said(world, handover, "no", recipient_kind="gp")
    assert package_of(world, handover)


def test_the_sender_sees_why_it_stands_still(world: World) -> None:
    handover = world.handover("accepted")
    said(world, handover, "no")
    facts = page_of(world, handover, "R11")["so_far"]
    assert any("says no" in fact["value"] or "nee" in fact["value"] for fact in facts)


def test_whoever_is_responsible_now_goes_on_helping_and_hears_it(world: World) -> None:
    handover = world.handover("confirmed", owner_team_id=WIJKTEAM_TEAM, owner_person=world.account("R50"))
    said(world, handover, "no")
    assert package_of(world, handover)
    assert Notice.objects.filter(event="handover.sharing_stopped").exists()


def test_a_partner_keeps_the_door_and_loses_what_rested_on_a_yes(world: World) -> None:
    door = world.task("accepted", owner_person=world.account("R40"), owner_team_id="partner-kwintes")
    more = world.task(
        "accepted", case=door.case, released=["goal", "name"], owner_person=world.account("R40"),
        owner_team_id="partner-kwintes",
    )  # fmt: skip
    said(world, door, "no", recipient_kind="partner")
    partner = world.by(world.account("R40"))
    assert "package" in may_see(PartnerTask.objects.get(pk=door.pk), partner).groups
    assert "package" not in may_see(PartnerTask.objects.get(pk=more.pk), partner).groups
    assert Notice.objects.filter(event="task.sharing_stopped").count() == 1
    assert violations() == []
