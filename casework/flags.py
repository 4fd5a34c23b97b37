"""What becomes of the safety flags of a person when somebody saw a weapon?"""

from datetime import date, timedelta
from typing import Any

HOLDS = timedelta(days=365)
"""How long a flag stays without somebody who asks anew. Source: docs/privacy.md."""


def with_weapons(flags: list[Any], *, detail: str, on: date) -> list[Any]:
    """The same flags with the weapon that was seen on this local date; an older line about weapons is replaced."""
    others = [flag for flag in flags if not (isinstance(flag, dict) and flag.get("kind") == "weapon")]
    seen = {"kind": "weapon", "detail": detail, "until": (on + HOLDS).isoformat()}
    return [*others, seen]
