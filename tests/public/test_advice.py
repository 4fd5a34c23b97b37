"""Can a question be answered without anybody being named, and does it become a melding in one act when it must?"""

import re
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from casework.actions import advice as actions
from casework.actions import melding as meldingen
from casework.errors import NotYours
from casework.models import Advice, Melding
from tests.world import World
from workflows.advice import ADVISERS
from workflows.refusals import MinutesOutOfRange, NotInTheList, NotYourStep, TopicNeeded
from workflows.roles import Role

GIVEN: dict[str, Any] = {
    "topics": ["money", "addiction"],
    "asker": "family",
    "minutes": 15,
    "gemeente": "0303",
}


def browser_of(world: World, role: str) -> Client:
    """The browser of a colleague in this role."""
    browser = Client()
    browser.force_login(world.account(role), backend="casework.accounts.Backend")
    return browser


def test_an_advice_has_a_number_and_is_no_melding(world: World) -> None:
    advice = actions.give(by=world.by(world.account("R10")), **GIVEN)
    assert re.fullmatch(r"A-[0-9A-Z]{8}", advice.ref)
    assert advice.topics == ["addiction", "money"]
    assert (Advice.objects.count(), Melding.objects.count()) == (1, 0)


def test_an_advice_has_no_column_in_which_a_name_would_fit() -> None:
    assert not Advice.sealed_attributes()
    assert not [field for field in Advice._meta.concrete_fields if isinstance(field, models.TextField)]
    text = [f for f in Advice._meta.concrete_fields if isinstance(f, models.CharField) and f.name != "ref"]
    assert {field.name for field in text} == {"asker", "gemeente", "door"}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"topics": []}, TopicNeeded),
        ({"topics": ["Gerben Dijkgraaf"]}, NotInTheList),
        ({"asker": "Mevrouw Buur"}, NotInTheList),
        ({"door": "achterdeur"}, NotInTheList),
        ({"gemeente": "Urk!"}, NotInTheList),
        ({"minutes": -1}, MinutesOutOfRange),
    ],
)
def test_anything_but_a_code_is_refused(
    wrong: dict[str, Any], refusal: type[Exception], world: World
) -> None:
    with pytest.raises(refusal):
        actions.give(by=world.by(world.account("R10")), **GIVEN | wrong)
    assert not Advice.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_only_who_takes_calls_gives_advice(role: Role, world: World) -> None:
    by = world.by(world.account(str(role)))
    if role in ADVISERS:
        assert actions.give(by=by, **GIVEN).given_by_id == world.account(str(role)).pk
    else:
        with pytest.raises(NotYourStep):
            actions.give(by=by, **GIVEN)


@pytest.mark.parametrize("role", ["R10", "R20", "R30"])
def test_the_page_saves_in_four_touches_and_shows_todays(role: str, world: World) -> None:
    browser = browser_of(world, role)
    sent = {"topics": ["money"], "asker": "self", "minutes": "10", "gemeente": ""}
    assert browser.post(reverse("advice"), sent).status_code == 302
    assert Advice.objects.get().ref in browser.get(reverse("advice")).content.decode()
    wrong = browser.post(reverse("advice"), {"asker": "self", "minutes": "10"})
    assert wrong.status_code == 422
    assert 'id="id_topics_error"' in wrong.content.decode()
    assert Advice.objects.count() == 1


def test_it_becomes_a_melding_in_one_act_that_keeps_the_number(world: World) -> None:
    advice = actions.give(by=world.by(world.account("R10")), **GIVEN)
    browser, address = browser_of(world, "R10"), f"{reverse('melding-new')}?advies={advice.ref}"
    assert f'name="advice_ref" value="{advice.ref}"' in browser.get(address).content.decode()
    typed = {
        "token": "een-twee",
        "advice_ref": advice.ref,
        "melder_phone": "geen",
        "narrative": "Toch zorgen.",
        "anonymity": "known_to_us",
        "kind_of_melder": "family",
    }
    assert browser.post(address, typed).status_code == 302
    assert browser.post(address, typed).status_code == 302
    assert Melding.objects.get().advice_id == advice.pk
    assert Melding.objects.get().ref in browser.get(reverse("advice")).content.decode()


def test_the_advice_of_another_team_is_not_there(world: World) -> None:
    advice = actions.give(by=world.by(world.account("R20")), **GIVEN)
    typed = {"token": "een", "narrative": "Zorg.", "melder_phone": "geen", "advice_ref": advice.ref,
             "kind_of_melder": "family", "anonymity": "known_to_us"}  # fmt: skip
    with pytest.raises(NotYours):
        meldingen.receive(by=world.by(world.account("R10")), narrative="Zorg.", advice_ref=advice.ref)
    assert not Melding.objects.exists()
    # What was typed on the phone comes in all the same, and says nothing of that advice.
    for ref in (advice.ref, "V-AAAAAAAA", "x" * 400):
        typed |= {"token": f"een-{ref[:9]}", "advice_ref": ref}
        assert browser_of(world, "R10").post(reverse("melding-new"), typed).status_code == 302
    assert set(Melding.objects.values_list("advice", flat=True)) == {None}
    assert advice.ref not in browser_of(world, "R10").get(reverse("advice")).content.decode()


def test_who_takes_no_calls_has_no_page_for_it(world: World) -> None:
    assert browser_of(world, "R50").get(reverse("advice")).status_code == 422
