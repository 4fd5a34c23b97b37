"""What becomes of the safety flags of a person when somebody adds one, and do they forbid going alone?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

HOLDS = timedelta(days=365)
"""How long a flag stays without somebody who asks anew. Source: docs/privacy.md."""

TOGETHER = ("not_alone", "weapon", "aggression", "danger")
"""The kinds at which two people go. Source: domain dossier 4E, the two-person rule from flags."""


def write(person: Any, flags: list[Any]) -> None:
    """These flags stand at this person (a casework.models.Person) from now on."""
    person.flags, person.flagged = flags, person.flagged or bool(flags)


def with_weapons(flags: list[Any], *, detail: str, on: date) -> list[Any]:
    """The same flags with the weapon that was seen on this local date; an older line about weapons is replaced.

    Without `detail` what was written before stays: who only says "yes" takes nothing back.
    """
    weapons = [flag for flag in flags if isinstance(flag, dict) and flag.get("kind") == "weapon"]
    others = [flag for flag in flags if flag not in weapons]
    before = weapons[-1] if weapons and not detail else {}
    return [*others, {"kind": "weapon", "detail": detail, **before, "until": (on + HOLDS).isoformat()}]


def with_not_alone(flags: list[Any], *, on: date) -> list[Any]:
    """The same flags, and that nobody goes alone, for a year from this local date."""
    others = [flag for flag in flags if not (isinstance(flag, dict) and flag.get("kind") == "not_alone")]
    return [*others, {"kind": "not_alone", "until": (on + HOLDS).isoformat()}]


def forbid_going_alone(flags: Iterable[Any], *, on: date) -> bool:
    """Is there a flag in force on this local date at which nobody goes alone? A date that cannot be read is one."""
    said = [flag if isinstance(flag, dict) else {"kind": str(flag)} for flag in flags]
    # A flag that does not say what it is stands on every page as danger.
    return any((flag.get("kind") or "danger") in TOGETHER and _in_force(flag, on) for flag in said)


def any_in_force(flags: Iterable[Any], *, on: date) -> bool:
    """Does any safety flag count on this local date?"""
    return any(_in_force(flag if isinstance(flag, dict) else {}, on) for flag in flags)


def _in_force(flag: dict[str, Any], on: date) -> bool:
    try:
        return not flag.get("until") or date.fromisoformat(str(flag["until"])[:10]) >= on
    except ValueError:
        return True
