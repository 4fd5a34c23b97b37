"""Who takes it when it is more than a contact? The crisis team by name in this system, anybody else by phone."""

from casework import intake
from casework.actions.command import command
from casework.actions.fan_contact.shared import locked
from casework.directory.current import pack
from casework.models import FanContact
from casework.telling import tell_answering, tell_owner
from privacy.context import Acting

WORRYING = "U1"


@command
def escalate(
    *, by: Acting, fan_contact_ref: str, chain: str, reason: str, seen_version: int | None = None
) -> FanContact:
    """Take it to another service. `chain`: one of workflows.fan_contact.CHAINS; `reason`: what is going on.

    It stays with whoever acts until somebody there has it by name.
    """
    contact = locked(fan_contact_ref, by=by, step="escalate", seen_version=seen_version)
    target = pack().region.about.crisis if chain == "crisis" else ""
    contact.escalate(by=by, chain=chain, reason=reason, target=target)
    contact.said, contact.urgency, contact.risk_changed = reason, WORRYING, True
    if target:
        tell_answering(target, "fan.escalated", about=contact, level="page")
    return contact


@command
def name_acceptor(
    *, by: Acting, fan_contact_ref: str, acceptor: str, seen_version: int | None = None
) -> FanContact:
    """Somebody there took it. `acceptor`: the name, typed."""
    contact = locked(fan_contact_ref, by=by, step="name_acceptor", seen_version=seen_version)
    contact.name_acceptor(by=by, acceptor=acceptor)
    contact.acceptor, contact.ended_at = acceptor, by.at
    return contact


@command
def accept(*, by: Acting, fan_contact_ref: str, seen_version: int | None = None) -> FanContact:
    """The crisis team takes it, in the name of whoever acts. The night service writes the note for the day."""
    contact = locked(fan_contact_ref, by=by, step="accept", seen_version=seen_version)
    contact.accept(by=by)
    taker = intake.account(by)
    contact.acceptor, contact.ended_at = taker.name if taker else "", by.at
    tell_owner(contact, "fan.accepted")
    return contact
