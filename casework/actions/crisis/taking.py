"""Who goes to a crisis, and when are they there? A named pair takes it; the 24 hours count from then."""

from casework import terms
from casework.actions.command import command
from casework.actions.crisis.beginning import melding_of, taken_along
from casework.actions.crisis.following import go_along
from casework.actions.crisis.shared import add_line, companion_of, locked, logged_step
from casework.intake import account
from casework.models import Crisis, Melding
from casework.place import gemeente_codes
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting


@command
def accept(
    *,
    by: Acting,
    crisis_ref: str,
    companion: str = "",
    alone_reason: str = "",
    seen_version: int | None = None,
) -> Crisis:
    """Take it by name. `companion`: username of the colleague who goes along, or `alone_reason`.

    The 24 hours count from this moment, or from the end of the time to accept when that is over already.
    """
    crisis = locked(crisis_ref, by=by, step="accept", seen_version=seen_version)
    taken(crisis, melding_of(crisis), by=by, companion=companion, alone_reason=alone_reason)
    return crisis


def taken(crisis: Crisis, melding: Melding, *, by: Acting, companion: str, alone_reason: str) -> None:
    """The pair has it, and the melding beside it with it."""
    second = companion_of(companion, by=by)
    crisis.accept(by=by, owner=account(by), companion=second, alone_reason=alone_reason)
    late = terms.due_at(kind="crisis_accept", record=crisis, since=crisis.offered_at)
    crisis.accepted_at, crisis.day_from = by.at, min(by.at, late)
    add_line(crisis, "accept", by=by, text=alone_reason)
    taken_along(melding, crisis, by=by)
    tell_person(second, "crisis.goes_along", about=crisis)


@command
def take_over(
    *,
    by: Acting,
    crisis_ref: str,
    companion: str = "",
    alone_reason: str = "",
    seen_version: int | None = None,
) -> Crisis:
    """Another pair goes on with it. What was called and what is being handed over goes along; no clock moves."""
    crisis = locked(crisis_ref, by=by, step="take_over", seen_version=seen_version)
    before, second = crisis.owner_person, companion_of(companion, by=by)
    crisis.take_over(by=by, owner=account(by), companion=second, alone_reason=alone_reason)
    if not crisis.changed():
        # The same pair once more changes nothing, and is an act all the same.
        current_work().concerns(crisis)
    add_line(crisis, "take_over", by=by, text=alone_reason)
    go_along(crisis)
    tell_person(before, "crisis.taken_over", about=crisis)
    tell_person(second, "crisis.goes_along", about=crisis)
    return crisis


@command
def set_out(*, by: Acting, crisis_ref: str, seen_version: int | None = None) -> Crisis:
    """They are on the way."""
    return logged_step("set_out", by=by, crisis_ref=crisis_ref, seen_version=seen_version)


@command
def arrive(
    *,
    by: Acting,
    crisis_ref: str,
    where: str,
    stays_gemeente: str,
    present: str = "",
    seen_version: int | None = None,
) -> Crisis:
    """They are there. `where`: the place; `stays_gemeente`: the code of the gemeente it lies in; `present`: who is
    there."""
    crisis = locked(crisis_ref, by=by, step="arrive", seen_version=seen_version)
    crisis.arrive(by=by, where=where, stays_gemeente=stays_gemeente, gemeenten=gemeente_codes())
    crisis.where, crisis.arrived_at = where, by.at
    add_line(crisis, "arrive", by=by, text=present)
    return crisis
