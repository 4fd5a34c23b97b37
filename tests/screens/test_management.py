"""Can an administrator keep accounts and see the region, without seeing any person somebody is concerned about?"""

from datetime import timedelta

import pytest

from casework.actions.account import deactivate
from casework.directory.current import digest_of, files_of
from casework.errors import StillHolding
from casework.holding import held_by, nouns
from casework.invariants import violations
from casework.models import Account, LoadedPack
from casework.models.base import Owned
from privacy.context import now
from privacy.models.ledger import AccessEvent
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World
from workflows.lifecycle import Owner


def test_the_page_names_teams_accounts_and_the_pack_and_no_person(world: World) -> None:
    world.case("contact_phase")
    world.account("R50")
    world.account("R11", name="anke/de wit?")
    answer = at_the_screen_of(world.account("R92")).get("/beheer/")
    said = words(answer)
    for shown in ("Person-R50", "Meldpunt OGGz", "wijkteammedewerker", "Flevoland"):
        assert shown in said
    assert not [hidden for hidden in ("Dijkgraaf", "Gordijnen", "Mevrouw Buur", "C-", "M-") if hidden in said]
    assert not AccessEvent.objects.exclude(outcome="denied").exists()


@pytest.mark.parametrize("role", ["R10", "R11", "R12", "R50", "R51"])
def test_nobody_else_finds_the_page(world: World, role: str) -> None:
    colleague = world.account("R50", name="Iemand")
    screen = at_the_screen_of(world.account(role))
    assert screen.get("/beheer/").status_code == 404
    address = f"/beheer/account/{colleague.pk}/afsluiten/"
    for send in (screen.get, screen.post):
        assert (
            send(address).content
            == send("/beheer/account/00000000-0000-4000-8000-000000000000/afsluiten/").content
        )
    assert Account.objects.get(pk=colleague.pk).is_active


def test_a_colleague_who_holds_something_stays_and_the_page_says_what_and_how_many(world: World) -> None:
    world.case("contact_phase")
    world.case("guidance")
    world.handover("accepted")
    address = f"/beheer/account/{world.account('R11').pk}/afsluiten/"
    screen = at_the_screen_of(world.account("R92"))
    for answer in (screen.get(address), screen.post(address)):
        assert "3 casussen, 1 overdracht" in words(answer)
        assert "C-" not in words(answer)
    assert answer.status_code == 422
    assert Account.objects.get(username=world.account("R11").username).is_active


OWNED = {
    "melding": "in_triage", "triage": "safety", "case": "guidance", "handover": "draft", "postbak": "taken_up",
    "pattern": "taken", "escalation": "open", "task": "accepted", "disclosure": "proposed",
    "crisis": "stabilising", "fan_contact": "finished",
}  # fmt: skip


PERSONAL = [noun for noun in nouns() if {state.owner for state in noun.State} - {Owner.DUTY, Owner.NONE}]
"""Every kind of item that a person can own; what always lies with a service keeps nobody's account."""


@pytest.mark.parametrize("noun", PERSONAL, ids=lambda noun: noun.kind())
def test_whoever_owns_anything_at_all_keeps_the_account_until_it_moved(
    world: World, noun: type[Owned]
) -> None:
    item = getattr(world, noun.kind())(OWNED[noun.kind()])
    owner = item.owner_person
    assert owner is not None
    assert noun.kind() in held_by(owner)
    with pytest.raises(StillHolding):
        deactivate(by=world.by(world.account("R92")), username=owner.username)
    page = words(at_the_screen_of(world.account("R92")).get(f"/beheer/account/{owner.pk}/afsluiten/"))
    assert f"Nog open bij {owner.name}" in page
    assert violations() == []


def test_a_receiver_of_a_handover_holds_it_too(world: World) -> None:
    world.handover("accepted")
    answer = at_the_screen_of(world.account("R92")).post(
        f"/beheer/account/{world.account('R50').pk}/afsluiten/"
    )
    assert "1 overdracht" in words(answer)


def test_a_colleague_with_empty_hands_can_be_closed_and_then_cannot_look(world: World) -> None:
    bram = world.account("R11", name="Bram")
    his = at_the_screen_of(bram)
    screen = at_the_screen_of(world.account("R92"))
    assert screen.post(f"/beheer/account/{bram.pk}/afsluiten/")["Location"] == "/beheer/"
    assert not Account.objects.get(pk=bram.pk).is_active
    assert his.get("/casus/C-ZZZZZZZZ/").status_code == 302
    assert "gesloten" in words(screen.get("/beheer/"))


def test_another_pack_in_the_release_is_shown_as_a_difference_and_not_applied(
    world: World, settings: object
) -> None:
    files = files_of(settings.REGION_DIR)  # type: ignore[attr-defined]  # the settings of the test
    changed = files | {"teams.toml": files["teams.toml"].replace("085-0000001", "085-0000999", 1)}
    loaded = LoadedPack.objects.create(
        region="flevoland", digest=digest_of(changed), files=changed, loaded_at=now() - timedelta(days=40)
    )
    answer = at_the_screen_of(world.account("R92")).get("/beheer/")
    assert [one["file"] for one in answer.context["differences"]] == ["teams.toml"]
    assert "085-0000999" in words(answer)
    assert LoadedPack.objects.get(pk=loaded.pk).files == changed


def test_the_page_costs_the_same_with_many_accounts(world: World) -> None:
    screen, costs = at_the_screen_of(world.account("R92")), []
    for more in (0, 30):
        for place in range(more):
            world.account("R50", name=f"collega-{place}")
        with counted_statements() as statements:
            screen.get("/beheer/")
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 8
