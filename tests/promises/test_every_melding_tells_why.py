"""Does every melding of the shared test data say the rule that really brought it where it is, at every stage?"""

from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from casework.actions import melding as meldingen
from casework.actions import triage as triages
from casework.directory.current import pack
from casework.importing import import_lines
from casework.models import Melding
from casework.place import needs_choice
from casework.routing import came
from privacy.context import set_offset, wall_clock
from tests.world import World
from workflows.routing import Lost

SHARED = Path(__file__).parent.parent / "data" / "meldingen.jsonl"
EIGHTY = Melding.objects.select_related("person", "triage").order_by("pk")
ANY_GEMEENTE = "0303"
UNSAID = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no")

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def weigh(melding: Melding, outcome: str, world: World) -> None:
    """Through the real actions, to the outcome this colleague chooses."""
    by = world.by(world.account("R10"))
    meldingen.claim(by=by, melding_ref=melding.ref)
    melding.refresh_from_db()
    if needs_choice(melding):
        code = melding.gemeente or ANY_GEMEENTE
        meldingen.decide_gemeente(
            by=by, melding_ref=melding.ref, gemeente=code, rule="told", reason="Gezegd aan de telefoon."
        )
    triages.answer_safety(by=by, triage_ref=melding.ref, answers=UNSAID)
    triages.identify(by=by, triage_ref=melding.ref)
    triages.propose(by=by, triage_ref=melding.ref)
    triages.settle(by=by, triage_ref=melding.ref, outcome=outcome, urgency="U1", reason="Na overleg.")


def test_every_one_of_the_eighty_lies_where_its_rule_says_when_it_comes_in_and_after_it_was_weighed(world):
    import_lines(SHARED.read_bytes().splitlines())
    assert Melding.objects.count() == len(SHARED.read_text(encoding="utf-8").splitlines()) == 80
    begin, kinds = wall_clock(), set()
    outcomes = cycle(pack().outcomes(begin))
    for number, melding in enumerate(EIGHTY):
        came_in = came(melding)
        assert came_in.as_the_rules_say, melding.ref
        assert came_in.sent.rule.about == melding.door
        # Some are weighed by day and some at night: a service that is closed has another name then.
        set_offset(timedelta(hours=5 * number % 24))
        weigh(melding, next(outcomes), world)
        decided = came(EIGHTY.get(pk=melding.pk))
        assert decided.as_the_rules_say, (melding.ref, decided)
        kinds.add(decided.sent.rule.leads_to.kind)
        assert decided.sent.rule not in dict(decided.sent.lost)
        assert {why for _rule, why in decided.sent.lost} <= set(Lost)
    assert kinds >= {"card", "team", "outside"}
