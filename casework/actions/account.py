"""What can an administrator do with an account? Nobody disappears while holding something."""

from casework.actions.command import command
from casework.errors import NotYours, StillHolding
from casework.models import Account, Case, Handover, Melding, Triage
from privacy.context import Acting
from workflows.roles import Role


@command
def deactivate(*, by: Acting, username: str) -> Account:
    """Close an account. Refused (StillHolding) while the colleague owns an open item."""
    if by.role != Role.FUNCTIONAL_ADMIN:
        raise NotYours
    account = Account.objects.select_for_update().filter(username=username, is_active=True).first()
    if account is None:
        raise NotYours
    if holds_open_items(account):
        raise StillHolding
    account.is_active = False
    account.save(update_fields=["is_active"])
    return account


def holds_open_items(account: Account) -> bool:
    """Does this colleague own, send or receive something that is not finished?"""
    owns = any(
        noun.unfinished().filter(owner_person=account).exists() for noun in (Melding, Triage, Case, Handover)
    )
    return owns or Handover.unfinished().filter(receiver_person=account).exists()
