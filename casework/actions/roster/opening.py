"""How does an act come at a roster and its shifts? Locked, with the rights of who asks, and watched afterwards."""

from datetime import datetime

from casework.directory.current import pack
from casework.directory.entries import Duty
from casework.errors import NoSuchColleague, NotYours
from casework.models import Account, Roster, Shift, Team
from casework.rostering import ARRANGE, READ, holders, rights
from casework.watching import begin_watch
from casework.work import current_work
from notifications.notices import notice
from privacy.context import Acting
from privacy.ledger.record import denied
from workflows.roster_refusals import CoordinatorArranges, HeldAlready, NoRosterHere, ShiftIsPast


def opened(team: str, *, by: Acting, action: str, arranging: bool) -> tuple[Roster, Duty]:
    """The roster of a team (its id), made when there is none yet, and its duty. The team is locked: one at a time.

    arranging: only for who arranges it. Raises NotYours, CoordinatorArranges, NoRosterHere.
    """
    mine = rights(team, by)
    if READ not in mine:
        denied(by, action=action, about=team)
        raise NotYours
    if arranging and ARRANGE not in mine:
        raise CoordinatorArranges
    found = pack().region.rostered_duty(team)
    if found is None:
        raise NoRosterHere
    Team.objects.select_for_update().get(pk=team)
    roster = Roster.objects.filter(team_id=team).first() or _begun(team, by)
    current_work().concerns(roster)
    return roster, found


def _begun(team: str, by: Acting) -> Roster:
    roster = Roster(team_id=team)
    current_work().add(roster)
    begin_watch(roster, by=by)
    return roster


def opened_shift(ref: str, *, by: Acting, action: str, arranging: bool) -> tuple[Shift, Duty]:
    """A shift that is not over, locked with its roster, and its duty. Raises ShiftIsPast, and what `opened` raises."""
    team = Shift.objects.filter(ref=ref).values_list("roster__team_id", flat=True).first()
    if team is None:
        denied(by, action=action, about=ref)
        raise NotYours
    _, found = opened(team, by=by, action=action, arranging=arranging)
    # Read after the lock: a colleague may have removed it, or ended it, while we waited.
    shift = Shift.objects.select_related("roster", "holder").filter(ref=ref).first()
    if shift is None or shift.ends_at <= by.at:
        raise ShiftIsPast
    current_work().touch(shift)
    return shift, found


def somebody(username: str, found: Duty) -> Account:
    """The colleague who can have this duty: active, of its team, in one of its roles. Raises NoSuchColleague."""
    of_duty = Account.objects.filter(team_id=found.team, role__in=holders(found), is_active=True)
    account = of_duty.filter(username=username).first()
    if account is None:
        raise NoSuchColleague
    return account


def nobody_else(roster: Roster, start: datetime, end: datetime) -> None:
    """One holder at a time. Raises HeldAlready when a shift lies in part of this time."""
    if Shift.objects.filter(roster=roster, starts_at__lt=end, ends_at__gt=start).exists():
        raise HeldAlready


def given_to(shift: Shift, account: Account, *, by: Acting) -> Shift:
    """The rest of a shift is somebody else's from now on: the shift itself ahead of time, a new one while it runs."""
    before = shift.holder
    if shift.starts_at >= by.at:
        shift.holder, shift.in_place_of, shift.signed_on = account, before, None
        rest = shift
    else:
        rest = Shift(roster=shift.roster, holder=account, starts_at=by.at, ends_at=shift.ends_at,
                     planned_by_id=by.actor, in_place_of=before)  # fmt: skip
        shift.ends_at = by.at
        current_work().add(rest)
    for one in (before, account):
        tell_of_shifts(one, shift.roster)
    return rest


def tell_of_shifts(account: Account, roster: Roster) -> None:
    """A colleague hears that their shifts changed, unless they did it themselves."""
    work = current_work()
    if str(account.pk) != work.by.actor:
        work.notices.append(notice(event="roster.your_shift", about_kind=roster.kind(), about_ref=roster.ref,
                                   at=work.by.at, to_person=account.pk))  # fmt: skip
