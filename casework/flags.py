"""What becomes of the safety flags of a person when somebody saw a weapon?"""

from datetime import date, timedelta
from typing import Any

HOLDS = timedelta(days=365)
"""How long a flag stays without somebody who asks anew. Source: docs/privacy.md."""


def with_weapons(flags: list[Any], *, detail: str, on: date) -> list[Any]:
    """The same flags with the weapon that was seen on this local date; an older line about weapons is replaced.

    Without `detail` what was written before stays: who only says "yes" takes nothing back.
    """
    weapons = [flag for flag in flags if isinstance(flag, dict) and flag.get("kind") == "weapon"]
    others = [flag for flag in flags if flag not in weapons]
    before = weapons[-1] if weapons and not detail else {}
    return [*others, {"kind": "weapon", "detail": detail, **before, "until": (on + HOLDS).isoformat()}]
