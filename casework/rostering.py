"""Which shifts has a team around a moment, where are its gaps, and who may read or arrange them? Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from types import SimpleNamespace

from casework import duty
from casework.directory.current import pack
from casework.directory.entries import Duty
from casework.models import Shift
from casework.policy import may_see
from privacy.context import Acting
from workflows import rosters
from workflows.rosters import Change, Held, Stretch

AHEAD = timedelta(days=14)
"""How far ahead a roster is shown and watched."""
BACK = timedelta(days=14)
"""How far back: the beginning of a gap that runs lies at most so long ago."""
READ, ARRANGE = "roster", "arranging"
"""The two data groups of a roster in the policy: to read it, and to arrange it ahead."""


@dataclass(frozen=True)
class Plan:
    """The roster of one duty around a moment `at` (UTC). shifts: with holder and roster, in order."""

    duty: Duty
    at: datetime
    shifts: Sequence[Shift] = field(default_factory=list)

    @cached_property
    def held(self) -> list[Held]:
        """The shifts in the shape of workflows.rosters."""
        return [duty.held_of(one) for one in self.shifts]

    @cached_property
    def staffed(self) -> list[Stretch]:
        """When the duty is on, in the hours of the pack, as far as this plan looks."""
        opened = pack().region.duty_calendar(self.duty).open_between(self.at - BACK, self.at + AHEAD)
        return rosters.joined(Stretch(*one) for one in opened)

    @cached_property
    def runs(self) -> bool:
        """Does somebody keep this roster? One that nobody went on with for a week has stopped."""
        return any(one.ends_at > self.at - rosters.GONE_ON for one in self.shifts)

    @cached_property
    def gaps(self) -> list[Stretch]:
        """Where nobody has the duty, from the gap that runs now on. None of a roster that does not run."""
        if not self.runs:
            return []
        first = min(one.starts_at for one in self.shifts)
        found = rosters.gaps(self.staffed, self.held)
        running = [gap for gap in found if gap.end > max(self.at, first)]
        return [Stretch(max(gap.start, first), gap.end) for gap in running]

    def left_open_by(self, gap: Stretch) -> str:
        """Whose shifts lie in a gap, because they are ill or gone: a gap that opens anew has another answer."""
        inside = [one for one in self.shifts if one.starts_at < gap.end and one.ends_at > gap.start]
        return " ".join(f"{one.ref}={one.holder_id}@{one.holder.ill_since}" for one in inside)

    @property
    def unsigned(self) -> Change | None:
        """The change of shift that nobody handed over out loud, while the shift after it runs."""
        return rosters.unsigned(self.held, self.at)

    def shift_of(self, held: Held) -> Shift:
        """The shift behind one of `held`."""
        return self.shifts[self.held.index(held)]

    def is_staffed(self, stretch: Stretch) -> bool:
        """Is the duty on for the whole of this time? It may lie further ahead than this plan looks."""
        opened = pack().region.duty_calendar(self.duty).open_between(stretch.start, stretch.end)
        whole = rosters.joined(Stretch(*one) for one in opened)
        return any(one.start <= stretch.start and stretch.end <= one.end for one in whole)


def plan_of(team: str, at: datetime) -> Plan | None:
    """The roster of a team (its id); None for one without. One statement."""
    found = pack().region.rostered_duty(team)
    if found is None:
        return None
    return Plan(found, at, duty.shifts_of([team], at - BACK, at + AHEAD))


def rights(team: str, by: Acting) -> frozenset[str]:
    """What `by` may do with the roster of this team: nothing, read it, or arrange it too. From the policy, no query."""
    record = SimpleNamespace(kind=lambda: "roster", state="crisis", owner_team_id=team, shielded_for="")
    return may_see(record, by).groups if team in pack().region.teams else frozenset()


def holders(found: Duty) -> tuple[str, ...]:
    """The roles (R-codes) in which a colleague may have this duty."""
    return tuple(dict.fromkeys((found.role, found.deputy_role)))
