"""Does the policy answer as the table of the region says, in random situations, and would we notice if it did not?

Short here; `make probes` asks a million questions and prints what it found.
"""

import os
from dataclasses import replace
from random import Random

import pytest

from casework import policy
from casework.conditions import Condition
from privacy.decisions import Rule
from tests.access.oracle import Oracle
from tests.access.probes import ask, told

LONG = os.environ.get("SLUITEND_LONG") == "1"
PROBES = 1_000_000 if LONG else 20_000
SPOILED = 200 if LONG else 12
UNTIL_NOTICED = 900_000

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(3600 if LONG else 300)]


def test_the_product_and_the_oracle_give_the_same_answers() -> None:
    outcome = ask(PROBES, seed=2027)
    print(f"\n{outcome}")
    assert outcome.found == 0, "\n".join(told(one) for one in outcome.differences)
    assert outcome.yes > outcome.asked / 10, "mostly questions that matter"
    given = {place for place, cell in Oracle().cells.items() if cell}
    assert set(outcome.cells) == given, (
        "every cell of the table that gives something was asked for and got a yes"
    )


def spoiled(dice: Random) -> tuple[str, tuple[Rule, ...]]:
    """The table with one mistake in it: what it is, and the rows."""
    rows = list(policy.TABLE)
    tried = [place for place, rule in enumerate(rows) if rule.groups & PROBED and not rule.listing]
    place = dice.choice(tried)
    rule, kind = rows[place], dice.choice(("lost", "role", "group", "condition", "shield"))
    if kind == "condition" and rule.when:
        rows[place] = replace(rule, when=frozenset())
    elif kind == "role":
        rows[place] = replace(rule, roles=(*rule.roles, "R80", "R01"), relations=tuple(policy.Relation))
    elif kind == "group" and rule.groups != PROBED:
        rows[place] = replace(rule, groups=rule.groups - {dice.choice(sorted(rule.groups & PROBED))})
    elif kind == "shield" and not rule.though_shielded and rule.noun in ("melding", "case", "handover"):
        rows[place] = replace(rule, though_shielded=True)
    else:
        kind, rows[place] = "lost", replace(rule, roles=())
    return f"{kind}: {rule}", tuple(rows)


PROBED = frozenset({"identity", "contact", "concern", "flags", "triage", "reporter", "bridging_plan", "disclosure",
                    "access_ledger", "configuration", "item_card", "aggregates", "wvggz"})  # fmt: skip
"""Groups that are asked for often. A mistake in a row without any of them, such as a draft's, has a test of its own."""
DRAFTS = {"draft", "left_draft"}
# What the crisis team reads of a handover it sends has tests of its own: tests/crisis/test_handing_over.py.
# Who reads what of a contact at night stands in tests/fan/test_who_sees.py, for every role in every state.
BESIDE = ("triage", "pattern", "postbak", "escalation", "task", "disclosure", "fan_contact")


def test_a_mistake_in_the_table_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    dice, missed, tried = Random(7), [], 0
    while tried < SPOILED:
        what, rows = spoiled(dice)
        changed = [rule for rule, before in zip(rows, policy.TABLE, strict=True) if rule != before]
        if (
            Condition.FROM_CRISIS in changed[0].when
            or changed[0].noun in BESIDE
            or DRAFTS & set(changed[0].stages)
            or _is_covered(changed[0], rows)
        ):
            continue
        tried += 1
        nouns = {rule.noun for rule in rows}
        monkeypatch.setattr(
            policy,
            "BY_NOUN",
            {noun: tuple(rule for rule in rows if rule.noun == noun) for noun in nouns},
        )
        if ask(UNTIL_NOTICED, seed=tried, stop_at=1).found == 0:
            missed.append(what)
    print(f"\n{tried} mistakes in the table: {tried - len(missed)} noticed")
    assert len(missed) <= tried * 0.02, "\n".join(missed)


def _is_covered(spoilt: Rule, rows: tuple[Rule, ...]) -> bool:
    """Does another row say the same, so that losing this one changes no answer?"""
    return any(
        rule is not spoilt and rule.noun == spoilt.noun and set(spoilt.stages) <= set(rule.stages)
        and set(spoilt.relations) <= set(rule.relations) and spoilt.groups <= rule.groups and rule.when <= spoilt.when
        and set(spoilt.roles) and set(spoilt.roles) <= set(rule.roles)
        for rule in rows
    )  # fmt: skip
