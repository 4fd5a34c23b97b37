"""What can an administrator do with an account? Nobody disappears while holding something."""

from casework.actions.command import command
from casework.errors import NotYours, StillHolding
from casework.holding import held_by, leaves_a_duty_bare
from casework.models import Account, Team
from casework.watching import look_again
from privacy.context import Acting
from workflows.roles import Role


@command
def deactivate(*, by: Acting, username: str) -> Account:
    """Close an account. Refused (StillHolding) while the colleague holds anything, a shield names
    them, or the duty of their team, which holds something, would be nobody's."""
    if by.role != Role.FUNCTIONAL_ADMIN:
        raise NotYours
    account = Account.objects.select_for_update().filter(username=username, is_active=True).first()
    if account is None:
        raise NotYours
    # One at a time for each team: of the last two who hold its duty only one may leave.
    Team.objects.select_for_update().get(pk=account.team_id)
    if held_by(account) or leaves_a_duty_bare(account):
        raise StillHolding
    account.is_active = False
    account.save(update_fields=["is_active"])
    # Of the shifts ahead nobody is there any more.
    look_again(str(account.team_id), by=by)
    return account
