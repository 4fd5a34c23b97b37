"""How is a shift handed over? Whoever leaves and whoever comes each sign under the list of what is open."""

from datetime import datetime

from casework.actions.command import command
from casework.actions.roster.opening import opened
from casework.errors import NotYours
from casework.models import Shift
from casework.shift_list import refs_on_list
from casework.work import current_work
from privacy.context import Acting
from privacy.ledger.record import denied
from workflows.roster_refusals import NotYourShift, ShiftIsPast, SignedBefore, TooEarlyToSign
from workflows.rosters import SIGN_FROM


@command
def sign_off(*, by: Acting, shift_ref: str) -> Shift:
    """Whoever leaves has told what is open, and signs. Raises NotYours, NotYourShift, TooEarlyToSign, SignedBefore."""
    shift = _mine(shift_ref, by=by, action="roster.sign_off")
    _may_sign(shift.signed_off, shift.ends_at, by)
    shift.signed_off, shift.left_list = by.at, refs_on_list(shift, leaving=shift.holder_id, by=by)
    return shift


@command
def sign_on(*, by: Acting, shift_ref: str) -> Shift:
    """Whoever comes has heard what is open, and signs. Raises NotYours, NotYourShift, TooEarlyToSign, SignedBefore."""
    shift = _mine(shift_ref, by=by, action="roster.sign_on")
    _may_sign(shift.signed_on, shift.starts_at, by)
    before = Shift.objects.filter(roster_id=shift.roster_id, ends_at=shift.starts_at)
    leaving = before.values_list("holder_id", flat=True).first() or shift.holder_id
    shift.signed_on, shift.taken_list = by.at, refs_on_list(shift, leaving=leaving, by=by)
    return shift


def _mine(ref: str, *, by: Acting, action: str) -> Shift:
    """The shift of who signs, also when it is over: who leaves late still signs."""
    team = Shift.objects.filter(ref=ref).values_list("roster__team_id", flat=True).first()
    if team is None:
        denied(by, action=action, about=ref)
        raise NotYours
    opened(team, by=by, action=action, arranging=False)
    shift = Shift.objects.select_related("roster", "holder").filter(ref=ref).first()
    if shift is None:
        # A coordinator took it out while we waited for the team.
        raise ShiftIsPast
    if str(shift.holder_id) != by.actor:
        raise NotYourShift
    current_work().touch(shift)
    return shift


def _may_sign(before: datetime | None, change: datetime, by: Acting) -> None:
    if before is not None:
        raise SignedBefore
    if by.at < change - SIGN_FROM:
        raise TooEarlyToSign
