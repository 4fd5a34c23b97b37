"""Does the tree propose what the hand-made gold of 80 meldingen says? Only the narrative's answers go in."""

import json
from datetime import date
from pathlib import Path

import pytest

from workflows.tree import LEVELS, load

LINES = (Path(__file__).parents[1] / "data" / "meldingen.jsonl").read_text(encoding="utf-8").splitlines()
MELDINGEN = [json.loads(line) for line in LINES]


@pytest.fixture(params=MELDINGEN, ids=lambda melding: melding["id"], name="walked")
def _walked(request):
    gold = request.param["gold"]
    proposal = load("2026-11-01", date(2026, 11, 1)).walk(
        gold["answers"], covered_by_fan=gold["covered_by_fan"], office_hours=gold["office_hours"]
    )
    return proposal, gold


def test_all_eighty_meldingen_are_here():
    assert len(MELDINGEN) == 80


def test_the_proposed_outcome_is_the_gold_or_an_alternative(walked):
    proposal, gold = walked
    assert proposal.primary in {gold["primary"], *gold["primary_alternatives"]}


def test_the_proposed_outcome_is_the_gold_itself(walked):
    proposal, gold = walked
    assert proposal.primary == gold["primary"]


def test_the_urgency_is_inside_the_range(walked):
    proposal, gold = walked
    most, least = map(LEVELS.index, gold["urgency_range"])
    assert most <= LEVELS.index(proposal.urgency) <= least


def test_everything_beside_the_outcome_equals_the_gold(walked):
    proposal, gold = walked
    assert proposal.parallel == set(gold["parallel"])
    assert list(proposal.asked) == gold["asked"]
    assert list(proposal.urgency_range) == gold["urgency_range"]
    assert list(proposal.check_tasks) == gold["check_tasks"]
    assert [stop.sentence for stop in proposal.hard_stops] == gold["hard_stops"]


def test_one_question_at_a_time_asks_exactly_the_questions_of_the_walk(walked):
    _, gold = walked
    tree = load(None, date(2027, 1, 1))
    facts = {"covered_by_fan": gold["covered_by_fan"], "office_hours": gold["office_hours"]}
    given: dict[str, str] = {}
    while (question := tree.next_question(given, **facts)) is not None:
        given[question.id] = gold["answers"][question.id]
    assert list(given) == gold["asked"]
