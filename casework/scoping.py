"""Which rows may somebody see? The table of casework/policy.py as a filter for queries: for lists, counts, look-ups.

One source for both: a row of the table is read as a condition on one record by the policy, and as a filter here. That
they agree is shown over random records, tests/access/test_rows_are_decisions.py.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from casework.conditions import Condition, rows_under
from casework.models.base import Owned
from casework.policy import rules_for
from casework.ties import NO_ROWS, TIES, Relation, rows_not_shielded_from
from privacy.context import Acting
from privacy.decisions import Rule

Item = TypeVar("Item", bound=Owned)


def visible(
    items: "QuerySet[Item]",
    by: Acting,
    *,
    listing: bool = False,
    under: frozenset[Condition] = frozenset(),
) -> "QuerySet[Item]":
    """These items, without what `by` may not reach. Empty for a role without any row about the noun.

    listing: also what `by` may know as a row of the own team's list. under: as for casework.policy.may_see.
    """
    return items.filter(visible_rows(items.model, by, listing=listing, under=under))


def visible_rows(
    model: type[Owned],
    by: Acting,
    *,
    listing: bool = False,
    under: frozenset[Condition] = frozenset(),
) -> Q:
    """The same as a filter on the columns of one noun."""
    rows, not_shielded = NO_ROWS, rows_not_shielded_from(model, by)
    for rule in _widest(rule for rule in rules_for(model.kind()) if by.role in rule.roles):
        if listing or not rule.listing:
            found = _rows_of(rule, model, by, under)
            rows |= found if rule.though_shielded else found & not_shielded
    return rows


def _widest(rules: Iterable[Rule]) -> list[Rule]:
    """Without the rules that only open more fields of rows another one opens already."""
    kept: list[Rule] = []
    for rule in rules:
        if not any(_covers(other, rule) for other in kept):
            kept = [other for other in kept if not _covers(rule, other)] + [rule]
    return kept


def _covers(wide: Rule, rule: Rule) -> bool:
    """Does `wide` open every row that this one opens, whoever asks for it and how?"""
    return (
        set(rule.stages) <= set(wide.stages)
        and set(rule.relations) <= set(wide.relations)
        and wide.when <= rule.when
        and wide.though_shielded >= rule.though_shielded
        and wide.listing <= rule.listing
    )


def _rows_of(rule: Rule, model: type[Owned], by: Acting, under: frozenset[Condition]) -> Q:
    """The rows that one row of the table opens."""
    tied = NO_ROWS
    for relation in rule.relations:
        tied |= TIES[Relation(relation)].rows(model, model.kind(), by)
    return Q(state__in=[str(stage) for stage in rule.stages]) & tied & rows_under(rule.when, model, by, under)
