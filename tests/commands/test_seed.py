"""Are made-up lives sealed, tokenised and logged like real ones?"""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from casework.invariants import violations
from casework.models import Case, Handover, Melding, Person
from casework.seed_life import STOPS
from casework.seeding import seed
from privacy.ledger.anchors import row_problems
from privacy.models.tokens import BlindToken
from privacy.tokens import PERSON_SLOTS


def states() -> list[tuple[str, ...]]:
    return [
        tuple(Counter(noun.objects.values_list("state", flat=True)).items())
        for noun in (Melding, Case, Handover)
    ]


def test_they_keep_the_promises_and_agree_with_the_ledger(region):
    assert list(seed(250, start=1)) == [200, 250]
    assert violations() == []
    assert list(row_problems()) == []


def test_every_person_has_the_same_number_of_tokens(region):
    list(seed(20))
    tokens = Counter(BlindToken.objects.values_list("match_ref", flat=True))
    assert set(tokens) == {str(pk) for pk in Person.objects.values_list("pk", flat=True)}
    assert set(tokens.values()) == {PERSON_SLOTS + 1}


def test_the_same_number_gives_the_same_lives(region):
    list(seed(40, start=5))
    first = states()
    for noun in (Handover, Case, Melding):
        assert noun.objects.exists()
    list(seed(40, start=5))
    second = [{state: n * 2 for state, n in one} for one in first]
    assert [dict(one) for one in states()] == second


def test_they_stop_everywhere_on_the_path(region):
    list(seed(300, start=2))
    assert {"received", "in_triage", "forwarded", "in_care", "closed"} == set(
        Melding.objects.values_list("state", flat=True)
    )
    assert set(Handover.objects.values_list("state", flat=True)) >= {
        "draft",
        "offered",
        "confirmed",
        "completed",
    }
    assert sum(STOPS.values()) == 100


def test_production_takes_none(region, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("seed", "--meldingen", "1")
    assert not Melding.objects.exists()
