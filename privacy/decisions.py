"""May this person see this? A pure answer over a table of rules; what the table does not allow is refused.

The table belongs to whoever has the nouns. No query, no clock, no record: plain values in, a decision out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy.context import Acting


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may read which data groups of a noun, in which stages, through which relation.

    listing: True when the rule counts for a row in a list only, never for the item itself. when: names of conditions
    that must all hold. though_shielded: True when the rule also counts for a shielded item that does not name the
    reader; without it a shielded item is open to the named alone.
    """

    noun: str
    stages: Sequence[str]
    roles: Sequence[str]
    relations: Sequence[str]
    groups: frozenset[str]
    listing: bool = False
    when: frozenset[str] = frozenset()
    though_shielded: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """permit: may this item be reached at all. groups: the data groups that open.

    rule: the places in the table that allowed it, "" when nothing did. relation: the code of the tie that the ledger
    keeps, such as `deputy:<id>`; "" when there is none to tell.
    """

    permit: bool
    groups: frozenset[str]
    rule: str
    relation: str = ""


REFUSED = Decision(False, frozenset(), "")


def decide(
    table: Sequence[Rule],
    by: Acting,
    *,
    noun: str,
    stage: str,
    relations: Iterable[str],
    listing: bool = False,
    under: frozenset[str] = frozenset(),
    shielded: bool = False,
) -> Decision:
    """The union of every rule that fits. Deny by default.

    under: the conditions that hold. shielded: the item is shielded and does not name this reader.
    """
    tied = set(relations)
    fits = [
        (place, rule)
        for place, rule in enumerate(table)
        if rule.noun == noun
        and stage in rule.stages
        and by.role in rule.roles
        and tied.intersection(rule.relations)
        and (listing or not rule.listing)
        and rule.when <= under
        and (rule.though_shielded or not shielded)
    ]
    if not fits:
        return REFUSED
    groups = frozenset().union(*(rule.groups for _, rule in fits))
    return Decision(True, groups, ",".join(f"{noun}.{place}" for place, _ in fits))
