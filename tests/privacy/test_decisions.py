"""What the table does not allow is refused."""

import pytest

from privacy.decisions import REFUSED, Rule, decide

IDENTITY, CONCERN = frozenset({"identity"}), frozenset({"concern"})
TABLE = (
    Rule("melding", ("received", "in_triage"), ("R10",), ("owner_team",), IDENTITY),
    Rule("melding", ("in_triage",), ("R10", "R12"), ("owner",), CONCERN),
    Rule("melding", ("received",), ("R12",), ("owner_team",), IDENTITY, listing=True),
)


def ask(by, **facts):
    return decide(
        TABLE, by, **{"noun": "melding", "stage": "in_triage", "relations": ["owner_team"], **facts}
    )


def test_a_fitting_rule_opens_its_groups_and_is_named(anke):
    decision = ask(anke)
    assert (decision.permit, decision.groups, decision.rule) == (True, IDENTITY, "melding.0")


def test_several_fitting_rules_open_all_their_groups(anke):
    decision = ask(anke, relations=["owner_team", "owner"])
    assert decision.groups == IDENTITY | CONCERN
    assert decision.rule == "melding.0,melding.1"


@pytest.mark.parametrize(
    "facts",
    [{"noun": "case"}, {"stage": "closed"}, {"relations": []}, {"relations": ["receiver_team"]}],
    ids=lambda facts: next(iter(facts)),
)
def test_another_noun_stage_or_relation_is_refused(anke, facts):
    assert ask(anke, **facts) is REFUSED
    assert not REFUSED.permit
    assert not REFUSED.groups


def test_another_role_is_refused(bram):
    assert ask(bram) is REFUSED


def test_an_empty_table_allows_nothing(anke):
    assert decide((), anke, noun="melding", stage="received", relations=["owner"]) is REFUSED


def test_a_rule_for_lists_opens_no_item(anke):
    from dataclasses import replace

    lead = replace(anke, role="R12")
    assert ask(lead, stage="received") is REFUSED
    assert ask(lead, stage="received", listing=True).permit
