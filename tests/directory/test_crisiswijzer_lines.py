"""Does the command's function answer every melding like the gold, and every bad line with its reason?"""

import json
from pathlib import Path

import pytest

from casework.directory.crisiswijzer import propose
from casework.directory.lines import BadLine, answer_lines
from casework.directory.pack import load_pack
from workflows.tree import LEVELS

ROOT = Path(__file__).parents[2]
PACK = load_pack(ROOT / "regions" / "flevoland")
MELDINGEN = [
    json.loads(line)
    for line in (ROOT / "tests/data/meldingen.jsonl").read_text(encoding="utf-8").splitlines()
]
GOOD = {"id": "a", "answers": {"Q13": "yes"}, "gemeente": "0303", "at": "2027-01-11T10:12:00+01:00"}


@pytest.fixture(params=MELDINGEN, ids=lambda melding: melding["id"], name="answered")
def _answered(request):
    gold = request.param["gold"]
    line = {"id": request.param["id"], "answers": gold["answers"], "gemeente": gold["gemeente_decision"]}
    return propose(line | {"at": request.param["received_at"]}, PACK), gold


def test_a_melding_gets_the_gold_outcome_and_an_urgency_in_range(answered):
    proposed, gold = answered
    most, least = map(LEVELS.index, gold["urgency_range"])
    assert proposed["primary"] in {gold["primary"], *gold["primary_alternatives"]}
    assert most <= LEVELS.index(proposed["urgency"]) <= least


def test_office_hours_and_fan_of_the_region_give_all_the_rest_as_in_the_gold(answered):
    proposed, gold = answered
    assert set(proposed["parallel"]) == set(gold["parallel"])
    assert {key: proposed[key] for key in ("asked", "check_tasks", "hard_stops", "urgency_range")} == {
        key: gold[key] for key in ("asked", "check_tasks", "hard_stops", "urgency_range")
    }


def test_the_answer_has_exactly_these_fields_and_is_json():
    fields = ["id", "primary", "parallel", "urgency", "urgency_range", "asked", "stopped_at", "destination"]
    proposed = json.loads(json.dumps(propose(GOOD, PACK)))
    assert list(proposed) == [*fields, "warnings", "check_tasks", "hard_stops"]
    assert proposed["destination"] == {
        "kind": "team",
        "id": "va-meldpunt",
        "name": "Meldpunt OGGz",
        "phone": "085-0000032",
        "open_now": True,
        "answering": {"name": "Dienst Vangnet & Advies", "team": "va-meldpunt", "phone": "085-0000001"},
    }


def test_in_zeewolde_the_crisis_team_phones_instead_of_fan():
    evening = {"answers": {"Q11": "yes"}, "at": "2027-01-11T22:00:00+01:00"}
    assert propose(GOOD | evening, PACK)["primary"] == "FAN"
    assert propose(GOOD | evening | {"gemeente": "0050"}, PACK)["primary"] == "CRISISTEAM_TELEFONISCH"


def test_a_pattern_and_an_age_are_taken_along():
    proposed = propose(GOOD | {"meldingen_12m": 3, "age": 16}, PACK)
    assert proposed["parallel"] == ["ZVH_PGA"]
    assert proposed["warnings"] == ["minor"]


@pytest.mark.parametrize(
    ("gemeente", "warning"),
    [("0363", "outside_region"), (None, "gemeente_unknown"), ("?", "gemeente_unknown")],
)
def test_a_gemeente_that_is_not_known_is_asked_about_and_not_refused(gemeente, warning):
    assert warning in propose(GOOD | {"gemeente": gemeente}, PACK)["warnings"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answers": {"Q1": "misschien"}}, "Q1=misschien is not an answer"),
        ({"answers": {"Q1": None}}, "Q1=None is not an answer"),
        ({"answers": {"Q1": ["yes"]}}, "is not an answer"),
        ({"answers": {"Q99": "yes"}}, "Q99=yes is not an answer"),
        ({"answers": ["yes"]}, "answers is missing"),
        ({"at": "gisteren"}, "at is not a moment"),
        ({"at": None}, "at is not a moment"),
        ({"at": 20270111}, "at is not a moment"),
        ({"at": "0001-01-01T00:00:00+12:00"}, "at is not a moment"),
        ({"gemeente": 303}, "gemeente is not"),
        ({"age": -1}, "age is not"),
        ({"age": "16"}, "age is not"),
        ({"meldingen_12m": True}, "meldingen_12m is not"),
        ({"police_and_care": "ja"}, "police_and_care is not"),
        ({"id": None}, "id is missing"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason(change, reason):
    with pytest.raises(BadLine, match=reason):
        propose(GOOD | change, PACK)


def test_after_bad_lines_the_rest_goes_on():
    lines = [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"  ", json.dumps(GOOD).encode(), b'{"id": "z"}']
    answered = list(answer_lines(lines, lambda given: propose(given, PACK)))
    assert [("error" in row, row["id"]) for row in answered] == [
        (True, None),
        (True, None),
        (True, None),
        (True, None),
        (False, "a"),
        (True, "z"),
    ]
