"""Does whoever answers at night learn what calms somebody, and nothing when it is not for them?"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casework import nachtkaart
from casework.actions import ACTIONS
from casework.errors import NotYours
from casework.intake import facts_of
from casework.models import Case, FanContact
from casework.reading import nachtkaart as reading
from privacy.context import Acting, acting
from privacy.models.ledger import AccessEvent
from privacy.tokens import write_tokens
from tests.named import FAN_TEAM
from tests.world import World

NIGHT = datetime(2027, 3, 2, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
DAY = NIGHT - timedelta(hours=12)
NAME = {"given": "Gerben", "surname": "Dijkgraaf"}
ASKED = NAME | {"birthdate": "1972-05-01"}


def cards(ref: str, by: Acting) -> list[dict[str, Any]]:
    """The cards on the page that starts from this item."""
    with acting(by):
        return list(reading.read(ref, by=by)["cards"])


def do(action: str, by: Acting, **given: Any) -> Any:
    return ACTIONS[action].perform(by=by, **given)


@pytest.fixture
def case(world: World) -> Case:
    """A case whose person can be recognised, with a card."""
    case = world.case("guidance")
    write_tokens(str(case.person_id), facts_of(ASKED | {"postcode": "8255AB", "house_number": "12"}))
    do("nachtkaart.write", world.by(world.account("R11"), at=DAY), case_ref=case.ref, calms="Rustig praten.",
       agreed="yes", agreements="Zus bellen mag.", last_day=(DAY + timedelta(days=30)).date())  # fmt: skip
    return case


@pytest.fixture
def contact(world: World) -> FanContact:
    """A contact with somebody who gave a name; a file of its own."""
    person = world.person(birthdate="", street="", house_number="", postcode="", woonplaats="", pc4="")
    return world.fan_contact("in_contact", person=person)


def night(world: World, role: str = "R30") -> Acting:
    return world.by(world.account(role), at=NIGHT)


def test_after_a_confirmed_match_the_night_reads_the_card_and_every_look_is_a_row(
    case: Case, contact: FanContact, world: World
) -> None:
    by = night(world)
    assert cards(contact.ref, by) == []
    do("nachtkaart.confirm", by, item_ref=contact.ref, **ASKED)
    (card,) = cards(contact.ref, by)
    assert (card["calms"], card["agreements"]) == ("Rustig praten.", "Zus bellen mag.")
    assert card["name"] == "Gerben Dijkgraaf"
    looks = AccessEvent.objects.filter(action="nachtkaart.read_person")
    assert [look.actor for look in looks] == [by.actor]
    cards(contact.ref, by)
    assert looks.all().count() == 2
    assert contact.owner_team_id == FAN_TEAM


def test_a_name_alone_is_no_match(case: Case, contact: FanContact, world: World) -> None:
    by = night(world)
    do("nachtkaart.confirm", by, item_ref=contact.ref, **(NAME | {"birthdate": "1980-01-01"}))
    assert cards(contact.ref, by) == []
    assert nachtkaart.may_ask(contact, by)


def test_by_day_nobody_of_the_night_asks(case: Case, contact: FanContact, world: World) -> None:
    with pytest.raises(NotYours):
        cards(contact.ref, world.by(world.account("R30"), at=DAY))
