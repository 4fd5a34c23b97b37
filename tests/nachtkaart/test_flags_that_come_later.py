"""Is a card asked for at every moment at which flags come to a case, also where the case ran before anybody asked?"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from casework import nachtkaart_terms
from casework.actions import ACTIONS
from casework.errors import NotYours
from casework.invariants import violations
from casework.models import Case, Person
from casework.preparing import cards_asked
from casework.worry import FLAGS
from privacy.context import now
from tests.named import VA
from tests.promises.arguments import SAFE
from tests.promises.tries import BESIDE
from tests.world import World

DAY = datetime(2031, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
WEAPON = [{"kind": "weapon", "until": "2099-01-01"}]


def do(action: str, world: World, role: str, at: datetime = DAY, **given: Any) -> Any:
    return ACTIONS[action].perform(by=world.by(world.account(role), at=at), **given)


def asked(case: Case) -> str:
    """Which term of a card runs at this case; "" for none."""
    clock = Case.objects.select_related("card_clock").get(pk=case.pk).card_clock
    return clock.kind if clock is not None else ""


def without_terms(case: Case) -> None:
    """As this case stood before cards were asked for."""
    Case.objects.filter(pk=case.pk).update(card_clock=None)


def flagged(world: World, **changes: Any) -> Person:
    return world.person(flags=WEAPON, **changes)


@pytest.mark.parametrize("told_before", [False, True])
def test_a_report_with_flags_that_joins_a_case_asks_for_a_card(told_before: bool, world: World) -> None:
    """Also where the person has to hear soon that something was told about the report: two terms of one case."""
    case = world.case("guidance")
    report = world.melding("linked", person=flagged(world))
    if told_before:
        do("disclosure.call", world, "R10", now(), melding_ref=report.ref, **BESIDE["disclosure.call"])
    do("melding.add_to_case", world, "R10", now(), melding_ref=report.ref, case_ref=case.ref, new_fact="yes",
       answers=SAFE | {"Q6a": "no", "Q6b": "no"})  # fmt: skip
    assert asked(case) == "nachtkaart_missing"
    tells = Case.objects.select_related("inform_clock").get(pk=case.pk).inform_clock
    assert tells is not None
    assert (tells.kind == "tell_person_now") is told_before
    assert violations() == []


def test_a_report_without_flags_does_not(world: World) -> None:
    case = world.case("guidance")
    report = world.melding("in_triage")
    do("melding.link", world, "R10", melding_ref=report.ref, earlier_ref=case.ref, evidence="zelfde adres")
    assert asked(case) == ""


@pytest.mark.parametrize("through_others", [False, True])
def test_a_tie_to_a_report_with_flags_asks_for_a_card(through_others: bool, world: World) -> None:
    case = world.case("guidance")
    report = world.melding("in_triage", person=None if through_others else flagged(world))
    if through_others:
        world.tied(world.melding("closed", person=flagged(world)), report.person)
    do("melding.link", world, "R10", melding_ref=report.ref, earlier_ref=case.ref, evidence="zelfde adres")
    assert asked(case) == "nachtkaart_missing"


def test_who_said_that_no_card_is_needed_is_asked_again_for_new_flags_and_not_for_the_same(
    world: World,
) -> None:
    case = world.case("guidance", melding=world.melding("in_care", person=flagged(world)))
    do("nachtkaart.stop", world, "R11", case_ref=case.ref, reason="Zij wil het niet.")
    for report, wanted in ((world.melding("in_triage"), ""),
                           (world.melding("in_triage", person=flagged(world)), "nachtkaart_missing")):  # fmt: skip
        do(
            "melding.link",
            world,
            "R10",
            melding_ref=report.ref,
            earlier_ref=case.ref,
            evidence="zelfde adres",
        )
        assert asked(case) == wanted
    assert violations() == []


def test_a_case_that_is_assigned_after_its_person_was_tied_to_a_report_with_flags_needs_a_card(
    world: World,
) -> None:
    case = world.case("proposed", owner_person=None, melding=world.melding("forwarded"))
    world.tied(world.melding("added", person=flagged(world)), case.person)
    do("case.assign", world, "R12", case_ref=case.ref, owner=world.account("R11").username)
    assert asked(case) == "nachtkaart_missing"


def test_a_weapon_seen_in_the_night_before_there_was_a_case_asks_the_day_for_a_card(world: World) -> None:
    melding = world.melding("forwarded")
    crisis = world.crisis("on_site", melding=melding)
    do("crisis.fill_sheet", world, "R20", crisis_ref=crisis.ref, sheet={"weapons": "yes"})
    case = world.case("proposed", owner_person=None, melding=melding)
    do("case.assign", world, "R12", case_ref=case.ref, owner=world.account("R11").username)
    assert asked(case) == "nachtkaart_missing"


def test_a_profile_that_says_not_alone_asks_for_a_card_in_the_case_of_that_person(world: World) -> None:
    case = world.case("guidance")
    profile = world.fan_profile("signed_up", person=case.person)
    plan = {"helps": "Rustig praten.", "silence": "Zijn moeder bellen."}
    do("fan_profile.activate", world, "R30", fan_profile_ref=profile.ref, plan=plan, not_alone=True)
    assert asked(case) == "nachtkaart_missing"
    do("nachtkaart.stop", world, "R11", case_ref=case.ref, reason="Zij wil het niet.")
    do("fan_profile.write_plan", world, "R30", fan_profile_ref=profile.ref, plan=plan, not_alone=True)
    assert asked(case) == "", "a plan that says the same again is no new danger"


def test_a_case_that_is_opened_again_needs_its_card_again(world: World) -> None:
    case = world.case("closed", urgency="U3", outcome="accepted_wijkteam")
    assert asked(case) == ""
    do(
        "case.reopen",
        world,
        "R12",
        case_ref=case.ref,
        owner=world.account("R11").username,
        reason="nieuw feit",
    )
    assert asked(case) == "nachtkaart_missing"


Needs = Callable[[World], Case]
BEFORE: dict[str, Needs] = {
    "its urgency": lambda world: world.case("guidance", urgency="U3"),
    "a flag at its person": lambda world: world.case("guidance", melding=world.melding("in_care", flagged(world))),
    "a flag somebody reported": lambda world: world.case("guidance", melding=world.melding("in_care", worry=FLAGS)),
    "a flag at a tied file": lambda world: world.tied(
        world.melding("added", person=flagged(world)), world.case("guidance").person
    ) and Case.objects.get(),
}  # fmt: skip


@pytest.mark.parametrize("why", BEFORE)
def test_a_case_that_ran_before_cards_were_asked_for_is_named_and_asked_by_the_upgrade(
    why: str, world: World
) -> None:
    case = BEFORE[why](world)
    without_terms(case)
    assert [(one.object, one.why) for one in violations()] == [
        (f"case:{case.ref}", "it needs a nachtkaart, and nobody is asked for one")
    ]
    assert cards_asked() == ["1 running cases are asked for a nachtkaart."]
    assert asked(case) == "nachtkaart_missing"
    assert (cards_asked(), violations()) == ([], [])


def test_a_card_that_counts_already_keeps_its_own_end(world: World) -> None:
    case = world.case("guidance", urgency="U3")
    card = world.nachtkaart(case)
    without_terms(case)
    cards_asked()
    clock = Case.objects.select_related("card_clock").get(pk=case.pk).card_clock
    assert clock is not None
    assert (clock.kind, clock.due_at) == ("nachtkaart_ends", card.ends_at)


def test_what_needs_no_card_is_named_nowhere(world: World) -> None:
    calm, nobodys, over = (
        world.case("guidance"),
        world.case("proposed", urgency="U3", owner_person=None),
        world.case("closed", urgency="U3", outcome="accepted_wijkteam"),
    )
    said = world.case("guidance", urgency="U3")
    do("nachtkaart.stop", world, "R11", case_ref=said.ref, reason="Zij wil het niet.")
    assert {one.owner_team_id for one in (calm, nobodys, over, said)} == {VA}
    assert nachtkaart_terms.asked_nowhere() == []


def test_only_the_upgrade_asks_for_a_case_that_ran_already(world: World) -> None:
    case = world.case("guidance", urgency="U3")
    with pytest.raises(NotYours):
        do("nachtkaart.ask", world, "R11", case_ref=case.ref)


def test_the_upgrade_knows_who_had_flags_from_the_reports_and_from_the_ledger(world: World) -> None:
    reported, seen, calm = world.melding(worry=FLAGS).person, world.person(), world.person()
    crisis = world.crisis("on_site", melding=world.melding("forwarded", person=seen))
    do("crisis.fill_sheet", world, "R20", crisis_ref=crisis.ref, sheet={"weapons": "yes"})
    Person.objects.update(flagged=False)
    import_module("casework.migrations.0026_flags_known_in_clear").as_it_is_known(apps, None)
    known = set(Person.objects.filter(flagged=True).values_list("pk", flat=True))
    assert reported is not None
    assert known == {reported.pk, seen.pk}
    assert calm.pk not in known
