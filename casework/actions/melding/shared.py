"""What do all actions on a melding share? Locking it with what its steps need, and taking a step that needs no more."""

from typing import Any

from casework import access
from casework.models import Melding
from privacy.context import Acting

WITH_CLOCK = Melding.objects.select_related("clock", "owner_person", "owner_team")
"""What a step of a melding needs, in one statement."""


def locked(melding_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Melding:
    """The melding, locked. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, melding_ref, by=by, action=f"melding.{step}", seen_version=seen_version
    )


def taken(step: str, *, by: Acting, melding_ref: str, seen_version: int | None, **arguments: Any) -> Melding:
    """The melding after this step; `arguments` are those of the step. Raises its refusal."""
    melding = locked(melding_ref, by=by, step=step, seen_version=seen_version)
    getattr(melding, step)(by=by, **arguments)
    return melding
