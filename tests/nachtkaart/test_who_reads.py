"""Who reads a nachtkaart? Every role before every open item, and every reason for which there is nothing to read."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from casework import nachtkaart
from casework.actions import ACTIONS
from casework.conditions import Condition
from casework.errors import NotYours
from casework.intake import facts_of
from casework.models import Case, Consent, Crisis, FanContact, Melding
from casework.policy import may_see
from casework.reading import nachtkaart as reading
from privacy.context import Acting, acting
from privacy.models.ledger import AccessEvent
from privacy.tokens import write_tokens
from tests.named import CRISIS_TEAM, FAN_TEAM, TEAM_OF, VA
from tests.world import World
from workflows.roles import Role

NIGHT = datetime(2027, 3, 2, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
MATCHED = frozenset({Condition.MATCHED})
OPEN_CONTACTS = ("called", "in_contact", "unknown_caller", "out_of_coverage", "planned", "no_answer", "silent",
                 "escalated")  # fmt: skip
OVER = ("closed", "no_crisis", "by_phone")


def by_of(world: World, role: str, unit: str, at: datetime = NIGHT) -> Acting:
    return world.by(world.account(role), role=role, unit=unit, at=at, actor=str(uuid4()))


PLACES = [(str(role), TEAM_OF.get(str(role), VA)) for role in Role if role is not Role.SYSTEM]
ELSEWHERE = [("R30", "fan-almere"), ("R31", "fan-almere"), ("R50", "wijkteam-urk")]


def asks(world: World, item: Any, at: datetime = NIGHT) -> set[tuple[str, str]]:
    """(role, team) of everybody who may ask for a card from this item, after a match."""
    return {
        (role, unit) for role, unit in (*PLACES, *ELSEWHERE)
        if "nachtkaart" in may_see(item, by_of(world, role, unit, at), under=MATCHED).groups
    }  # fmt: skip


@pytest.mark.parametrize("state", FanContact.State)
def test_from_a_contact_the_night_service_asks_while_it_is_open(state: str, world: World) -> None:
    wanted = {("R30", FAN_TEAM)} if str(state) in OPEN_CONTACTS else set()
    if str(state) == "escalated":
        wanted |= {("R20", CRISIS_TEAM), ("R21", CRISIS_TEAM)}
    contact = world.fan_contact(str(state))
    assert asks(world, contact) == wanted
    assert ("R30", FAN_TEAM) not in asks(world, contact, at=NIGHT.replace(hour=12))


@pytest.mark.parametrize("state", Crisis.State)
def test_from_a_crisis_the_crisis_team_asks_while_it_runs(state: str, world: World) -> None:
    wanted = set() if str(state) in OVER else {("R20", CRISIS_TEAM), ("R21", CRISIS_TEAM)}
    assert asks(world, world.crisis(str(state))) == wanted


@pytest.mark.parametrize("state", [one for one in Melding.State if str(one) not in ("draft", "left_draft")])
def test_from_a_melding_of_the_day_team_whoever_screens_it_asks(state: str, world: World) -> None:
    screens = {("R20", CRISIS_TEAM), ("R21", CRISIS_TEAM), ("R30", FAN_TEAM)}
    found = asks(world, world.melding(str(state)))
    by_night = {one for one in found if one[0] in ("R20", "R21", "R30", "R31")}
    assert by_night == (screens if str(state) in ("received", "screened") else set())


@pytest.mark.parametrize("state", ["at_crisis", "in_crisis"])
def test_from_a_melding_with_the_crisis_team_that_team_asks(state: str, world: World) -> None:
    owner = world.account("R20")
    melding = world.melding(state, owner_person=owner, owner_team_id=CRISIS_TEAM, target=CRISIS_TEAM)
    assert asks(world, melding) == {("R20", CRISIS_TEAM), ("R21", CRISIS_TEAM)}


@pytest.fixture
def case(world: World) -> Case:
    """An open case with a card."""
    case = world.case("guidance")
    world.nachtkaart(case, ends_at=NIGHT + timedelta(days=1))
    return case


@pytest.fixture
def contact(case: Case, world: World) -> FanContact:
    """A contact about the person of that case itself: a match somebody confirmed long ago."""
    return world.fan_contact("in_contact", person=case.person)


def cards(world: World, contact: FanContact, **changes: Any) -> list[dict[str, Any]]:
    by = world.by(world.account("R30"), at=NIGHT, **changes)
    with acting(by):
        return list(reading.read(contact.ref, by=by)["cards"])


def test_whom_a_colleague_tied_is_read_at_once(contact: FanContact, world: World) -> None:
    assert len(cards(world, contact)) == 1
    assert AccessEvent.objects.filter(action="nachtkaart.read_tied").count() == 1


def test_a_flag_in_a_report_that_joined_the_case_stands_on_the_card(
    case: Case, contact: FanContact, world: World
) -> None:
    flag = {"kind": "weapon", "detail": "mes", "source": "buurvrouw", "until": "2099-01-01"}
    world.tied(world.melding("added", person=world.person(flags=[flag])), case.person)
    ((shown,),) = [card["safety"]["flags"] for card in cards(world, contact)]
    assert (shown["icon"], shown["detail"], shown["source"]) == ("weapon", "mes", "")


def refuse(case: Case, world: World, kind: str, team: str | None = None) -> None:
    said = {"answer": "no", "source": "person", "words": "Dat gaat ze niets aan.", "by": world.account("R11")}
    world._add(
        Consent(case=case, recipient_kind=kind, recipient_team_id=team, at=NIGHT - timedelta(days=1), **said)
    )


@pytest.mark.parametrize("whom", [("everybody", None), ("partner", None), ("partner", FAN_TEAM)])
def test_a_no_of_the_person_closes_it(
    whom: tuple[str, str | None], case: Case, contact: FanContact, world: World
) -> None:
    refuse(case, world, *whom)
    assert cards(world, contact) == []


def test_a_no_to_somebody_else_does_not(case: Case, contact: FanContact, world: World) -> None:
    refuse(case, world, "wijkteam")
    assert len(cards(world, contact)) == 1


def change(record: Any, **values: Any) -> None:
    """What stands in the columns; the product changes it through its actions."""
    type(record).objects.filter(pk=record.pk).update(**values)


def test_what_has_ended_or_was_taken_back_is_not_read(case: Case, contact: FanContact, world: World) -> None:
    card = nachtkaart.newest(case)
    for over in ({"ends_at": NIGHT}, {"ends_at": NIGHT + timedelta(days=1), "stopped_at": NIGHT}):
        change(card, **over)
        assert cards(world, contact) == []


def test_a_shielded_case_has_none(case: Case, contact: FanContact, world: World) -> None:
    change(case, shielded_for=str(world.account("R30").pk))
    assert cards(world, contact) == []


def test_who_has_no_shift_while_the_roster_names_a_colleague_reads_nothing(
    contact: FanContact, world: World
) -> None:
    on_duty = world.account("R30", "rooster")
    world.shift(
        on_duty, team=FAN_TEAM, starts_at=NIGHT - timedelta(hours=1), ends_at=NIGHT + timedelta(hours=4)
    )
    with pytest.raises(NotYours):
        cards(world, contact)
    assert len(cards(world, contact, actor=str(on_duty.pk))) == 1


def test_nothing_to_read_leaves_a_row_as_well(world: World) -> None:
    contact = world.fan_contact("in_contact")
    assert cards(world, contact) == []
    assert (
        AccessEvent.objects.filter(action="nachtkaart.read", about=f"fan_contact:{contact.ref}").count() == 1
    )


def test_at_an_address_whoever_is_known_there_is_shown(case: Case, world: World) -> None:
    write_tokens(
        str(case.person_id), facts_of({"postcode": "8255AB", "house_number": "12", "surname": "Dijkgraaf"})
    )
    contact = world.fan_contact("unknown_caller", person=None)
    by = world.by(world.account("R30"), at=NIGHT)
    ACTIONS["nachtkaart.confirm"].perform(
        by=by, item_ref=contact.ref, how="address", postcode="8255AB", house_number="12"
    )
    (card,) = cards(world, contact)
    assert card["how"] == "U of een collega in dienst bevestigde het adres."


def test_the_owner_and_the_lead_read_it_by_day_also_when_it_ended(case: Case, world: World) -> None:
    change(nachtkaart.newest(case), ends_at=NIGHT)
    for role in ("R11", "R12"):
        by = world.by(world.account(role), at=NIGHT)
        with acting(by):
            (card,) = reading.read(case.ref, by=by)["cards"]
        assert card["ended"]
