"""Which contact at night is ours, who of the day can be told of it, and whom can somebody call where nobody comes?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from casework.directory.current import pack
from casework.errors import NotYours
from casework.models import FanContact
from privacy.context import Acting
from workflows.fan_contact import ROUTES
from workflows.fan_contact_morning import DAY

OUTCOMES = {"crisis": "CRISISTEAM_TELEFONISCH", "112": "112", "ggz_crisis": "GGZ_CRISISDIENST", "vt": "VEILIG_THUIS",
            "hap": "HUISARTS_HAP"}  # fmt: skip
"""Whom a contact is taken to -> the outcome of the tree that knows the number."""


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


def chain_number(chain: str, gemeente: str, *, at: datetime) -> str:
    """The number of this hour where a contact is taken; "" when the sociale kaart has none for it."""
    outcome = OUTCOMES.get(chain)
    if outcome is None:
        return ""
    try:
        return pack().destination(outcome, gemeente or None, at).phone or ""
    except KeyError:
        # A pack without a rule for it on this day: whoever helps somebody goes on without the number.
        return ""


def contact_of_ours(ref: str, *, by: Acting) -> FanContact:
    """The contact with this reference that the team of `by` had, or that lies with it. Raises NotYours."""
    ours = Q(owner_team_id=by.unit) | Q(target=by.unit)
    contact = FanContact.objects.filter(ours, ref=ref).first() if by.unit else None
    if contact is None:
        raise NotYours
    return contact


def day_teams(gemeente: str) -> list[str]:
    """The teams (their ids) that can sign for a note from the night, those of this gemeente first, by name."""
    able = [team for team in pack().region.teams.values() if set(team.roles).intersection(DAY)]
    return [
        team.id for team in sorted(able, key=lambda team: (gemeente not in team.gemeenten, team.canonical))
    ]
