"""How long may an item lie before somebody touches it? Its clock, its ladder, and the day in which that is heard.

An item is touched when a colleague does anything with it that leaves a change event, never by a clock. From that touch
the bound is: the end of the running term; then, as the policy of the region says, the terms that follow it by
themselves, each once, or its ladder up to the last rung; then ANSWER for whoever heard the last rung. A term that the
clock begins again by itself gives no time extra. Of a waiting list the term ends with the promised start.

A word that moves no term (a note, a call) may come after the last rung was heard: then the next that is heard is that
rung again, after its pause, as the region repeats it until somebody acts (a clock moves only with an attempt, a
contact or a decision).

Items that are only waited for follow the item on which the next act is: a triage nobody began and its melding, a
melding and the case it opened, a case and its handover while that runs. Those others have a bound of their own.
A case and its handover are one person's matter: whoever begins a draft did something with the case, and whoever writes
in a case that waits for its handover did something with that.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from casework.directory.current import pack
from casework.directory.entries import Ladder
from casework.models import Case, Clock, Handover
from workflows import clocks

ANSWER = "1wd"
ANSWER_AT_ONCE = timedelta(hours=1)
"""How long whoever hears the last rung of a ladder takes; of a term that runs on at night the shorter one."""

FOLLOWING = {("triage", "open"), ("case", "handing_over"), ("case", "aftercare")}
"""Noun and state of an item that waits for another one."""


@dataclass
class Lying:
    """One open item since somebody touched it: until when it may lie, and which terms ran meanwhile."""

    name: str
    since: datetime
    until: datetime
    kinds: set[str] = field(default_factory=set)


def follows(record: Any) -> bool:
    """Is the next act on another item? A melding that was sent on waits for its case, or else for a team."""
    opened_a_case = record.kind() == "melding" and record.outcome == pack().outreach_outcome
    return (record.kind(), record.state) in FOLLOWING or (record.state == "forwarded" and opened_a_case)


def goes_with(record: Any) -> list[Any]:
    """What is touched along with `record`: the case of a handover, the handovers a case waits for."""
    if isinstance(record, Handover):
        return [record.case]
    if isinstance(record, Case) and follows(record):
        return list(Handover.unfinished().filter(case=record).select_related("clock"))
    return []


def bound(record: Any, clock: Clock, *, at: datetime) -> datetime:
    """Until when this clock and its ladder let the item lie, seen at `at` (aware)."""
    policy = {"urgency": record.clock_urgency(), "origin": record.clock_origin(), "at": at}
    team, due = str(clock.team_id), clock.due_at
    if record.kind() == "handover" and record.state == "waiting_list":
        due = max(due, record.starts_before or due)
    ladder = pack().ladder(clock.kind, **policy)
    last = due
    if pack().then(clock.kind, **policy) is None:
        last = climbed(ladder, team=team, due=due, at=at)
    last = max(last, at)
    if ladder.name == "acute":
        return last + ANSWER_AT_ONCE
    return clocks.due(ANSWER, last, pack().region.team_calendar(team))


def climbed(ladder: Ladder, *, team: str, due: datetime, at: datetime) -> datetime:
    """When the last rung of the ladder of a term that ends at `due` rings for the first time after `at`.

    From the policy of the region alone, never from what the clock itself says.
    """
    top = pack().next_ring(ladder, len(ladder.rungs) - 1, team=team, due_at=due, at=due)
    while top <= at:
        top = pack().next_ring(ladder, len(ladder.rungs), team=team, due_at=due, at=top)
    return top


class Untouched:
    """Every open item with its bound; `too_long` names those that lay longer, `longest` what was nearest to it."""

    def __init__(self) -> None:
        self.lying: dict[tuple[str, Any], Lying] = {}
        self.too_long: list[str] = []
        self.longest = timedelta()
        self.nearest = timedelta.max

    def touched(self, record: Any, clock: Clock | None, at: datetime) -> None:
        """A colleague did something with it."""
        self._lay(record, at)
        key = (record.kind(), record.pk)
        if clock is None or follows(record):
            self.lying.pop(key, None)
        else:
            self.lying[key] = Lying(
                f"{record.kind()}:{record.ref}", at, bound(record, clock, at=at), {clock.kind}
            )

    def went_on(self, record: Any, clock: Clock, at: datetime) -> None:
        """The clock did something with it: another term runs, and nobody touched it."""
        key = (record.kind(), record.pk)
        if follows(record):
            self._lay(record, at)
            self.lying.pop(key, None)
        elif key not in self.lying:
            self.touched(record, clock, at)
        elif clock.kind not in self.lying[key].kinds:
            self.lying[key].kinds.add(clock.kind)
            self.lying[key].until = bound(record, clock, at=at)

    def at_the_end(self, at: datetime) -> None:
        """What lies at the end of the year, and too long."""
        self.too_long += [self._why(one, at) for one in self.lying.values() if one.until < at]

    def _lay(self, record: Any, at: datetime) -> None:
        one = self.lying.get((record.kind(), record.pk))
        if one is None:
            return
        self.longest, self.nearest = max(self.longest, at - one.since), min(self.nearest, one.until - at)
        if at > one.until:
            self.too_long.append(self._why(one, at))

    @staticmethod
    def _why(one: Lying, at: datetime) -> str:
        moments = f"from {one.since:%d-%m %H:%M} to {at:%d-%m %H:%M}, might until {one.until:%d-%m %H:%M}"
        return f"{one.name} lay {moments}: {', '.join(sorted(one.kinds))}"
