"""What may be said to a melder afterwards? One of the region's fixed texts, by a way that reaches this melder."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.actions import melding as actions
from casework.directory import melders
from casework.directory.current import pack
from casework.feedback import offers_for
from casework.models import Melding, Receipt
from casework.work import working
from privacy import receipts
from privacy.context import acting, now
from tests.world import World
from workflows.calendars import local_date
from workflows.refusals import MelderCannotBeReached, NotInTheList
from workflows.reporting import MELDERS, REACHABLE_WISHES


def give(world: World, melding: Melding, **given: Any) -> Melding:
    """The triagist tells the melder."""
    return actions.give_feedback(by=world.by(world.account("R10")), melding_ref=melding.ref, **given)


def with_receipt(world: World, melding: Melding) -> Melding:
    """This melder has a code."""
    by = world.system()
    with acting(by), working(by, "test.world") as work:
        work.add(Receipt.of(melding, receipts.code_for("y" * 32)))
    return melding


@pytest.mark.parametrize("melder", MELDERS)
@pytest.mark.parametrize("wish", REACHABLE_WISHES)
def test_every_kind_of_melder_has_one_default(melder: str, wish: str, world: World) -> None:
    today = local_date(now())
    texts = melders.in_force(pack().region.feedback, today)
    assert sum(text.default and melder in text.melders and wish in text.wishes for text in texts) == 1


def test_the_default_is_kept_as_codes_with_the_moment(world: World) -> None:
    melding = give(world, world.melding("in_care"), how="given")
    assert (melding.feedback_template, melding.feedback_channel) == ("klaar", "phone")
    assert melding.feedback_at is not None


def test_a_text_of_another_kind_of_melder_and_a_typed_text_are_refused(world: World) -> None:
    melding = world.melding("in_care")
    for template in ("klaar-beroep", "Mevrouw is opgenomen"):
        with pytest.raises(NotInTheList):
            give(world, melding, how="given", template=template)
    with pytest.raises(NotInTheList):
        give(world, melding, how="given", channel="status_page")
    assert Melding.objects.get(ref=melding.ref).feedback == "open"


def test_who_wants_to_stay_unknown_cannot_be_told_without_a_code(world: World) -> None:
    melding = world.melding("in_care", anonymity="anonymous")
    assert offers_for(melding, at=now()) == []
    with pytest.raises(MelderCannotBeReached):
        give(world, melding, how="given")
    assert give(world, melding, how="not_possible").feedback == "not_possible"


def test_with_a_code_the_status_page_is_the_feedback(world: World) -> None:
    melding = with_receipt(world, world.melding("in_care", anonymity="anonymous"))
    told = give(world, melding, how="given")
    assert (told.feedback_template, told.feedback_channel) == ("statuspagina", "status_page")


def test_the_step_shows_the_words_filled_in_with_the_default_chosen(world: World) -> None:
    melding, browser = world.melding("in_care"), Client()
    browser.force_login(world.account("R10"), backend="casework.accounts.Backend")
    address = reverse("melding-step", args=[melding.ref, "give_feedback"])
    page = browser.get(address).content.decode()
    assert pack().meldpunt().phone in page
    assert "{phone}" not in page
    assert page.index('value="klaar"') < page.index('value="bezig"')
    assert 'value="klaar-beroep"' not in page
    assert page.count("checked") == 3
    wrong = browser.post(address, {"how": "given", "template": "x", "channel": "phone", "seen_version": 1})
    assert wrong.status_code == 422
    assert 'value="klaar"' in wrong.content.decode()
    right = {"how": "given", "template": "bezig", "channel": "mail", "seen_version": 1}
    assert browser.post(address, right).status_code == 302
    assert Melding.objects.get(ref=melding.ref).feedback_template == "bezig"
    assert "e-mail" in browser.get(reverse("melding", args=[melding.ref])).content.decode()


def test_for_who_cannot_be_reached_only_not_wanted_and_not_possible_can_be_chosen(world: World) -> None:
    melding, browser = world.melding("in_care", anonymity="anonymous"), Client()
    browser.force_login(world.account("R10"), backend="casework.accounts.Backend")
    page = browser.get(reverse("melding-step", args=[melding.ref, "give_feedback"])).content.decode()
    assert 'value="given"' not in page
    assert 'value="not_possible"' in page
    assert 'name="template"' not in page


def test_a_melding_that_is_opened_again_owes_its_melder_an_answer_again(world: World) -> None:
    melding = give(world, world.melding("in_care"), how="given")
    by = world.by(world.account("R10"))
    actions.close(by=by, melding_ref=melding.ref)
    again = actions.reopen(by=by, melding_ref=melding.ref, reason="nieuw feit")
    assert (again.feedback, again.feedback_template, again.feedback_at) == ("open", "", None)


def test_a_newer_text_counts_from_its_day(world: World) -> None:
    texts = pack().region.feedback
    later = [*texts, type(texts[0])(**{**vars(texts[0]), "text": "Nieuw.", "valid_from": local_date(now())})]
    assert melders.in_force(later, local_date(now()))[0].text == "Nieuw."
    assert melders.in_force(later, local_date(now()) - timedelta(days=1))[0].text != "Nieuw."
