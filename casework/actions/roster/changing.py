"""What when it goes otherwise than planned? Swap, ill, take over now, remove. What was, stays written down."""

from datetime import datetime, timedelta

from casework.actions import team as colleagues
from casework.actions.command import command
from casework.actions.roster.opening import given_to, opened, opened_shift, somebody, tell_of_shifts
from casework.errors import NoSuchColleague
from casework.models import Account, Roster, Shift
from casework.rostering import holders, plan_of
from casework.watching import WHILE_PLANNING, look_again
from casework.work import current_work
from privacy.context import Acting
from workflows.roster_refusals import ClosedThen, HasItAlready


@command
def swap(*, by: Acting, shift_ref: str, username: str) -> Shift:
    """Somebody else has this shift, or what is left of it. By who arranges the roster.

    Raises NotYours, CoordinatorArranges, ShiftIsPast, NoSuchColleague, HasItAlready.
    """
    shift, found = opened_shift(shift_ref, by=by, action="roster.swap", arranging=True)
    account = somebody(username, found)
    if account == shift.holder:
        raise HasItAlready
    look_again(found.team, by=by, after=WHILE_PLANNING)
    return given_to(shift, account, by=by)


@command
def ill(*, by: Acting, shift_ref: str, username: str = "") -> Shift:
    """Whoever has this shift is ill: said by anyone of the team. `username`: who takes it over; empty leaves a gap.

    Of every later shift nobody is there either, until the colleague is better. Raises NotYours, ShiftIsPast,
    NoSuchColleague, HasItAlready.
    """
    shift, found = opened_shift(shift_ref, by=by, action="roster.ill", arranging=False)
    account = somebody(username, found) if username else None
    if account == shift.holder:
        raise HasItAlready
    colleagues.report_ill(by=by, username=shift.holder.username)
    return given_to(shift, account, by=by) if account else shift


@command
def take_over(*, by: Acting, team: str) -> Shift:
    """Somebody of the team has the duty from now on: until the end of the shift that runs, or until the next one.

    Raises NotYours, NoRosterHere, ClosedThen, NoSuchColleague (in another role than the duty has), HasItAlready.
    """
    roster, found = opened(team, by=by, action="roster.take_over", arranging=False)
    account = Account.objects.get(pk=by.actor)
    if account.role not in holders(found) or str(account.team_id) != team:
        raise NoSuchColleague
    now = _running(roster, by)
    if now is not None:
        if now.holder == account:
            raise HasItAlready
        current_work().touch(now)
        taken = given_to(now, account, by=by)
    else:
        taken = Shift(roster=roster, holder=account, starts_at=by.at, ends_at=_until(roster, by),
                      planned_by_id=by.actor)  # fmt: skip
        current_work().add(taken)
    look_again(team, by=by)
    return taken


def _running(roster: Roster, by: Acting) -> Shift | None:
    running = Shift.objects.filter(roster=roster, starts_at__lte=by.at, ends_at__gt=by.at)
    return running.select_related("roster", "holder").first()


def _until(roster: Roster, by: Acting) -> datetime:
    """The end of this opening, the next shift, or a day from now: what comes first. Raises ClosedThen."""
    plan = plan_of(str(roster.team_id), by.at)
    opening = next((one for one in plan.staffed if one.has(by.at)), None) if plan else None
    if plan is None or opening is None:
        raise ClosedThen
    later = [one.starts_at for one in plan.shifts if one.starts_at > by.at]
    return min([opening.end, by.at + timedelta(days=1), *later[:1]])


@command
def remove(*, by: Acting, shift_ref: str) -> bool:
    """This shift does not take place, or ends now: then the standing duty answers. By who arranges the roster.

    Raises NotYours, CoordinatorArranges, ShiftIsPast.
    """
    shift, found = opened_shift(shift_ref, by=by, action="roster.remove", arranging=True)
    tell_of_shifts(shift.holder, shift.roster)
    if shift.starts_at < by.at:
        shift.ends_at = by.at
    else:
        current_work().remove(shift)
    look_again(found.team, by=by)
    return True
