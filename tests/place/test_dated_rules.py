"""Does a rule count from its own day, and does what went before it keep the rule that brought it where it went?"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from casework.directory.current import digest_of, files_of, pack
from casework.models import LoadedPack
from casework.reading.routing import explained
from casework.routing import came
from tests.named import GEMEENTE, VA
from tests.world import World

pytestmark = pytest.mark.once
BEFORE, AFTER = (datetime(2027, month, 20, 10, tzinfo=ZoneInfo("Europe/Amsterdam")) for month in (2, 3))
CRISIS = "crisisteam"
NEW = f"""
[[destination]]
id = "bemoeizorg-in-een-hand"
outcome = "BEMOEIZORG"
team = "{CRISIS}"
gemeenten = ["{GEMEENTE}"]
valid_from = "2027-03-01"
source = "besluit van het regio-overleg"
"""
MOVED_DOOR = f"""
valid_until = "2027-03-01"

[[front_door]]
id = "door-meldpunt-nieuw"
door = "meldpunt"
team = "{CRISIS}"
channels = ["telefoon"]
phone = "085-0000013"
windows = [{{ days = ["ma"], from = "00:00", to = "24:00" }}]
on_holidays = "ordinary"
fallback = "crisisteam"
fallback_team = "{CRISIS}"
valid_from = "2027-03-01"
example = true
source = "verzonnen"
confirmed_on = "2026-11-22"
"""


@pytest.fixture(autouse=True)
def _newer_pack(world: World) -> Iterator[None]:
    """From the first of March bemoeizorg in one gemeente goes to one team, and the first door has another one."""
    files = files_of(Path(settings.REGION_DIR))
    files["destinations.toml"] += NEW
    files["front_doors.toml"] = files["front_doors.toml"].replace(
        'fallback_team = "crisisteam"\n', f'fallback_team = "crisisteam"{MOVED_DOOR}', 1
    )
    LoadedPack.objects.create(region="flevoland", digest=digest_of(files), files=files, loaded_at=BEFORE)
    pack.cache_clear()
    yield
    pack.cache_clear()


def test_a_rule_decides_from_its_first_day(world: World) -> None:
    assert pack().destination("BEMOEIZORG", GEMEENTE, BEFORE).target == VA
    assert pack().destination("BEMOEIZORG", GEMEENTE, AFTER).target == CRISIS
    assert pack().destination("BEMOEIZORG", "0034", AFTER).target == VA, "it was written for one gemeente"


def test_a_melding_from_before_the_rule_keeps_the_one_that_brought_it(world: World) -> None:
    old = explained(world.melding("forwarded", decided_at=BEFORE))
    assert "Meldpunt OGGz (Vangnet & Advies)" in old["sentence"]
    assert old["note"] == ""
    assert {"name": "Integraal crisisteam", "why": "geldt pas vanaf 1 maart 2027"} in old["lost"]


def test_a_melding_after_it_names_the_rule_its_day_and_who_decided_it(world: World) -> None:
    new = explained(world.melding("forwarded", decided_at=AFTER, target=CRISIS))
    assert new["sentence"] == "Bemoeizorg in Dronten gaat naar Integraal crisisteam."
    assert new["rule"] == (
        "regel bemoeizorg-in-een-hand, alleen voor Dronten, geldt sinds 1 maart 2027, besluit van het regio-overleg"
    )
    assert new["lost"] == [
        {"name": "Meldpunt OGGz (Vangnet & Advies)", "why": "er is een regel voor alleen deze gemeente"}
    ]


def test_a_door_has_another_team_from_its_day_and_the_old_one_says_until_when_it_counted(
    world: World,
) -> None:
    assert pack().team_of_door("meldpunt", gemeente="", at=BEFORE) == VA
    assert pack().team_of_door("meldpunt", gemeente="", at=AFTER) == CRISIS
    received = pack().received("meldpunt", gemeente="", at=AFTER)
    assert "door-meldpunt over" in [f"{rule.id} {why}" for rule, why in received.lost]


def test_a_melding_whose_rule_left_the_pack_does_not_claim_another_one(world: World) -> None:
    gone = world.melding("forwarded", decided_at=AFTER, target="ggz-crisisdienst")
    assert not came(gone).as_the_rules_say
    assert explained(gone)["note"].startswith("Toch ligt het bij")
