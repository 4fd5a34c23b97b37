"""What if it does not belong here, or there is too little to go on?"""

from casework.actions.command import command
from casework.actions.melding.shared import taken
from casework.models import Melding
from privacy.context import Acting


@command
def refer_out_of_area(*, by: Acting, melding_ref: str, told: str, seen_version: int | None = None) -> Melding:
    """Not our region: told by voice to a named person there."""
    melding = taken("refer_out_of_area", by=by, melding_ref=melding_ref, seen_version=seen_version, told=told)
    melding.acceptor, melding.side_since = told, melding.side_since or by.at
    return melding


@command
def mark_insufficient(
    *, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None
) -> Melding:
    """Too little to find anyone, and what was tried."""
    melding = taken(
        "mark_insufficient", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason
    )
    melding.remark, melding.side_since = reason, melding.side_since or by.at
    return melding


@command
def take_up_again(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """More became known."""
    return taken("take_up_again", by=by, melding_ref=melding_ref, seen_version=seen_version)


@command
def not_take_up(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """The team lead decides that we do nothing, with a reason from the list."""
    melding = taken("not_take_up", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason)
    melding.side_since = melding.side_since or by.at
    return melding
