"""What may somebody try next? Legal and illegal moves over all lifecycles: who, on what, with which words.

Plain values for a test to draw from; nothing here performs anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from inspect import Parameter
from typing import Any

from casework.actions import ACTIONS
from casework.catalogue import type_word
from casework.models import Account, Case
from tests.named import GEMEENTE
from tests.promises.arguments import INSIDE, NOUNS, arguments
from tests.world import World
from workflows.roles import DECIDERS

ROLES = ("R10", "R11", "R12", "R13", "R20", "R21", "R30", "R31", "R40", "R50", "R51", "R52", "R92")
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

PAUSES = tuple(timedelta(minutes=m) for m in (5, 20, 240, 660, 1_440, 5 * 1_440, 15 * 1_440, 45 * 1_440))

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


AGAIN: dict[str, dict[str, Any]] = {
    "fan_contact.plan_call": {"planned_at": datetime(2031, 12, 1, 21, 0, tzinfo=UTC)},
    "fan_profile.sign_up": {"surname": "Wortman", "gemeente": "0995"},
    "melding.receive": {"narrative": "Er is meer aan de hand.", "gemeente": GEMEENTE, "take": True},
    "nachtkaart.confirm": {"surname": "Dijkgraaf", "postcode": "8255 AB", "house_number": "12"},
    "reason.state": {"text": "Terugbellen."},
}
"""What comes after something else, or is said about any item."""


@dataclass(frozen=True)
class Item:
    """One item as its last event tells of it."""

    noun: str
    ref: str
    state: str
    version: int


@dataclass(frozen=True)
class Move:
    """One action on one item. named: the argument that takes its reference."""

    action: str
    item: Item
    named: str

    @property
    def reference(self) -> dict[str, str]:
        """The argument that says which item it is about."""
        return {self.named: self.item.ref}


def people(world: World) -> list[Account]:
    """The colleagues of a world, a second one of each role, and somebody of a team that has no part in it."""
    mine = [world.account(role, name) for role in ROLES for name in ("", f"tweede-{role.lower()}")]
    return [*mine, world.account("R51", "elders", team="wijkteam-urk")]


def moves(items: Iterable[Item], *, listed: bool) -> list[Move]:
    """Every step of these items: those its lifecycle lists for its state, or simply all."""
    return [
        Move(f"{item.noun}.{name}", item, f"{item.noun}_ref")
        for item in items
        for name in (LISTED[item.noun, item.state] if listed else STEPS[item.noun])
    ]


def beside(items: Iterable[Item]) -> list[Move]:
    """Every act that is no step, on each of these items that it may be about."""
    return [
        Move(action, item, named)
        for item in items
        for action, named, nouns, states in ABOUT
        if item.noun in nouns and (not states or item.state in states)
    ]


STEPS = {
    noun: tuple(name for name in model.steps() if name not in INSIDE[noun])
    for noun, model in NOUNS.items()
}  # fmt: skip
LISTED = {
    (noun, str(state)): tuple(
        name for name in STEPS[noun] if str(state) in map(str, model.steps()[name].sources)
    )
    for noun, model in NOUNS.items()
    for state in model.State
}
"""The steps of each noun that are acts of their own, and those of them that are listed for a state."""

NIGHT = ("melding", "crisis", "fan_contact")
ABOUT: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    *(
        (action, "case_ref", ("case",), ())
        for action in (
            "case.note", "informing.postpone", "informing.tell", "informing.leave", "handover.draft",
            "consent.record", "disclosure.call", "disclosure.propose", "nachtkaart.write", "nachtkaart.stop",
            "shield.put_up", "shield.lift",
        )
    ),
    ("disclosure.call", "melding_ref", ("melding",), ()),
    ("melding.receive", "draft_ref", ("melding",), ("draft", "left_draft")),
    ("handover.write", "handover_ref", ("handover",), ("draft",)),
    ("handover.draft_onward", "handover_ref", ("handover",), ()),
    ("informing.tell", "handover_ref", ("handover",), ()),
    ("nachtkaart.confirm", "item_ref", NIGHT, ()),
    ("fan_contact.receive", "profile_ref", ("fan_profile",), ()),
    ("fan_contact.plan_call", "after_ref", ("fan_contact",), ()),
    ("fan_profile.sign_up", "after_ref", ("fan_contact",), ()),
    ("melding.receive", "fan_contact_ref", ("fan_contact",), ()),
    *((action, "item_ref", tuple(NOUNS), ()) for action in ("clock.acknowledge", "page.acknowledge", "reason.state")),
)  # fmt: skip
"""Acts that are no step: the argument that takes the item, its nouns, and its states (none: every state)."""

WHO = {
    "nachtkaart.confirm": ("R20", "R21", "R30"), "fan_contact.receive": ("R30", "R31"),
    "fan_contact.plan_call": ("R30", "R31"), "fan_profile.sign_up": ("R30", "R31"), "shield.put_up": ("R12",),
    "shield.lift": ("R12",), "clock.acknowledge": tuple(map(str, DECIDERS)), "handover.draft_onward": ("R50", "R51"),
    "melding.receive": ("R10", "R20", "R30"),
}  # fmt: skip
"""Who may do what is no step of a lifecycle; a care coordinator what is not named here, anybody a page."""


def fitting(move: Move, everybody: list[Account]) -> list[Account]:
    """The people whose role is the right one for this move."""
    noun, _, verb = move.action.partition(".")
    step = NOUNS[noun].steps().get(verb) if noun in NOUNS and move.named == f"{noun}_ref" else None
    roles = tuple(map(str, step.roles)) if step else WHO.get(move.action, ("R11",))
    found = [account for account in everybody if account.role in roles]
    return everybody if move.action in ("page.acknowledge", "reason.state") else found or everybody


def whose(item: Item, everybody: list[Account]) -> list[Account]:
    """Whose turn it is: its owner, and for what a duty has the people of its team."""
    columns = ("owner_person_id", "owner_team_id")
    person, team = NOUNS[item.noun].objects.values_list(*columns).get(ref=item.ref)
    return [one for one in everybody if (one.pk == person if person else one.team_id == team)]


def words(world: World, at: datetime) -> dict[str, dict[str, Any]]:
    """Action name -> arguments that make sense at this moment. A melding may join any running case."""
    case = Case.unfinished().order_by("created_at", "pk").values_list("ref", flat=True).first()
    return arguments(world, at, case_ref=case or "C-00000000") | BESIDE | AGAIN


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
