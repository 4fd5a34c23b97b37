"""Who sees what of a contact at night? Every role in every state, written down here once more, row by row."""

import pytest

from casework.conditions import Condition
from casework.policy import may_see
from tests.named import CRISIS_TEAM
from tests.world import World
from workflows.fan_contact_states import State
from workflows.roles import Role

NIGHT = {"identity", "flags", "urgency", "contact_log", "morning_note"}
OF_THE_CRISIS = {"card", "identity", "flags", "contact_log", "urgency"}
FOR_THE_DAY = {"identity", "flags", "morning_note"}
DAY = ("R10", "R20", "R21", "R40", "R50", "R51", "R11", "R12")
OUT = ("on_the_way", "on_site")
TO_THE_RESCUE = {"identity", "flags", "visit"}
OVER = ("taken_over", "ended")


def expected(role: str, state: str, *, team: str) -> set[str] | None:
    """What this role reads as a colleague of the night service, the crisis team or the receiver; None: nothing."""
    if team == "night" and role in ("R30", "R31"):
        address = state == "visit_alarm" or (state in OUT and role == "R30")
        return set() if state in OVER else NIGHT | ({"visit"} if address else set())
    if team == "crisis" and role in ("R20", "R21") and state == "visit_alarm":
        return TO_THE_RESCUE
    if team == "crisis" and role in ("R20", "R21") and state == "escalated":
        return OF_THE_CRISIS
    if team == "receiver" and role in DAY and state in ("morning_handover", "taken_over"):
        return FOR_THE_DAY
    return None


@pytest.mark.parametrize("state", State)
def test_every_role_reads_what_is_written_here_and_nothing_else(state: State, world: World) -> None:
    contact = world.fan_contact(str(state))
    teams = {"night": contact.owner_team_id, "crisis": CRISIS_TEAM, "receiver": contact.receiver_team_id}
    wrong = []
    for role in Role:
        if role in (Role.SYSTEM, Role.PRIVACY_OFFICER):
            continue
        for team, unit in teams.items():
            by = world.by(
                world.account("R11"), role=role, unit=str(unit or "nobody"), actor=str(world.person().pk)
            )
            decision = may_see(contact, by)
            seen = set(decision.groups) if decision.permit else None
            if seen != expected(role, str(state), team=team):
                wrong.append((role, team, seen))
    assert wrong == []


@pytest.mark.parametrize("state", State)
def test_the_privacy_officer_reads_the_name_when_it_is_over_and_says_why(state: State, world: World) -> None:
    contact = world.fan_contact(str(state))
    officer = world.by(world.account("R90", team=str(contact.owner_team_id)))
    said = may_see(contact, officer, under=frozenset({Condition.REASON}))
    assert said.permit is (state in OVER)
    assert not said.permit or said.groups == {"identity"}
    assert not may_see(contact, officer).groups
