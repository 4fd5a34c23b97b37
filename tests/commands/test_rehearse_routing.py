"""Can a concept rule be tried on past meldingen, with an answer in numbers, and does nothing change by it?"""

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from casework.models import Melding
from privacy.ledger.record import ChangeEvent
from privacy.models.ledger import AccessEvent
from tests.named import GEMEENTE
from tests.world import World

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
RULE = f"""
[[destination]]
id = "in-een-hand"
outcome = "BEMOEIZORG"
team = "crisisteam"
gemeenten = ["{GEMEENTE}"]
valid_from = "2030-03-01"
"""
ELSEWHERE = "0034"


@pytest.fixture
def concept(tmp_path: Path) -> Path:
    file = tmp_path / "voorjaar.toml"
    file.write_text(RULE, encoding="utf-8")
    return file


@pytest.fixture
def past(region: None, world: World) -> dict[str, Melding]:
    """A melding here, one elsewhere, one of another outcome, and one that is not weighed yet."""
    january, may = (datetime(2026, month, 5, 10, tzinfo=AMSTERDAM) for month in (1, 5))
    return {
        "here": world.melding("forwarded", decided_at=january),
        "later": world.melding("in_care", decided_at=may),
        "elsewhere": world.melding("forwarded", gemeente=ELSEWHERE, decided_at=may),
        "other": world.melding("forwarded", outcome="WIJKTEAM", target="wijkteam-dronten", decided_at=may),
        "open": world.melding("received", outcome="", decided_at=None),
    }


def rehearsed(*arguments: object) -> str:
    out = StringIO()
    call_command("rehearse_routing", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments: object) -> str:
    with pytest.raises(CommandError) as stopped:
        rehearsed(*arguments)
    assert stopped.value.returncode == 2
    return str(stopped.value)


def test_the_answer_says_how_many_would_go_elsewhere_and_from_whom_to_whom(past, concept):
    said = rehearsed(concept).splitlines()
    assert (
        said[0]
        == "3 besluiten geprobeerd, met de regels van 1 maart 2030. 2 waren ergens anders heen gegaan."
    )
    assert said[1] == (
        "Na triage: Meldpunt OGGz (Vangnet & Advies) -> Integraal crisisteam: 2 "
        f"({past['here'].ref}, {past['later'].ref})"
    )
    assert said[2] == "Er is niets veranderd."


def test_since_a_day_only_what_was_decided_from_then_on_is_tried(past, concept):
    answer = json.loads(rehearsed(concept, "--since", "2026-02-01", "--json"))
    assert (answer["tried"], answer["elsewhere"], answer["day"]) == (2, 1, "2030-03-01")
    assert answer["moves"][0]["refs"] == [past["later"].ref]


def test_a_door_is_tried_on_what_came_in_by_it(past, tmp_path):
    file = tmp_path / "deur.toml"
    doors = Path("regions/flevoland/front_doors.toml").read_text(encoding="utf-8")
    first = "[[front_door]]" + doors.split("[[front_door]]")[1]
    file.write_text(first.replace('team = "va-meldpunt"', 'team = "crisisteam"'), encoding="utf-8")
    assert "Bij binnenkomst: Meldpunt OGGz (Vangnet & Advies) -> Integraal crisisteam: 5" in rehearsed(file)


def test_a_concept_that_changes_nothing_says_so(past, tmp_path):
    file = tmp_path / "zelfde.toml"
    file.write_text('[[destination]]\noutcome = "ADVIES"\nteam = "va-meldpunt"\n', encoding="utf-8")
    assert "0 waren ergens anders heen gegaan." in rehearsed(file)


def test_trying_changes_nothing_opens_nothing_and_tells_of_nobody(past, concept):
    before = (list(Melding.objects.order_by("pk").values()), ChangeEvent.objects.count())
    said = rehearsed(concept) + rehearsed(concept, "--json")
    assert (list(Melding.objects.order_by("pk").values()), ChangeEvent.objects.count()) == before
    assert not AccessEvent.objects.exists()
    for word in ("Dijkgraaf", "Gerben", "Gordijnen", "Buur", "Voorbeeldpad", "8255"):
        assert word not in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('team = "crisisteam"', 'team = "nachtploeg"', ", destination[in-een-hand].team: 'nachtploeg' bestaat niet."),
        ('"2030-03-01"', '"lente"', ", destination[in-een-hand].valid_from: 'lente' is geen datum."),
        ("gemeenten", "gemeentes", ", destination[in-een-hand].gemeentes: is een onbekende sleutel."),
        ('"BEMOEIZORG"', '"ZORG"', ", destination[in-een-hand].outcome: 'ZORG' is geen uitkomst van de crisiswijzer."),
        ("[[destination]]", "[[bestemming]]", ", bestemming: is een onbekende tabel."),
        ("[[destination]]", "[[destination", ": kan niet gelezen worden: "),
        ('outcome = "BEMOEIZORG"', "outcome = 7", ", destination[in-een-hand].outcome: moet str zijn, niet int."),
        ('id = "in-een-hand"', 'id = "BEMOEIZORG"', ", destination[BEMOEIZORG]: er is geen regel voor elke gemeente."),
        (f'gemeenten = ["{GEMEENTE}"]\nvalid_from = "2030-03-01"', "",
         ", destination[in-een-hand].valid_from: zegt vanaf dezelfde dag als 'BEMOEIZORG' waar BEMOEIZORG heen gaat."),
        (RULE, "", ", destination: ontbreekt."),
        (RULE, "destination = [7]", ", destination: moet uit tabellen bestaan."),
        (RULE, f"destination = {'[' * 9000}", ": kan niet gelezen worden: "),
        (RULE, RULE + RULE, ", destination[in-een-hand]: komt twee keer voor."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_dutch_sentence_with_file_key_and_reason(region, concept, old, new, said):
    concept.write_text(RULE.replace(old, new), encoding="utf-8")
    assert f"voorjaar.toml{said}" in refused(concept)


def test_a_file_that_is_not_there_a_folder_and_a_day_that_is_none_are_refused(region, concept, tmp_path):
    assert refused(tmp_path / "weg.toml") == "weg.toml: dit bestand is er niet."
    (tmp_path / "map.toml").mkdir()
    assert refused(tmp_path / "map.toml").startswith("map.toml: kan niet gelezen worden: ")
    assert refused(concept, "--since", "gisteren") == "--since: gisteren is geen datum."
