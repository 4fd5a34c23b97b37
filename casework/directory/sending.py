"""Where does something go at a moment, and by which rule? The pack in force, asked in the words of the records."""

from datetime import date, datetime
from typing import NamedTuple

from casework.directory.entries import Leads
from casework.directory.pack import RegionPack
from workflows.calendars import local_date
from workflows.routing import Lost, Rule

COVERED = "covered_by_fan"
"""The fact in the tree that depends on the gemeente."""

SCREENING = "screening"
"""How something came somewhere when the duty looked at it outside the day team's hours."""


class Target(NamedTuple):
    """Where an outcome goes. `target`: the id of a team, or the name of an outside service."""

    target: str
    name: str
    phone: str
    is_team: bool


class Sent(NamedTuple):
    """Where something goes, the rule that says so, and every other with why it does not."""

    target: Target
    rule: Rule[Leads]
    lost: tuple[tuple[Rule[Leads], Lost], ...]


class Sending:
    """What comes in by a door, was screened, or has an outcome: each goes by one rule."""

    region: RegionPack

    def team_of_door(self, door: str, *, gemeente: str, at: datetime) -> str:
        """The team behind a door; FAN by gemeente. Where a door has no team of its own, who answers then."""
        return self.received(door, gemeente=gemeente, at=at).target.target

    def received(self, door: str, *, gemeente: str, at: datetime, on: date | None = None) -> Sent:
        """Whose duty owns what comes in by a door at this moment, and by which rule; `on` as for `sent`."""
        routed = self.region.routed_at_door(door, gemeente, on or local_date(at))
        if routed.won is None:
            raise KeyError(door)
        return Sent(self._of_team(routed.won.leads_to.target), routed.won, routed.lost)

    def screened(self, screening: str) -> Sent:
        """Whom an outcome of screening that cannot wait lies with at once: the crisis team of the region."""
        crisis = self.region.about.crisis
        return Sent(self._of_team(crisis), Rule(SCREENING, screening, Leads(SCREENING, crisis, row=None)), ())

    def _of_team(self, team: str) -> Target:
        found = self.region.teams[team]
        return Target(found.id, found.canonical, found.phone, True)

    def destination(self, outcome: str, gemeente: str | None, at: datetime) -> Target:
        """Where an outcome of the tree goes at this moment."""
        return self.sent(outcome, gemeente, at).target

    def sent(self, outcome: str, gemeente: str | None, at: datetime, *, on: date | None = None) -> Sent:
        """Where an outcome goes at this moment, and by which rule; `on`: by the rules of another local date.

        Raises KeyError for no outcome.
        """
        routed = self.region.routed(outcome, gemeente, on or local_date(at))
        if routed.won is None:
            raise KeyError(outcome)
        found = self.region.called(routed.won.leads_to, at)
        is_team = found.ref in self.region.teams
        name = found.name or outcome
        target = Target(found.ref if is_team and found.ref else name, name, found.phone or "", is_team)
        return Sent(target, routed.won, routed.lost)

    def fan_rule(self, outcome: str, gemeente: str, at: datetime) -> Rule[Leads] | None:
        """The row about FAN by which the tree gives this outcome here; None where it does not matter for it."""
        rules = self.region.tree(local_date(at)).definition.rules
        matters = any(rule.condition == COVERED and outcome in rule.give for rule in rules)
        return self.region.routed_by_fan(gemeente, local_date(at)).won if matters else None
