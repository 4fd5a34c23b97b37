"""Is anything lost when a colleague was just ahead? Lists and all fields come along, and whoever it was has a name."""

import re
from html import unescape
from typing import Any

import pytest

from casework.models import PostbakItem
from casework.reading.happened import newest_change
from tests.screens.people import at_the_screen_of
from tests.world import World
from workflows.handover import CHECKLIST

# What a page shows of the same rows is the same on every engine.
pytestmark = pytest.mark.once

WHY = "Zij is de moeder van een collega."


def test_a_list_that_came_too_late_can_be_sent_again_as_a_list(world: World) -> None:
    handover = world.handover("received")
    noor, address = (
        at_the_screen_of(world.account("R50")),
        f"/overdracht/{handover.ref}/stap/call_incomplete/",
    )
    missed = list(CHECKLIST)[:2]
    lost = noor.post(address, {"parts": missed, "seen_version": handover.version + 3})
    assert lost.status_code == 409
    hidden = re.findall(r'name="parts" value="([^"]*)"', lost.content.decode())
    assert hidden == missed
    again = {"parts": hidden, "seen_version": lost.context["conflict"]["version"]}
    assert noor.post(address, again).status_code == 302
    handover.refresh_from_db()
    assert list(handover.missing_parts) == missed


def test_who_was_named_for_a_shield_is_still_named_after_a_conflict(world: World) -> None:
    case, tess = world.case("guidance"), world.account("R10")
    lead, address = at_the_screen_of(world.account("R12")), f"/casus/{case.ref}/stap/put_up/"
    lost = lead.post(address, {"reason": WHY, "named": [tess.username], "seen_version": 99})
    conflict = lost.context["conflict"]
    again: dict[str, Any] = {"seen_version": conflict["version"]}
    for name, value in [*conflict["hidden"], *((row["name"], row["mine"]) for row in conflict["rows"])]:
        again.setdefault(name, []).append(value)
    assert lead.post(address, again).status_code == 302
    case.refresh_from_db()
    assert str(tess.pk) in case.shielded_for


def test_everything_that_was_filled_in_comes_back_when_it_can_no_longer_be_sent(world: World) -> None:
    item = world.postbak("taken_up")
    typed = {
        "narrative": "Gordijnen dicht.", "surname": "Proefstra", "street": "Voorbeeldpad", "location": "Haven",
        "melder_name": "Mevrouw Buur", "kind_of_melder": "police", "anonymity": "open",
    }  # fmt: skip
    PostbakItem.objects.filter(pk=item.pk).update(state="unread", owner_person=None)
    tess = at_the_screen_of(world.account("R10"))
    lost = tess.post(f"/postbak/{item.ref}/stap/make_melding/", typed | {"seen_version": 99})
    assert lost.status_code == 409
    page = unescape(lost.content.decode())
    for text in (typed["narrative"], "Proefstra", "Voorbeeldpad", "Haven", "Mevrouw Buur", "politie"):
        assert text.lower() in page.lower(), text
    assert page.count("Dit is niet opgeslagen") == 1


@pytest.mark.parametrize("noun", ["escalation", "task", "pattern"])
def test_whoever_was_ahead_has_a_name_for_every_kind_of_item(world: World, noun: str) -> None:
    lead = world.account("R12")
    item = getattr(world, noun)("open" if noun != "task" else "accepted")
    perform = {
        "escalation": ("R11", "opschaling", "ask_again", {"note": "Nog niets gehoord."}),
        "task": ("R40", "taak", "finish", {"result": "Gesproken."}),
        "pattern": ("R12", "patroon", "take", {}),
    }[noun]  # fmt: skip
    role, path, step, typed = perform
    who = at_the_screen_of(world.account(role))
    sent = who.post(f"/{path}/{item.ref}/stap/{step}/", typed | {"seen_version": item.version})
    assert sent.status_code == 302
    event, name = newest_change(item.ref)
    assert event is not None
    assert name == (lead if role == "R12" else world.account(role)).name
