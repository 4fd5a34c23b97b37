"""What does the tree propose, and how does a decision differ from it? Plain values, never the decision.

A person decides. `deviation` says what a decision asks for: nothing, a reason, a second person, or that it
cannot be taken at all (hard stop). Rules: domain dossier 4B and 5.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from workflows.tree.definition import LEVELS, Urgency

SECOND_PERSON_FROM = ("U0", "U1", "U2")


class Because(NamedTuple):
    """An answer that drove an outcome: (outcome code, question, answer)."""

    outcome: str
    question: str
    answer: str


class HardStop(NamedTuple):
    """Why advice alone is not (simply) enough. `blocks`: not selectable; otherwise a reason is needed."""

    question: str
    answer: str
    outcome: str
    sentence: str

    @property
    def blocks(self) -> bool:
        return self.answer == "yes"


@dataclass(frozen=True)
class Proposal:
    """The end of a walk. `asked` and `check_tasks` are in question order.

    `urgency` is the hint after the raise for *onbekend*; `urgency_range` is (most, least urgent allowed).
    `stopped_at` is the question whose answer made later questions unnecessary, None after a full walk.
    `because` holds the answers that drove each outcome; `warnings` are codes of the version file.
    `without_person` is True while this is advice about nobody in particular: store no person.
    """

    version: str
    at: datetime | None
    primary: str
    parallel: frozenset[str]
    urgency: str
    urgency_range: tuple[str, str]
    asked: tuple[str, ...]
    stopped_at: str | None
    check_tasks: tuple[str, ...]
    hard_stops: tuple[HardStop, ...]
    warnings: tuple[str, ...]
    because: tuple[Because, ...]
    without_person: bool


class Deviation(StrEnum):
    """How a decision relates to the proposal, from light to heavy."""

    SAME = "same"
    DEVIATION = "deviation"
    DOWNGRADE = "downgrade"
    FORBIDDEN = "forbidden"


def deviation(proposal: Proposal, outcome: str, urgency: str) -> Deviation:
    """What choosing `outcome` with `urgency` means beside `proposal`.

    FORBIDDEN: a hard stop blocks the outcome. DOWNGRADE: less urgent than a proposed U0-U2, needs a second
    person. DEVIATION: another outcome, a level outside the range, or an outcome for which a reason is
    asked because an answer is not known. SAME: the rest. Raises ValueError for an unknown urgency.
    """
    stops = [stop for stop in proposal.hard_stops if stop.outcome == outcome]
    if any(stop.blocks for stop in stops):
        return Deviation.FORBIDDEN
    chosen = LEVELS.index(urgency)
    if proposal.urgency in SECOND_PERSON_FROM and chosen > LEVELS.index(proposal.urgency):
        return Deviation.DOWNGRADE
    most, least = (LEVELS.index(level) for level in proposal.urgency_range)
    if outcome != proposal.primary or not most <= chosen <= least or stops:
        return Deviation.DEVIATION
    return Deviation.SAME


def raised(row: Urgency) -> Urgency:
    """The row one level more urgent, never above U1: U0 needs a yes on danger of life."""
    return Urgency(hint=_raised(row.hint), most=_raised(row.most), least=_raised(row.least))


def _raised(level: str) -> str:
    place = LEVELS.index(level)
    return level if place <= 1 else LEVELS[place - 1]


def most_urgent(rows: list[Urgency]) -> Urgency:
    """The most urgent of all outcomes together, level by level (`rows` is not empty)."""
    return Urgency(
        hint=min((row.hint for row in rows), key=LEVELS.index),
        most=min((row.most for row in rows), key=LEVELS.index),
        least=min((row.least for row in rows), key=LEVELS.index),
    )
