"""How many pairs are recognised, and how many of those rightly? On pairs nothing was learned from, and per kind."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.made.changes import CHECKING
from bench.made.pairs import pairs
from bench.made.people import groups
from bench.made.plain import facts_of, plain_hits
from privacy.matching import judge

ROOT = Path(__file__).resolve().parents[2]
# Kinds of the check that leave nothing to go by: another address and another date, or no date and another address.
HOPELESS = {"phone abroad, no address", "date digit, moved"}


def figures(given):
    """(recall, precision) over pairs, each with the second record looked for among the first."""
    counted = Counter((likely(pair.one, pair.other), pair.same) for pair in given)
    right = counted[True, True]
    return right / (right + counted[False, True]), right / (right + counted[True, False])


def likely(stored, asked):
    one, other = facts_of(stored), facts_of(asked)
    return judge("", other, plain_hits(one, other)).likely


@pytest.fixture(scope="module")
def training():
    from tools.learn_weights import TRAINING, read_pairs

    return list(read_pairs(TRAINING))


def test_the_half_that_was_not_learned_from_is_recognised(training):
    recall, precision = figures(training[1::2])
    assert recall >= 0.95
    assert precision >= 0.97


def test_either_record_may_come_first(training):
    recall, precision = figures(
        [pair.__class__(pair.other, pair.one, pair.same, pair.kind) for pair in training]
    )
    assert recall >= 0.95
    assert precision >= 0.97


def test_no_twins_and_no_father_and_son_of_the_training_pairs_match(training):
    apart = [pair for pair in training if pair.kind.split(":")[1] in ("twins", "father_son", "siblings")]
    assert len(apart) > 100
    assert not [pair for pair in apart if likely(pair.one, pair.other)]


def test_other_names_with_other_changes_are_recognised_as_well():
    made = list(pairs(groups("checking"), CHECKING, 1_300, seed=2))
    recall, precision = figures([pair for pair in made if pair.kind not in HOPELESS])
    assert recall >= 0.95
    assert precision >= 0.97
    assert not [
        p for p in made if p.kind == "twin" and p.one.given and p.other.given and likely(p.one, p.other)
    ]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_weights_are_what_is_learned():
    done = subprocess.run(
        [sys.executable, "tools/learn_weights.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
