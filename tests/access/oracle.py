"""What does the table of the region say? Read from tests/data/access/matrix.csv; nothing of the product is imported.

The table says which role sees which data group in which stage, and under which condition. Rule zero stands beside it:
nobody without an active tie to the item, and which tie that is follows from the role.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

MATRIX = Path(__file__).resolve().parent.parent / "data" / "access" / "matrix.csv"
LITTLE = {"card", "pc4_gemeente", "title", "summary", "released", "released_with_consent", "signal_plan", "urgency",
          "runs_only", "call_back"}  # fmt: skip
"""Conditions that give only a little of the group: the whole of it stays closed."""
NOBODY = {"-", "expires", "aggregate"}

Cell = dict[str, set[str]]


@dataclass(frozen=True)
class Question:
    """May this role see this? little: which small part of the group is asked for, "" for the whole.

    holds: the conditions that are true. tied: the ties to the item that are true, in the words of `TIE_OF`.
    package: the item is what a sender hands over. stopped: the person said no after it was shared with this reader.
    """

    role: str
    stage: str
    group: str
    little: str
    holds: frozenset[str]
    tied: frozenset[str]
    package: bool = False
    shielded: bool = False
    stopped: bool = False


TIE_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "intake_triage": {"R10": ("team", "waits_for_my_desk"), "R12": ("team",), "R11": ("person",), "R20": ("team",),
                      "R21": ("team",), "R30": ("team",), "R60": ("person",)},
    "screening_out_of_hours": dict.fromkeys(
        ("R20", "R21", "R30"), ("team", "my_duty_answers", "came_to_my_service", "sent_to_my_team", "found_it")),
    "crisis": {"R20": ("team",), "R21": ("team",)},
    "outreach": {"R10": ("team",), "R11": ("person",), "R12": ("team",), "R40": ("sent_to_my_team",),
                 "R60": ("person",)},
    "fan": {"R30": ("team",), "R31": ("team",), "R21": ("sent_to_my_team",)},
    "handover_offered": {"R50": ("offered_to_my_team",), "R51": ("offered_to_my_team",)},
    "handover_accepted": {"R50": ("offered_to_my_team",), "R51": ("offered_to_my_team",), "R11": ("person",)},
    "closed": {"R12": ("team",), "R60": ("person",), "R90": ("my_controller",)},
}  # fmt: skip
"""Rule zero: stage -> role -> the ties that count; one of them is enough. A role that is not named has none."""
OFFICES = {"access_ledger": ("my_controller",), "configuration": ("my_controller",),
           "item_card_reference_days_reason": ("my_region", "my_gemeente"),
           "aggregates_suppressed": ("my_region", "my_gemeente")}  # fmt: skip
"""Data groups that belong to an office and not to a treatment: in every stage the same tie."""
ACROSS_THE_BRIDGE = ("R40", "R50", "R51")
"""A receiver or partner goes on seeing what was offered; a shield closes the item for the sender's own colleagues."""


OPEN_THOUGH_SHIELDED = ("crisis",)
"""A crisis stays open to whoever is on duty in the crisis team: otherwise nobody may take it. docs/adr/0041."""
AFTER_A_NO = ("identity_of_person", "safety_flags", "triage_answers_urgency")
"""What a receiver still reads when the person said no after it was shared. docs/adr/0037."""


class Oracle:
    """The table and what settled decisions add to it."""

    def __init__(self, settled: dict[tuple[str, str, str], Cell] | None = None) -> None:
        self.cells: dict[tuple[str, str], Cell] = {}
        with MATRIX.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                self.cells[row["data_group"], row["stage"]] = _cell(row["roles"])
        self.settled = settled or {}

    @property
    def groups(self) -> list[str]:
        """Every data group of the table."""
        return sorted({group for group, _ in self.cells})

    @property
    def stages(self) -> list[str]:
        """Every stage of the table."""
        return sorted({stage for _, stage in self.cells})

    def littles(self, group: str) -> list[str]:
        """Every small part that some cell gives of this group."""
        found = {
            one
            for (name, _), cell in self.cells.items()
            if name == group
            for ways in cell.values()
            for one in ways
        }
        return sorted(found & LITTLE)

    def says(self, question: Question, *, noun: str = "") -> bool:
        """Yes or no. noun: for what a settled decision adds for one kind of item."""
        q = question
        if q.package and q.group == "reporter_identity":
            return False
        if q.stopped and (
            q.group not in AFTER_A_NO or (q.group == "triage_answers_urgency" and q.little != "urgency")
        ):
            return False
        open_anyway = q.role in ACROSS_THE_BRIDGE or q.group in OFFICES or noun in OPEN_THOUGH_SHIELDED
        if q.shielded and not open_anyway:
            return False
        counts = OFFICES.get(q.group) or TIE_OF.get(q.stage, {}).get(q.role, ())
        if not q.tied.intersection(counts):
            return False
        cell = self.cells[q.group, q.stage]
        more = self.settled.get((q.group, q.stage, noun), {})
        return _opens(cell.get(q.role), q) or _opens(more.get(q.role), q)


def _opens(ways: set[str] | None, q: Question) -> bool:
    """Does one of these ways give what is asked?"""
    for way in ways or ():
        if way in LITTLE:
            given = q.little == way and (way != "released_with_consent" or "consent" in q.holds)
        elif way.startswith("call_back+"):
            given = q.little == "call_back" and way.removeprefix("call_back+") in q.holds
        else:
            given = way == "" or way in q.holds
        if given:
            return True
    return False


def _cell(text: str) -> Cell:
    """The roles of one cell, each with its conditions; "" for none."""
    found: Cell = {}
    before, _, roles = text.rpartition(":")
    for word in roles.split():
        if word in NOBODY:
            continue
        role, _, way = word.partition("@")
        found.setdefault(role, set()).add(f"call_back+{way}" if before else way)
    return found
