"""Who is responsible for an item, who stands in, and whom to call at this hour? The owner of parts/side_card.html."""

from datetime import datetime
from typing import Any

from casework import duty
from casework.directory.current import pack
from casework.models.base import Owned
from casework.reading.standing_in import of_owner
from casework.reading.words import duty_word, team_word
from privacy.context import Acting


def owner_card(item: Owned, *, by: Acting) -> dict[str, Any]:
    """The owner: a person with the team, or the duty of the team. Closed teams come with the duty that answers now.

    item: with its owner_person, deputy and owner_team loaded.
    """
    team, person = str(item.owner_team_id), item.owner_person
    answering = answers_instead(team, at=by.at)
    return {
        "name": person.name if person else duty_word(team),
        "team": team_word(team) if person else "",
        "phone": "" if answering else item.owner_team.phone,
        "standing_in": of_owner(person, by=by),
        "answering": answering,
    }


def number_of(team: str, *, at: datetime) -> dict[str, str] | None:
    """Whom to call of this team (its id) at this hour: {name, phone}, without a name while it answers itself."""
    teams = pack().region.teams
    if team not in teams:
        return None
    return answers_instead(team, at=at) or {"name": "", "phone": teams[team].phone or ""}


def answers_instead(team: str, *, at: datetime) -> dict[str, str]:
    """The duty to call while this team (its id) is closed: {name, phone}; empty when the team answers itself."""
    region = pack().region
    if team not in region.teams:
        return {}
    found = duty.answering(team, at)
    if found.team == team:
        return {}
    return {"name": duty_word(found.team), "phone": found.phone or region.teams[found.team].phone}
