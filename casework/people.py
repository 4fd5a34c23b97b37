"""Which colleague is meant by this name? Accounts by username, only active ones, only of the right team."""

from casework.errors import NoSuchColleague
from casework.models import Account


def colleague(username: str, *, team: str, roles: tuple[str, ...]) -> Account | None:
    """The active account with this username in that team (its id) and one of these roles.

    An empty name gives None, so that the lifecycle can say what is missing. Raises NoSuchColleague.
    """
    if not (username or "").strip():
        return None
    found = Account.objects.filter(username=username, team_id=team, role__in=roles, is_active=True).first()
    if found is None:
        raise NoSuchColleague
    return found
