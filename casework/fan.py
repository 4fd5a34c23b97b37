"""Who of the day can be told what the night service saw, and whom can somebody call where it does not come?"""

from dataclasses import dataclass
from datetime import datetime

from casework.directory.current import pack
from workflows.fan_contact import ROUTES
from workflows.fan_contact_morning import DAY


@dataclass(frozen=True)
class Route:
    """Whom somebody can call: the outcome of the tree, the name and the number of this hour."""

    outcome: str
    name: str
    phone: str


def routes_for(gemeente: str, *, at: datetime) -> list[Route]:
    """Whom somebody in this gemeente can call now, where the night service does not come."""
    found = [(outcome, pack().destination(outcome, gemeente or None, at)) for outcome in ROUTES]
    return [Route(outcome, target.name, target.phone) for outcome, target in found]


def day_teams(gemeente: str) -> list[str]:
    """The teams (their ids) that can sign for a note from the night, those of this gemeente first, by name."""
    able = [team for team in pack().region.teams.values() if set(team.roles).intersection(DAY)]
    return [
        team.id for team in sorted(able, key=lambda team: (gemeente not in team.gemeenten, team.canonical))
    ]
