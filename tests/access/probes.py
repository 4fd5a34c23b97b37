"""How many random questions get another answer from the product than from the oracle?"""

import time
from collections import Counter
from dataclasses import dataclass, field

from casework.policy import may_see
from tests.access.draw import WHOLE, Dice, Probe
from tests.access.oracle import Oracle
from tests.access.settled import SETTLED


@dataclass
class Outcome:
    """differences: at most ten of them. yes: how often the oracle said yes. cells: (group, stage) with a yes."""

    asked: int = 0
    yes: int = 0
    settled: int = 0
    seconds: float = 0
    found: int = 0
    differences: list[Probe] = field(default_factory=list)
    cells: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.asked:,} probes of the policy: {self.found} differences; the oracle said yes {self.yes:,} times, "
            f"{self.settled:,} of them by a settled decision; {self.seconds:.1f} s"
        )


def ask(number: int, *, seed: int, stop_at: int = 0) -> Outcome:
    """Ask this many questions. stop_at: end when that many differences are found; 0 goes on."""
    oracle, bare = Oracle(SETTLED), Oracle()
    dice = Dice(seed, oracle)
    outcome, started = Outcome(), time.perf_counter()
    for _ in range(number):
        probe = dice.probe()
        expected = oracle.says(probe.question, noun=probe.noun)
        groups = may_see(probe.record, probe.by, under=probe.stated).groups
        # Who may see the whole may see the little part of it.
        whole = bool(probe.question.little) and WHOLE[probe.question.group] in groups
        opened = probe.group in groups or whole
        outcome.asked += 1
        if expected:
            outcome.yes += 1
            outcome.cells[probe.question.group, probe.question.stage] += 1
            outcome.settled += not bare.says(probe.question)
        wrong = opened and not expected if probe.part else opened != expected
        if wrong:
            outcome.found += 1
            if len(outcome.differences) < 10:
                outcome.differences.append(probe)
            if outcome.found == stop_at:
                break
    outcome.seconds = time.perf_counter() - started
    return outcome


def told(probe: Probe) -> str:
    """A difference in one line."""
    q = probe.question
    columns = {name: value for name, value in vars(probe.record).items() if name != "kind"}
    return (
        f"{probe.group} of {probe.noun} as {q.role} ({probe.by.unit}, {probe.by.at:%a %H}h, for {probe.by.stands_in}): "
        f"{q.group}/{q.stage}/{q.little or 'whole'} holds={sorted(q.holds)} tied={sorted(q.tied)} "
        f"shielded={q.shielded} {columns}"
    )
