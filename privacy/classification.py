"""How sensitive is a field? Five words: PUB public, INT internal, PER personal, SPC special category (AVG art. 9),
REP the identity of a melder. Nothing here seals or decides.
"""

from dataclasses import dataclass
from enum import Enum


class Sensitivity(Enum):
    PUB = "PUB"
    INT = "INT"
    PER = "PER"
    SPC = "SPC"
    REP = "REP"

    def __call__(self, group: str) -> "Classified":
        """The same class within a data group, as in `PER("identity")`; policies grant groups."""
        return Classified(self, group)


PUB, INT, PER, SPC, REP = Sensitivity
READABLE = frozenset({PUB, INT})


@dataclass(frozen=True, slots=True)
class Classified:
    sensitivity: Sensitivity
    group: str | None = None

    @property
    def readable(self) -> bool:
        """May this value stand readable in a column or a log of changes?"""
        return self.sensitivity in READABLE
