"""Does every button of a handover lead to a form that can be drawn, in every state and for everybody who has one?"""

import pytest

from casework.forms.handover import FORMS
from casework.policy import may_see
from casework.reading.bridge import is_for
from tests.screens.people import at_the_screen_of, words
from tests.world import World
from workflows.handover import State

# What a page shows of the same rows is the same on every engine.
pytestmark = pytest.mark.once

ROLES = ("R11", "R12", "R13", "R50", "R51", "R52")
NO_PAGE = ("offer", "write")
"""They stand on the page of the draft itself."""


@pytest.mark.parametrize("state", [str(state) for state in State if not state.final])
def test_every_button_leads_to_its_form(world: World, state: str) -> None:
    handover = world.handover(state)
    for role in ROLES:
        account = world.account(role)
        screen = at_the_screen_of(account)
        page = screen.get(f"/overdracht/{handover.ref}/")
        if not may_see(handover, world.by(account)).permit:
            assert page.status_code == 404, role
            continue
        assert page.status_code == 200, role
        for step in handover.possible_steps(role):
            if step.name not in FORMS or step.name in NO_PAGE or not is_for(handover, step.name):
                continue
            address = f"/overdracht/{handover.ref}/stap/{step.name}/"
            assert address in page.content.decode(), f"{role} has no button for {step.name}"
            form = screen.get(address)
            assert form.status_code == 200, (role, step.name)
            assert str(FORMS[step.name].title) in words(form), (role, step.name)


def test_the_parts_that_were_named_are_the_ones_that_are_asked(world: World) -> None:
    handover = world.handover("incomplete", missing_parts=["network", "providers"])
    screen = at_the_screen_of(world.account("R11"))
    address = f"/overdracht/{handover.ref}/stap/fill_in/"
    asked = {name for name in screen.get(address).context["form"].fields if name.startswith("part_")}
    assert asked == {"part_network", "part_providers"}
    answer = screen.post(address, {"part_network": "Een zus in Urk.", "seen_version": handover.version})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"part_providers"}
