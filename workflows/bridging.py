"""Does a bridging plan cover every minute, and where is nobody? Moments in, stretches out. No database, no wall clock.

The 24 hours are the crisis team's own. From their end to the moment at which the receiver opens every minute has
somebody who answers: a staffed duty with its number, or a person by name. A relative helps and never answers alone.
All moments aware; what comes out is UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from workflows.calendars import Calendar, add_hours, aware

DUTY, COLLEAGUE, NAMED, RELATIVE = "duty", "colleague", "named", "relative"
WHO = (DUTY, COLLEAGUE, NAMED, RELATIVE)
"""Who may stand in a block."""

ANSWERING = (DUTY, COLLEAGUE, NAMED)
"""Who of these answers for it."""

DAY_HOURS = 24
"""The first 24 hours: 86,400 seconds, on the nights the clock changes too."""

TEXTS = ("client_does", "whom_to_call", "warning_signs", "safety")
"""What a plan says beside its blocks. Source: docs/lifecycles.md, crisis."""


class Stretch(NamedTuple):
    """From `begins` until `ends`, which is not in it."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Block:
    """Somebody for a while. `team`: of a duty; `account`: of a colleague; both empty for a name that was typed."""

    begins: datetime
    ends: datetime
    who: str
    team: str = ""
    account: str = ""


def first_day_ends(since: datetime) -> datetime:
    """The end of the 24 hours that began at `since`."""
    return add_hours(since, DAY_HOURS)


def span(first_day_end: datetime, receiver: Calendar, *, at: datetime) -> Stretch:
    """What a plan made at `at` has to cover: from the end of the 24 hours to the receiver's next opening.

    What is over already cannot be planned any more: then it counts from `at`.
    """
    begins = max(aware(first_day_end), aware(at))
    return Stretch(begins, receiver.gap(begins).end)


def holes(whole: Stretch, blocks: Iterable[Block]) -> list[Stretch]:
    """The stretches in which nobody answers, in order."""
    found, reached = [], aware(whole.begins)
    for block in sorted(_answering(blocks), key=lambda one: aware(one.begins)):
        if aware(block.begins) >= aware(whole.ends):
            break
        if aware(block.begins) > reached:
            found.append(Stretch(reached, aware(block.begins)))
        reached = max(reached, aware(block.ends))
    if reached < aware(whole.ends):
        found.append(Stretch(reached, aware(whole.ends)))
    return found


def minutes_of(stretch: Stretch) -> int:
    """Real elapsed minutes, rounded up: half a minute without anybody is a hole."""
    return -int(-(aware(stretch.ends) - aware(stretch.begins)) // timedelta(minutes=1))


def _answering(blocks: Iterable[Block]) -> list[Block]:
    return [one for one in blocks if one.who in ANSWERING and aware(one.ends) > aware(one.begins)]
