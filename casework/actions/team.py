"""Who stands in for whom, and how much room is there? Working days and deputies, ill and better, free places.

Owners stay owners: whoever stands in may do what the owner may, as long as the absence lasts, and the ledger says on
whose behalf. No item is touched, so coming back needs nothing but coming back.
"""

from datetime import date, time, timedelta

from casework.actions.command import command
from casework.errors import (
    FirstStartNeeded,
    NoSuchColleague,
    NotYours,
    PlacesOutOfRange,
    RoomHoldsTooLong,
)
from casework.models import Account, Team, TeamRoom
from casework.models.account import MOST_DAYS
from casework.watching import look_again
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.refusals import WorkingDayNeeded
from workflows.roles import COORDINATORS, Role

MOST_PLACES = 99
ROOM_HOLDS = timedelta(weeks=4)
"""The longest that something said about room counts: afterwards somebody has to look again."""


@command
def report_ill(*, by: Acting, username: str) -> Account:
    """Anyone of the team says that a colleague is ill: from now on their items lie with the deputy or the duty."""
    account = _of_my_team(username, by=by)
    if account.ill_since is None:
        account.ill_since = by.at
        _keep(account, ["ill_since"])
        look_again(by.unit, by=by)
    return account


@command
def report_better(*, by: Acting, username: str) -> Account:
    """The colleague is back: everything is with them again."""
    account = _of_my_team(username, by=by)
    account.ill_since = None
    _keep(account, ["ill_since"])
    look_again(by.unit, by=by)
    return account


@command
def set_days(
    *, by: Acting, username: str, works_on: str, starts_at: time | None = None, deputy: str = "",
    phone: str | None = None,
) -> Account:  # fmt: skip
    """Which days of the week somebody works, from when, who stands in, and on which number they are called.

    `works_on`: such as 1245, Monday is 1. `starts_at`, `phone`: default as they were; no phone is "".

    By the person or the coordinator of the team. `deputy`: the username of a colleague with the same role in the same
    team; empty means the duty. Raises WorkingDayNeeded, NoSuchColleague, NotYours.
    """
    account = _of_my_team(username, by=by)
    if str(account.pk) != by.actor and by.role not in COORDINATORS:
        raise NotYours
    days = "".join(day for day in MOST_DAYS if day in works_on)
    if not days:
        raise WorkingDayNeeded
    before, account.works_on = account.deputy, days
    account.starts_at = starts_at or account.starts_at
    account.deputy = _stand_in(account, deputy) if deputy else None
    account.phone = account.phone if phone is None else phone
    _keep(account, ["works_on", "starts_at", "deputy", "phone"])
    if before is not None and before != account.deputy:
        _tell_apart(before, account, [])
    return account


@command
def say_room(*, by: Acting, places: int, holds_until: date, first_start: date | None = None) -> TeamRoom:
    """The coordinator of a receiving team says how much room there is. It informs a sender and changes no handover.

    `places`: 0 to 99. `first_start`: the first day somebody can begin, needed without a place. `holds_until`: the
    last day it counts, within four weeks. Raises PlacesOutOfRange, FirstStartNeeded, RoomHoldsTooLong, NotYours.
    """
    if by.role != Role.WIJKTEAM_COORDINATOR:
        raise NotYours
    today = local_date(by.at)
    if not 0 <= places <= MOST_PLACES:
        raise PlacesOutOfRange
    if (first_start is None and places == 0) or (first_start is not None and first_start < today):
        raise FirstStartNeeded
    if not today <= holds_until <= today + ROOM_HOLDS:
        raise RoomHoldsTooLong
    # The team is what two coordinators wait for: there may be no room yet to lock.
    team = Team.objects.select_for_update().get(pk=by.unit)
    room = TeamRoom.objects.filter(team=team).first() or TeamRoom(team=team)
    room.places, room.first_start, room.holds_until = places, first_start, holds_until
    room.said_at, room.said_by_id = by.at, by.actor
    room.save()
    return room


def _of_my_team(username: str, *, by: Acting) -> Account:
    """An active colleague of one's own team, locked. Raises NotYours."""
    mine = Account.objects.select_for_update(of=("self",)).select_related("deputy")
    account = mine.filter(username=username, team_id=by.unit, is_active=True).first()
    if account is None:
        raise NotYours
    return account


def _stand_in(account: Account, username: str) -> Account:
    same = Account.objects.filter(team_id=account.team_id, role=account.role, is_active=True)
    found = same.exclude(pk=account.pk).filter(username=username).first()
    if found is None:
        raise NoSuchColleague
    return found


def _keep(account: Account, names: list[str]) -> None:
    """Save it, and let the deputy's own row say for whom they stand in: a request then needs no question more."""
    account.save(update_fields=names)
    if account.deputy is not None:
        entry = {
            "id": str(account.pk), "name": account.name, "works_on": account.works_on,
            "ill": account.ill_since is not None,
        }  # fmt: skip
        _tell_apart(account.deputy, account, [entry])


def _tell_apart(deputy: Account, account: Account, entries: list[dict[str, object]]) -> None:
    """Replace what the deputy's row says about this account."""
    row = Account.objects.select_for_update().get(pk=deputy.pk)
    others = [one for one in row.stands_in_for if one["id"] != str(account.pk)]
    row.stands_in_for = others + entries
    row.save(update_fields=["stands_in_for"])
