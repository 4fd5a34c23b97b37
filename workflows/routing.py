"""Which rule says where something goes, and why does no other? Dated rules and facts in; the winner and the rest out.

The order of the rules in a file says nothing. Of the rules that fit, one for this gemeente goes before one for the
whole region, then the one that came into force last. One rule may name several ways (the sociale kaart, else a team);
they are tried in its own order. Standard library only: what a rule leads to is not looked at here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Lost(StrEnum):
    """Why a rule is not the one that counts, in the order in which they are looked at."""

    OTHER_DOOR = "other_door"
    NOT_YET = "not_yet"
    OVER = "over"
    GEMEENTE_UNKNOWN = "gemeente_unknown"
    OTHER_GEMEENTE = "other_gemeente"
    LESS_PRECISE = "less_precise"
    REPLACED = "replaced"
    SECOND_WAY = "second_way"


@dataclass(frozen=True)
class Rule(Generic[T]):
    """What comes in by this door, or has this outcome (`about`), goes where `leads_to` says.

    gemeenten: codes for which the rule was written, () for all. way: its place among the ways of one rule, 0 first.
    only_in: codes in which this way exists, () for all. In force from `valid_from` until `valid_until` (not included).
    """

    id: str
    about: str
    leads_to: T
    gemeenten: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()
    way: int = 0
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Routed(Generic[T]):
    """The rule that counts, None when none fits, and every other with why not."""

    won: Rule[T] | None
    lost: tuple[tuple[Rule[T], Lost], ...]


def in_force(rule: Rule[T], on: date) -> bool:
    """Does this rule count on a local date?"""
    return not _by_date(rule, on)


def decide(rules: Iterable[Rule[T]], *, about: str, gemeente: str, on: date) -> Routed[T]:
    """The winner for this door or outcome. `gemeente`: a code, "" for unknown. `on`: local date."""
    looked_at = [(rule, _misfit(rule, about=about, gemeente=gemeente, on=on)) for rule in rules]
    fitting = [rule for rule, misfit in looked_at if misfit is None]
    won = max(fitting, key=_weight, default=None)
    lost = [
        (rule, misfit or _lighter(rule, won)) for rule, misfit in looked_at if won is None or rule is not won
    ]
    return Routed(won, tuple((rule, why) for rule, why in lost if why is not None))


def _misfit(rule: Rule[T], *, about: str, gemeente: str, on: date) -> Lost | None:
    """Why this rule says nothing about it; None when it does."""
    if rule.about != about:
        return Lost.OTHER_DOOR
    if by_date := _by_date(rule, on):
        return by_date
    for codes in (rule.gemeenten, rule.only_in):
        if codes and gemeente not in codes:
            return Lost.OTHER_GEMEENTE if gemeente else Lost.GEMEENTE_UNKNOWN
    return None


def _by_date(rule: Rule[T], on: date) -> Lost | None:
    if rule.valid_from is not None and on < rule.valid_from:
        return Lost.NOT_YET
    return Lost.OVER if rule.valid_until is not None and rule.valid_until <= on else None


def _weight(rule: Rule[T]) -> tuple[bool, date, int]:
    """What goes first of two rules that fit: the more precise, the later, the earlier way."""
    return bool(rule.gemeenten), rule.valid_from or date.min, -rule.way


def _lighter(rule: Rule[T], won: Rule[T] | None) -> Lost | None:
    """Why this rule fits and does not count all the same."""
    if won is None:
        return None
    if bool(rule.gemeenten) != bool(won.gemeenten):
        return Lost.LESS_PRECISE
    return Lost.SECOND_WAY if rule.valid_from == won.valid_from else Lost.REPLACED
