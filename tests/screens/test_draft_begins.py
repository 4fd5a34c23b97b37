"""Does a sender retype what the case knows? A draft begins with it; nothing of a melder or of the notes comes along."""

from typing import Any

import pytest

from casework.actions import case as cases
from casework.actions import consent
from casework.actions import handover as handovers
from casework.models import Case, Handover
from casework.reading.prefill import nearest
from tests.named import GEMEENTE, VA, WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World

# What a form gives back is the same on every engine; that its actions are is asked by the promise tests of both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def case_with_a_past(world: World) -> Case:
    """Somebody was visited, has a goal and a dog, and agreed to sharing with the wijkteam."""
    flags = [{"kind": "dog", "detail": "zegt buurvrouw Jansma", "until": "2031-05-01"}]
    case = world.case("contact_phase", person=world.person(flags=flags), goal="Weer koken.")
    by = world.by(world.account("R11"))
    for reached in (False, True):
        cases.log_attempt(
            by=by, case_ref=case.ref, channel="visit", daypart="morning", reached=reached, result="Rook naar gas."
        )  # fmt: skip
    consent.record(
        by=by, case_ref=case.ref, recipient_kind="wijkteam", answer="yes", words="Dat is goed.", source="person"
    )  # fmt: skip
    return case


def initial(world: World, handover: Handover) -> dict[str, Any]:
    page = at_the_screen_of(world.account("R11")).get(f"/overdracht/{handover.ref}/")
    return dict(page.context["draft"].initial)


def test_what_the_case_knows_stands_ready_and_is_not_kept(world: World) -> None:
    case = case_with_a_past(world)
    handover = world.handover("draft", case=case, package={}, requested_action="", consent="", ground="")
    ready = initial(world, handover)
    assert ready["part_reason_and_goal"] == "Wat de cliënt wil: Weer koken."
    assert ready["part_tried"].startswith("bezoek 2 keer (bereikt: 1). Laatste poging op")
    assert ready["part_risks"] == "hond tot en met do 1 mei 2031"
    assert ready["part_sharing"] == "De persoon is gevraagd en vindt delen met het wijkteam goed."
    assert (ready["consent"], ready["receiver_team"]) == ("yes", WIJKTEAM_TEAM)
    page = words(at_the_screen_of(world.account("R11")).get(f"/overdracht/{handover.ref}/"))
    assert "Wat de casus al weet, staat hieronder klaar." in page
    for not_read in ("Rook naar gas", "Jansma"):
        assert not_read not in " ".join(map(str, ready.values()))
    handover.refresh_from_db()
    assert handover.version == 1, "only looked at"


def test_what_somebody_kept_is_not_written_over(world: World) -> None:
    handover = world.handover("draft", case=case_with_a_past(world), package={}, requested_action="")
    by = world.by(world.account("R11"))
    handovers.write(by=by, handover_ref=handover.ref, package={"tried": "Zelf geschreven."})
    kept = initial(world, handover)
    assert kept["part_tried"] == "Zelf geschreven."
    assert kept["part_reason_and_goal"] == ""


def test_a_no_stands_ready_as_a_no_and_nothing_is_made_up(world: World) -> None:
    case = world.case("guidance", goal="")
    by = world.by(world.account("R11"))
    handover = world.handover("draft", case=case, package={}, requested_action="", consent="")
    ready = initial(world, handover)
    assert not {"part_tried", "part_sharing"} & {name for name, text in ready.items() if text}
    assert ready["part_risks"] == "In de casus staat geen veiligheidssignaal."
    consent.record(
        by=by, case_ref=case.ref, recipient_kind="wijkteam", answer="no", words="Liever niet.", source="person"
    )  # fmt: skip
    assert initial(world, handover)["consent"] == "no"


def test_one_press_on_the_case_begins_a_draft(world: World) -> None:
    case = world.case("guidance")
    screen = at_the_screen_of(world.account("R11"))
    page = screen.get(f"/casus/{case.ref}/")
    assert (
        f'<form class="action" method="post" action="/casus/{case.ref}/stap/draft/">' in page.content.decode()
    )
    answer = screen.post(f"/casus/{case.ref}/stap/draft/")
    assert answer["Location"] == f"/overdracht/{Handover.objects.get(case=case).ref}/"


def test_the_nearest_team_is_the_one_the_region_names(world: World) -> None:
    assert nearest(GEMEENTE, but=VA) == WIJKTEAM_TEAM
    assert nearest("", but=VA) == nearest("9999", but=VA) == nearest(GEMEENTE, but=WIJKTEAM_TEAM) == ""
