"""Does a handover travel over HTTP from draft to landed, refused where it must be and cheap everywhere?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casework.actions import handover as handovers
from casework.models import Case, Handover
from privacy.context import now
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import PACKAGE, World
from workflows.calendars import local_date
from workflows.handover import REQUIRED

MOST_STATEMENTS = 12
WITH_A_DISCLOSURE = 16
"""An offer makes a record of what is shared as well: as much as any create."""

PARTS = {f"part_{part}": text for part, text in PACKAGE.items()}
OFFER = {
    "requested_action": "Begeleiding",
    "receiver_team": WIJKTEAM_TEAM,
    "ground": "L10",
    "consent": "yes",
    **PARTS,
}


def _act(screen: Client, handover: Handover, step: str, given: dict[str, Any]) -> Handover:
    """Take a step with the version as it is now; check the cost; give the handover back as it became."""
    version = Handover.objects.get(pk=handover.pk).version
    with counted_statements() as statements:
        answer = screen.post(f"/overdracht/{handover.ref}/stap/{step}/", given | {"seen_version": version})
    assert answer.status_code == 302, words(answer)
    # An offer asks what the person said about sharing, and keeps a disclosure under a key of its own.
    most = WITH_A_DISCLOSURE if step == "offer" else MOST_STATEMENTS
    assert len(statements) <= most, (step, len(statements))
    return Handover.objects.get(pk=handover.pk)


def test_the_whole_way_and_ownership_moves_at_confirm_alone(world: World) -> None:
    anke, sanne = world.account("R11"), world.account("R50")
    sender, receiver = at_the_screen_of(anke), at_the_screen_of(sanne)
    case = world.case("guidance")
    sender.post(f"/casus/{case.ref}/stap/draft/", {})
    handover = Handover.objects.get()
    today = local_date(now())
    _act(sender, handover, "write", {"requested_action": "Begeleiding", "part_tried": "Veel gebeld."})
    _act(sender, handover, "offer", OFFER)
    steps: list[tuple[Client, str, dict[str, Any]]] = [
        (receiver, "open", {}),
        (receiver, "ask", {"question": "Is er een sleutel?"}),
        (sender, "answer", {"answer": "Ja."}),
        (receiver, "accept", {"acceptor": sanne.username}),
        (sender, "plan_talk", {"talk_at": (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")}),
        (
            receiver,
            "hold_talk",
            {"client_present": "yes", "agreements": "Elke week.", "supporter_offered": "yes"},
        ),
    ]
    for screen, step, given in steps:
        assert _act(screen, handover, step, given).owner_person == anke, step
    given = {"kind": "visit", "contact_on": today, "next_appointment": today + timedelta(days=7)}
    handover = _act(receiver, handover, "confirm", given)
    assert (handover.owner_person, handover.owner_team_id) == (sanne, WIJKTEAM_TEAM)
    assert "Elke week." in words(receiver.get(f"/overdracht/{handover.ref}/"))
    _act(sender, handover, "complete", {"still_in_care": "yes", "source": "client"})
    assert Case.objects.get(pk=case.pk).state == "closed"
    assert receiver.get(f"/overdracht/{handover.ref}/").status_code == 200


SIDEWAYS: list[tuple[str, str, str, dict[str, Any], str]] = [
    (
        "received",
        "R51",
        "give_back",
        {"reason": "wrong_gemeente", "alternative": "Woont in Urk."},
        "returned",
    ),
    ("returned", "R11", "redraft", {}, "draft"),
    ("offered", "R11", "withdraw", {"reason": "Client wil wachten."}, "withdrawn"),
    ("accepted", "R11", "go_together", {"reason": "Kent alleen mij."}, "together"),
    ("together", "R50", "let_go", {}, "talk_held"),
    ("confirmed", "R11", "lose", {"reason": "Niet meer bereikt."}, "reopened"),
]


@pytest.mark.parametrize(("state", "role", "step", "given", "after"), SIDEWAYS)
def test_every_side_way_has_a_form_and_works(
    world: World, state: str, role: str, step: str, given: dict[str, Any], after: str
) -> None:
    handover = world.handover(state)
    screen = at_the_screen_of(world.account(role))
    assert screen.get(f"/overdracht/{handover.ref}/stap/{step}/").status_code == 200
    assert _act(screen, handover, step, given).state == after


def test_a_full_team_promises_a_start_with_a_name_and_a_bridge(world: World) -> None:
    handover, sanne = world.handover("received"), world.account("R50")
    screen = at_the_screen_of(world.account("R51"))
    address = f"/overdracht/{handover.ref}/stap/put_on_waiting_list/"
    late = {
        "start_date": local_date(now()) + timedelta(days=45),
        "contact": sanne.username,
        "bridge": "Anke belt.",
    }
    answer = screen.post(address, late)
    assert answer.status_code == 422
    assert "start_date" in answer.context["form"].errors
    soon = late | {"start_date": local_date(now()) + timedelta(days=20)}
    assert _act(screen, handover, "put_on_waiting_list", soon).state == "waiting_list"
    assert _act(at_the_screen_of(sanne), handover, "start", {"acceptor": sanne.username}).state == "accepted"


def test_a_second_look_finds_the_part_that_is_missing_and_keeps_the_rest(world: World) -> None:
    handover = world.handover("draft")
    screen = at_the_screen_of(world.account("R11"))
    given = OFFER | {"part_risks": " ", "part_moment": "", "part_tried": "Veel geprobeerd, niets hielp."}
    answer = screen.post(f"/overdracht/{handover.ref}/stap/offer/", given)
    assert answer.status_code == 422
    assert set(answer.context["draft"].errors) == {"part_risks", "part_moment"}
    said = answer.content.decode()
    assert "Veel geprobeerd, niets hielp." in said
    assert "Concept opslaan" in said
    assert Handover.objects.get(pk=handover.pk).state == "draft"


def test_not_asked_needs_the_reason_and_says_so_at_its_field(world: World) -> None:
    handover = world.handover("draft")
    given = OFFER | {"consent": "not_asked"}
    answer = at_the_screen_of(world.account("R11")).post(f"/overdracht/{handover.ref}/stap/offer/", given)
    assert "consent_reason" in answer.context["draft"].errors


def test_the_required_parts_are_marked_and_saving_asks_nothing(world: World) -> None:
    handover = world.handover("draft", package={}, requested_action="")
    screen = at_the_screen_of(world.account("R11"))
    form = screen.get(f"/overdracht/{handover.ref}/").context["draft"]
    required = {name for name in form.fields if name.startswith("part_") and form.fields[name].required}
    assert required == {f"part_{part}" for part in REQUIRED}
    _act(screen, handover, "write", {})


def test_two_windows_on_one_draft_show_both_texts_and_lose_nothing(world: World) -> None:
    handover, anke = world.handover("draft"), world.account("R11")
    screen = at_the_screen_of(anke)
    handovers.write(
        handover_ref=handover.ref, package=PACKAGE | {"tried": "Tekst uit het andere venster."},
        requested_action="Begeleiding", by=world.by(anke),
    )  # fmt: skip
    mine = PARTS | {
        "part_tried": "Tekst uit dit venster.",
        "requested_action": "Begeleiding",
        "held_back": "Blijft hier.",
    }
    address = f"/overdracht/{handover.ref}/stap/write/"
    answer = screen.post(address, mine | {"seen_version": handover.version})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Tekst uit dit venster." in said
    assert "Tekst uit het andere venster." in said
    conflict = answer.context["conflict"]
    again = dict(conflict["hidden"]) | {row["name"]: row["mine"] for row in conflict["rows"]}
    assert screen.post(address, again | {"seen_version": conflict["version"]}).status_code == 302
    form = screen.get(f"/overdracht/{handover.ref}/").context["draft"]
    assert {name: form[name].value() for name in mine} == mine


def test_contact_that_is_still_to_come_confirms_nothing(world: World) -> None:
    handover = world.handover("talk_held")
    tomorrow = local_date(now()) + timedelta(days=1)
    given = {"kind": "visit", "contact_on": tomorrow, "next_appointment": tomorrow}
    answer = at_the_screen_of(world.account("R50")).post(f"/overdracht/{handover.ref}/stap/confirm/", given)
    assert "contact_on" in answer.context["form"].errors
    assert Handover.objects.get(pk=handover.pk).state == "talk_held"


def test_an_absent_client_is_explained_at_the_field(world: World) -> None:
    handover = world.handover("talk_planned")
    given = {"client_present": "no", "agreements": "Wij bellen.", "supporter_offered": "later"}
    answer = at_the_screen_of(world.account("R50")).post(f"/overdracht/{handover.ref}/stap/hold_talk/", given)
    assert "absence_reason" in answer.context["form"].errors
    assert "Wij bellen." in answer.content.decode()


def test_a_person_who_is_no_longer_helped_cannot_be_closed_away(world: World) -> None:
    handover = world.handover("confirmed")
    given = {"still_in_care": "no", "source": "client"}
    answer = at_the_screen_of(world.account("R11")).post(f"/overdracht/{handover.ref}/stap/complete/", given)
    assert "still_in_care" in answer.context["form"].errors


def test_the_first_step_is_one_press_and_accepting_is_two(world: World) -> None:
    handover = world.handover("offered")
    screen = at_the_screen_of(world.account("R50"))
    bridge = screen.get(f"/overdracht/{handover.ref}/").context["bridge"]
    assert bridge["receiver"]["action"]["method"] == "post"
    _act(screen, handover, "open", {})
    form = screen.get(f"/overdracht/{handover.ref}/stap/accept/").context["form"]
    assert form["acceptor"].value() == world.account("R50").username
