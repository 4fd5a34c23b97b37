"""How is a scenario played? The clock goes to each step, somebody acts through the real actions, and we compare.

Plays in the databases that are configured at the moment; scratch.py gives it empty ones.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from casework.actions import ACTIONS
from casework.edge import acting_for, system
from casework.errors import CaseworkError
from casework.invariants import violations
from casework.play.compare import differences
from casework.play.scenario import Named, Scenario, Step
from casework.play.world import NotOnStage, World
from casework.timetravel import advance_to
from privacy.context import Acting
from privacy.errors import PrivacyError
from privacy.ids import uuid7
from workflows.calendars import AMSTERDAM
from workflows.refusals import Refusal


@dataclass(frozen=True)
class Played:
    """What came of one step. at: local, to the minute. rang: clocks on the way. differences: empty as expected."""

    number: int
    at: str
    by: str
    do: str
    rang: int
    refused: str
    differences: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """One line for a person: time, who, what, and how it went."""
        verdict = "as expected" if not self.differences else "; ".join(self.differences)
        refused = f" (refused: {self.refused})" if self.refused else ""
        mark = "ok" if not self.differences else "NO"
        return f"{mark}  {self.at}  {self.by or '-':<10} {self.do or 'looks':<28} {verdict}{refused}"


class Player:
    """One scenario on one stage."""

    def __init__(self, scenario: Scenario, *, password: str | None = None, watch: bool = True) -> None:
        """watch: look at the three promises after every step."""
        self.scenario = scenario
        self.world = World(scenario.cast, password)
        self.watch = watch
        self.broken: set[Any] = set()

    def play(self) -> Iterator[Played]:
        """Every step in order; a refused step goes on."""
        moment = min(self.scenario.start, self.scenario.steps[0].at)
        for number, step in enumerate(self.scenario.steps, 1):
            # Everything made from here on has a larger row id: notices and events of this step.
            mark = uuid7()
            rang = advance_to(step.at, begin=moment)
            moment = step.at
            error = self._act(step)
            found = differences(step.expect, error, world=self.world, since=mark)
            if self.watch:
                found += self._new_violations()
            yield Played(
                number=number,
                at=f"{step.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
                by=step.by or "",
                do=step.do or "",
                rang=rang,
                refused=type(error).__name__ if error else "",
                differences=found,
            )

    def _act(self, step: Step) -> Exception | None:
        """Perform the step; the refusal when there was one."""
        if step.do is None or step.by is None:
            return None
        by = self._acting(step.by, step.at)
        try:
            result = ACTIONS[step.do].perform(by=by, **self._given(step))
            self.world.name(result, step.names)
        except (Refusal, CaseworkError, PrivacyError, NotOnStage) as error:
            return error
        return None

    def _acting(self, name: str, at: datetime) -> Acting:
        by = system() if name == "system" else acting_for(self.world.accounts[name])
        return replace(by, at=at)

    def _given(self, step: Step) -> dict[str, Any]:
        """The arguments, with references for names, and the version of the item as it is now."""
        given = {
            name: self.world.record(value.name, name.removesuffix("_ref")).ref
            if isinstance(value, Named)
            else value
            for name, value in step.given.items()
        }
        noun = str(step.do).split(".")[0]
        about = step.given.get(f"{noun}_ref")
        if "seen_version" in ACTIONS[str(step.do)].arguments and isinstance(about, Named):
            given.setdefault("seen_version", self.world.record(about.name, noun).version)
        return given

    def _new_violations(self) -> list[str]:
        """What broke a promise in this step; said once."""
        found = [violation for violation in violations() if violation not in self.broken]
        self.broken.update(found)
        return [f"promise {one.promise} is broken by {one.object}: {one.why}" for one in found]


def as_data(played: Played) -> dict[str, Any]:
    """A step as plain data, with `as_expected`."""
    return asdict(played) | {"as_expected": not played.differences}
