"""Where would past meldingen have gone with a concept rule? Asks the rules twice, with and without it; changes nothing.

Each melding is asked about as if it came on the day on which the concept is in force, at its own hour. What is read is
codes, moments and references, nothing of a person; so there is nothing to open and no look to record.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from casework.directory.concept import Concept
from casework.directory.current import InForce, pack
from casework.models import Melding
from workflows.calendars import AMSTERDAM
from workflows.melding_states import State

NOT_RECEIVED = (State.DRAFT, State.LEFT_DRAFT, State.DROPPED, State.ADVICE)
READ = ("ref", "door", "gemeente", "received_at", "outcome", "decided_at")
"""Fields that are classified INT, and none else: casework.models.Melding.Privacy."""
AT_ONCE = 2000

Move = tuple[str, str, str]
"""Where in the work (received or decided), from where, to where: team ids, or names outside."""


@dataclass
class Rehearsal:
    """What the concept would change. `looked_at`: decisions that were asked about. `moved`: move -> references."""

    day: date
    looked_at: int = 0
    moved: dict[Move, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def elsewhere(self) -> int:
        """How many would have gone elsewhere."""
        return sum(len(refs) for refs in self.moved.values())


def rehearse(concept: Concept, *, since: date | None = None) -> Rehearsal:
    """Ask about every melding that came in or was decided since a local date; without one, about all."""
    found, new = Rehearsal(concept.day), InForce(concept.region, "")
    begin = datetime.combine(since, time.min, AMSTERDAM) if since else None
    for ref, stage, about, gemeente, at in _decisions(concept, begin):
        found.looked_at += 1
        was, would = (_target(one, stage, about, gemeente, at, concept.day) for one in (pack(), new))
        if was != would:
            found.moved[stage, was, would].append(ref)
    return found


def _decisions(concept: Concept, begin: datetime | None) -> Iterator[tuple[str, str, str, str, datetime]]:
    """(reference, stage, door or outcome, gemeente, moment) of every decision the concept speaks about."""
    rows = Melding.objects.exclude(state__in=NOT_RECEIVED).order_by("received_at", "pk").values_list(*READ)
    for ref, door, gemeente, received_at, outcome, decided_at in rows.iterator(chunk_size=AT_ONCE):
        if door in concept.doors and (begin is None or received_at >= begin):
            yield ref, "received", door, gemeente, received_at
        if outcome in concept.outcomes and decided_at and (begin is None or decided_at >= begin):
            yield ref, "decided", outcome, gemeente, decided_at


def _target(rules: InForce, stage: str, about: str, gemeente: str, at: datetime, on: date) -> str:
    if stage == "received":
        return rules.received(about, gemeente=gemeente, at=at, on=on).target.target
    return rules.sent(about, gemeente or None, at, on=on).target.target
