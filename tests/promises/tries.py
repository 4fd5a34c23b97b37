"""What may somebody try next? Legal and illegal moves over all lifecycles: who, on what, with which words.

Plain values for a test to draw from; nothing here performs anything.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from inspect import Parameter
from typing import Any

from casework.actions import ACTIONS
from casework.catalogue import type_word
from casework.models import Account, Case, Handover
from tests.named import GEMEENTE
from tests.promises.arguments import INSIDE, NOUNS, arguments
from tests.world import World

ROLES = ("R10", "R11", "R12", "R20", "R21", "R40", "R50", "R51", "R92")
WRONG: dict[str, tuple[Any, ...]] = {
    "text": ("", "   ", "vol", "bestaat-niet", "X" * 300, "‮omgekeerd 🌷"),
    "table": ({}, {"Q1": "misschien"}, {"bestaat-niet": "yes"}),
    "date": (date(1999, 12, 31), date(2099, 1, 1)),
    "moment": (datetime(1999, 12, 31, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)),
    "number": (-1, 0, 100_000),
    "yes or no": (False, True),
    "list": ([], [{"part": "bestaat-niet"}]),
}
"""What should not be filled in, by the kind of argument."""

PAUSES = tuple(timedelta(minutes=m) for m in (5, 20, 240, 1_440, 5 * 1_440, 15 * 1_440, 45 * 1_440))

REPORTS: tuple[dict[str, Any], ...] = (
    {
        "narrative": "De gordijnen zijn al weken dicht.",
        "gemeente": GEMEENTE,
        "person": {"surname": "Dijkgraaf"},
    },
    {"location": "Bankje bij de haven", "channel": "police_form", "answers": {"Q1": "no", "Q1b": "no"}},
    {
        "narrative": "Roept op straat.",
        "door": "crisis",
        "anonymity": "anonymous",
        "melder": {"name": "Niemand"},
    },
    {"narrative": "Twee keer verstuurd.", "source": "mail:1@voorbeeld.example"},
    {"narrative": "", "person": {}},
    {"narrative": "Geen antwoord over gevaar.", "answers": {"Q1": "misschien"}},
)

BESIDE: dict[str, dict[str, Any]] = {
    "advice.give": {"topics": ["money"], "asker": "family", "minutes": 10, "gemeente": GEMEENTE},
    "consent.record": {
        "recipient_kind": "wijkteam",
        "answer": "yes",
        "words": "Dat mag.",
        "source": "person",
    },
    "informing.leave": {},
    "informing.postpone": {"ground": "unsafe", "reason": "Zijn broer bedreigt haar."},
    "informing.tell": {"how": "talk", "note": "Aan de keukentafel."},
    "disclosure.call": {
        "recipient_kind": "wijkteam",
        "recipient": "S. de Boer",
        "kinds": ["name"],
        "text": "Wanneer kunnen jullie?",
    },
    "disclosure.propose": {
        "recipient_kind": "ggz",
        "recipient": "Poli Voorbeeld",
        "kinds": ["name", "agreements"],
        "text": "Dinsdag.",
    },
    "nachtkaart.write": {
        "calms": "Zacht praten.",
        "agreements": "Zus mag bellen.",
        "last_day": date(2031, 6, 20),
        "agreed": "yes",
    },
    "nachtkaart.stop": {"reason": "Zij wil het niet."},
    "case.note": {"text": "Buurvrouw gebeld."},
    "shield.put_up": {"named": [], "reason": "Zij is de moeder van een collega."},
    "shield.lift": {"reason": "De collega werkt hier niet meer."},
    "handover.write": {"package": {"tried": "Drie keer geweest."}, "requested_action": "begeleiding"},
}


@dataclass(frozen=True)
class Move:
    """One action on one item: its noun, its reference and the version it has now."""

    action: str
    noun: str
    ref: str
    version: int


def people(world: World) -> list[Account]:
    """The colleagues of a world, a second one of each role, and somebody of a team that has no part in it."""
    mine = [world.account(role, name) for role in ROLES for name in ("", f"tweede-{role.lower()}")]
    return [*mine, world.account("R51", "elders", team="wijkteam-urk")]


def moves(*, listed: bool) -> list[Move]:
    """Every action on every item there is: those its lifecycle lists for its state, or simply all."""
    found: list[Move] = []
    for noun, model in NOUNS.items():
        rows = list(model.objects.order_by("created_at", "pk").values_list("ref", "state", "version"))
        for ref, state, version in rows:
            for name, step in model.steps().items():
                if name not in INSIDE[noun] and (not listed or state in map(str, step.sources)):
                    found.append(Move(f"{noun}.{name}", noun, ref, version))
    for ref, version in Case.objects.order_by("created_at", "pk").values_list("ref", "version"):
        of_a_case = (
            "case.note",
            "informing.postpone",
            "informing.tell",
            "handover.draft",
            "consent.record",
            "disclosure.call",
            "disclosure.propose",
        )
        found += [Move(action, "case", ref, version) for action in of_a_case]
    drafts = Handover.objects.filter(state="draft") if listed else Handover.objects.all()
    rows = drafts.order_by("created_at", "pk").values_list("ref", "version")
    return found + [Move("handover.write", "handover", ref, version) for ref, version in rows]


def fitting(move: Move, everybody: list[Account]) -> list[Account]:
    """The people whose role the lifecycle lists for this move; care coordinators where it lists none."""
    noun, _, verb = move.action.partition(".")
    step = NOUNS[noun].steps().get(verb) if noun in NOUNS else None
    roles = tuple(map(str, step.roles)) if step else ("R11",)
    return [account for account in everybody if account.role in roles] or everybody


def words(world: World, at: datetime) -> dict[str, dict[str, Any]]:
    """Action name -> arguments that make sense at this moment. A melding may join any running case."""
    case = Case.unfinished().order_by("created_at", "pk").values_list("ref", flat=True).first()
    return arguments(world, at, case_ref=case or "C-00000000") | BESIDE


def typed(action: str) -> list[str]:
    """The arguments of an action that a person types or chooses."""
    return [
        n for n in ACTIONS[action].arguments if n not in ("by", "seen_version") and not n.endswith("_ref")
    ]


def required(action: str, name: str) -> bool:
    """Must this argument be given?"""
    return ACTIONS[action].arguments[name].default is Parameter.empty


def wrongly(action: str, name: str) -> tuple[Any, ...]:
    """What somebody might fill in wrongly for this argument."""
    return WRONG[type_word(ACTIONS[action], name)]
