"""How does a decided melding reach its destination? The sender owns it until somebody with a name takes it."""

from casework.actions import case as cases
from casework.actions.command import command
from casework.actions.crisis import beginning as crises
from casework.actions.melding.shared import taken
from casework.models import Melding
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting


def decided(melding: Melding, *, outcome: str, urgency: str, target: str, by: Acting) -> None:
    """The settled triage decides the melding and sends it on. Called by the triage, never by a person."""
    work = current_work()
    work.touch(melding)
    melding.decided_at, melding.side_since = by.at, None
    melding.decide(by=by, outcome=outcome, urgency=urgency)
    melding.forward(by=by, target=target)


@command
def accept(*, by: Acting, melding_ref: str, acceptor: str, seen_version: int | None = None) -> Melding:
    """Record who took it at its destination. `acceptor`: a name, typed."""
    melding = taken("accept", by=by, melding_ref=melding_ref, seen_version=seen_version, acceptor=acceptor)
    melding.acceptor = acceptor
    tell_person(melding.owner_person, "melding.accepted", about=melding)
    return melding


@command
def return_to_triage(
    *, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None
) -> Melding:
    """Wrong place. The sender owned it all the time and looks again."""
    melding = taken(
        "return_to_triage", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason
    )
    cases.fall_away(melding, by=by)
    crises.falls_away(melding, by=by)
    tell_person(melding.owner_person, "melding.returned", about=melding)
    return melding
