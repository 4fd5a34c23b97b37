"""Which colleague is meant by this name? Accounts by username, only active ones, only of the right team."""

from casework.directory.current import pack
from casework.errors import NoSuchColleague
from casework.models import Account
from workflows.roles import WIJKTEAM, Role


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


def has_outreach(team: object) -> bool:
    """Does this team (its id) try to reach people itself? Then whoever lands there gets a case."""
    found = pack().region.teams.get(str(team))
    return found is not None and Role.CARE_COORDINATOR in found.roles


def takers(team: object) -> tuple[str, ...]:
    """The roles in which colleagues of this team (its id) take a handover upon them by name."""
    return (Role.CARE_COORDINATOR,) if has_outreach(team) else WIJKTEAM


def coordinator_of(team: object) -> str:
    """The role that arranges the work of this team (its id); "" for no team of the region."""
    found = pack().region.teams.get(str(team))
    return found.coordinator_role if found else ""
