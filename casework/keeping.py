"""Who keeps which part of the sociale kaart right, and who may say that a service is closed?"""

from casework.directory.current import pack
from casework.directory.entries import CardEntry
from privacy.context import Acting
from workflows.roles import COORDINATORS, WITH_TEAM


def keeper_of(service: str) -> str:
    """The team (id) whose coordinator keeps the lines of a service (id): its own, else the meldpunt."""
    team = pack().region.teams.get(service)
    own = team is not None and team.coordinator_role in COORDINATORS
    return service if own else pack().region.about.meldpunt


def may_keep(entry: CardEntry, *, by: Acting) -> bool:
    """Is this colleague the coordinator of the team that keeps this line?"""
    return by.role in COORDINATORS and by.unit == keeper_of(entry.target)


def may_close(service: str, *, by: Acting) -> bool:
    """Does this colleague work in the service, or in the team that keeps its lines?"""
    return by.role in WITH_TEAM and by.unit in (service, keeper_of(service))
