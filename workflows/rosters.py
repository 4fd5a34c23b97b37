"""Who has a duty when, where does nobody, and when must somebody hear of that? Moments in (UTC), moments out.

Knows no people and no database: a shift is a start, an end and whose it is. Source: domain dossier 4I.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

AHEAD = (timedelta(hours=72), timedelta(hours=24), timedelta(hours=2), timedelta())
"""How long before it begins a gap is told of, each once; the last one is its beginning."""

LOUD = timedelta(hours=2)
"""From here on somebody has to act now."""

SIGN_WITHIN = timedelta(minutes=30)
"""After a change of shift both have signed by then; else the incoming one hears that nothing was handed over."""

SIGN_FROM = timedelta(hours=1)
"""From how long before a change of shift one can sign."""

LONGEST = timedelta(days=7)
"""The longest shift."""

GONE_ON = timedelta(days=7)
"""A roster that nobody went on with for so long tells of no gaps any more: the standing duty answers, as before."""


class Stretch(NamedTuple):
    """From a start until an end (UTC), the end not included."""

    start: datetime
    end: datetime

    def has(self, at: datetime) -> bool:
        """Does this moment lie in it?"""
        return self.start <= at < self.end


class Held(NamedTuple):
    """One shift. who: any name for whose it is. there: False while that colleague is ill or gone. signed_*: by whom
    it was handed over at its end (off) and taken at its start (on)."""

    start: datetime
    end: datetime
    who: str
    there: bool = True
    signed_on: bool = False
    signed_off: bool = False

    def has(self, at: datetime) -> bool:
        """Does this moment lie in it?"""
        return self.start <= at < self.end


class Change(NamedTuple):
    """One shift goes over into the next one of somebody else."""

    at: datetime
    leaving: Held
    coming: Held

    @property
    def signed(self) -> bool:
        """Did both sign?"""
        return self.leaving.signed_off and self.coming.signed_on


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time, in order, stretches that touch made into one."""
    found: list[Stretch] = []
    for one in sorted(stretches):
        if found and one.start <= found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def holder(shifts: Iterable[Held], at: datetime) -> Held | None:
    """The shift that runs at this moment, of a colleague who is there; None: the standing duty answers."""
    return next((one for one in shifts if one.there and one.has(at)), None)


def gaps(staffed: Iterable[Stretch], shifts: Iterable[Held]) -> list[Stretch]:
    """The time in which the duty must be staffed and no colleague who is there has it, in order."""
    held = joined(Stretch(one.start, one.end) for one in shifts if one.there)
    return [gap for stretch in joined(staffed) for gap in _left_of(stretch, held)]


def _left_of(stretch: Stretch, held: Sequence[Stretch]) -> Iterator[Stretch]:
    begin = stretch.start
    for one in held:
        if one.end <= begin or one.start >= stretch.end:
            continue
        if one.start > begin:
            yield Stretch(begin, one.start)
        begin = one.end
    if begin < stretch.end:
        yield Stretch(begin, stretch.end)


def told_now(gap: Stretch, at: datetime) -> timedelta | None:
    """How long ahead this gap is told of at this moment: the last of AHEAD that has come; None: not yet, or over."""
    come = [ahead for ahead in AHEAD if gap.start - ahead <= at < gap.end]
    return come[-1] if come else None


def changes(shifts: Iterable[Held]) -> list[Change]:
    """Where one colleague takes over from another without a pause, in order."""
    in_order = sorted(shifts, key=lambda one: one.start)
    return [
        Change(coming.start, leaving, coming)
        for leaving, coming in pairwise(in_order)
        if leaving.end == coming.start and leaving.who != coming.who
    ]


def unsigned(shifts: Iterable[Held], at: datetime) -> Change | None:
    """The change of shift that should have been signed by now, as long as the coming shift runs."""
    for change in changes(shifts):
        late = change.at + SIGN_WITHIN <= at < change.coming.end
        if late and not change.signed:
            return change
    return None


def next_moment(open_gaps: Iterable[Stretch], shifts: Iterable[Held], at: datetime) -> datetime:
    """When there is next something to tell of, after `at`; at the latest a day later."""
    moments = [gap.start - ahead for gap in open_gaps for ahead in AHEAD]
    moments += [change.at + SIGN_WITHIN for change in changes(shifts) if not change.signed]
    return min([moment for moment in moments if moment > at] + [at + timedelta(days=1)])
