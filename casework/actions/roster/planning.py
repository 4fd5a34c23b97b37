"""How does somebody come into the roster? The coordinator plans ahead, one holder at a time."""

from datetime import datetime

from casework.actions.command import command
from casework.actions.roster.opening import nobody_else, opened, somebody, tell_of_shifts
from casework.models import Shift
from casework.rostering import Plan
from casework.watching import WHILE_PLANNING, look_again
from casework.work import current_work
from privacy.context import Acting
from workflows.roster_refusals import ClosedThen, ShiftIsPast, ShiftTooLong
from workflows.rosters import LONGEST, Stretch


@command
def plan(*, by: Acting, team: str, username: str, starts_at: datetime, ends_at: datetime) -> Shift:
    """This colleague has the duty of the team from one moment until another (aware).

    By the coordinator of the team, or the functional administrator of its organisation. Raises NotYours,
    CoordinatorArranges, NoRosterHere, NoSuchColleague, ShiftIsPast, ShiftTooLong, ClosedThen, HeldAlready.
    """
    roster, found = opened(team, by=by, action="roster.plan", arranging=True)
    account = somebody(username, found)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise ShiftTooLong
    if ends_at <= by.at:
        raise ShiftIsPast
    starts_at = max(starts_at, by.at)
    if not Plan(found, by.at).is_staffed(Stretch(starts_at, ends_at)):
        raise ClosedThen
    nobody_else(roster, starts_at, ends_at)
    shift = Shift(roster=roster, holder=account, starts_at=starts_at, ends_at=ends_at, planned_by_id=by.actor)
    current_work().add(shift)
    tell_of_shifts(account, roster)
    look_again(team, by=by, after=WHILE_PLANNING)
    return shift
