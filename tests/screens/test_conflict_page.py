"""When somebody else was first: what does the second one read, and can every form be sent again as it was?"""

import re
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from casework.actions import case as cases
from casework.actions import handover as handovers
from casework.forms.case import FORMS as CASE
from casework.forms.handover import FORMS as HANDOVER
from casework.models import Case, Handover
from casework.views.conflicting import show_conflict
from privacy.context import acting
from tests.screens.people import at_the_screen_of, words
from tests.world import World

# What a form gives back is the same on every engine; that its actions are is asked by the promise tests of both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
ITEMS = [("case", name) for name in CASE] + [("handover", name) for name in HANDOVER if name != "write"]


def typed(form_class: Any, by: Any, about: Any) -> dict[str, Any]:
    """Something in every field of a form: of a list each choice, so that nothing travels as one text by accident."""
    fields = form_class(by=by, about=about).fields
    given: dict[str, Any] = {}
    for name, field in fields.items():
        choices = [str(value) for value, _label in getattr(field, "choices", ()) if value]
        if isinstance(field, forms.MultipleChoiceField):
            given[name] = choices[:2]
        elif name != "seen_version":
            given[name] = choices[0] if choices else f"Getypt bij {name}"
    return given


@pytest.mark.parametrize(("noun", "step"), ITEMS)
def test_every_form_travels_whole_over_the_page_of_a_conflict(noun: str, step: str, world: World) -> None:
    record = world.case("guidance") if noun == "case" else world.handover("received")
    form_class = (CASE if noun == "case" else HANDOVER)[step]
    account = world.account("R12")
    with acting(world.by(account)) as by:
        form = form_class(typed(form_class, by, record), by=by, about=record)
        request = RequestFactory().post("/x/")
        request.by, request.user = by, account  # type: ignore[attr-defined]  # as the middleware sets them
        page = show_conflict(request, form, record=record, back="/terug/").content.decode()
    for name, value in typed(form_class, by, record).items():
        for one in value if isinstance(value, list) else [value]:
            there = re.search(
                rf'name="{name}"(?: value="{re.escape(one)}"|[^>]*>{re.escape(one)}</textarea>)', page
            )
            assert there, f"{name}={one} is lost"


def test_two_receivers_who_answer_at_once_and_the_second_reads_what_the_first_did(world: World) -> None:
    handover = world.handover("received", receiver_person=None)
    sanne = world.account("R50", "sanne")
    handovers.ask(by=world.by(sanne), handover_ref=handover.ref, question="Is er een sleutel?")
    late = at_the_screen_of(world.account("R51", "pieter")).post(
        f"/overdracht/{handover.ref}/stap/give_back/",
        {"reason": "other_law", "alternative": "Het zorgkantoor.", "seen_version": handover.version},
    )
    page = words(late)
    assert late.status_code == 409
    assert "Sanne was u net voor" in page
    assert "Het zorgkantoor." in late.content.decode()
    assert "Toch opslaan" not in page, (
        "from here it can no longer be given back: what was typed can be copied"
    )


def test_what_can_still_be_sent_is_sent_on_top_of_what_happened(world: World) -> None:
    case, anke = world.case("refuses"), world.account("R11")
    cases.weigh_again(by=world.by(anke), case_ref=case.ref, risk="Van de collega.")
    late = at_the_screen_of(anke).post(
        f"/casus/{case.ref}/stap/weigh_again/", {"risk": "Mijn weging.", "seen_version": case.version}
    )
    assert late.status_code == 409
    source = late.content.decode()
    assert f'name="seen_version" value="{Case.objects.get(pk=case.pk).version}"' in source
    assert "Toch opslaan" in words(late)
    assert "Mijn weging." in source
    assert "conflict__side--theirs" not in source, (
        "the colleague wrote in another place: nothing stands beside it"
    )


def test_both_texts_of_a_draft_stand_beside_each_other(world: World) -> None:
    handover, anke = world.handover("draft"), world.account("R11")
    handovers.write(by=world.by(anke), handover_ref=handover.ref, package={"tried": "Drie bezoeken."})
    late = at_the_screen_of(anke).post(
        f"/overdracht/{handover.ref}/stap/write/",
        {"part_tried": "Een brief.", "part_network": "Zus.", "seen_version": handover.version},
    )
    page = words(late)
    assert late.status_code == 409
    for both in ("Drie bezoeken.", "Mijn tekst opslaan", "nog niets"):
        assert both in page
    assert 'value="Een brief."' in late.content.decode()
    assert Handover.objects.get(pk=handover.pk).version == handover.version + 1
