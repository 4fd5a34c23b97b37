"""Until when must the person have heard what is kept and shared about them? One term of the case, beside its own.

It begins when the report came in, comes nearer at the first contact and the first sharing, waits with a ground, and
ends when the person was told or the case closes.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from casework import terms
from casework.models import Account, Case, Disclosure, Melding
from casework.work import current_work
from workflows.informing import LATER, TODAY, TOLD, WAIT_GROUNDS, WITHIN_A_MONTH


def begin(case: Case, *, since: datetime) -> None:
    """The month begins (since: aware). Nothing when the person was told already."""
    if case.informed != TOLD:
        _run(case, WITHIN_A_MONTH, since=since)


def told(case: Case, *, at: datetime) -> None:
    """The person knows."""
    case.informed, case.informed_at = TOLD, at
    stop(case)


def waits(case: Case, ground: str, *, at: datetime) -> None:
    """It may wait with this ground; in 14 days somebody weighs again."""
    case.informed = ground
    _run(case, LATER, since=at)


def comes_nearer(case: Case, *, at: datetime) -> None:
    """There was contact, or something was shared: today, unless it waits with a ground or is due before."""
    if case.state_info.final or case.informed == TOLD or case.informed in WAIT_GROUNDS:
        return
    today = terms.due_at(kind=TODAY, record=case, since=at)
    if case.inform_clock is None or today < case.inform_clock.due_at:
        _run(case, TODAY, since=at)


def after_contact(case: Case, informed: str, *, at: datetime) -> None:
    """What was said at the first contact decides the term: told, not for a ground, or not yet."""
    if informed == TOLD:
        told(case, at=at)
    elif informed in WAIT_GROUNDS:
        waits(case, informed, at=at)
    else:
        case.informed = informed
        comes_nearer(case, at=at)


def with_calls(meldingen: Any) -> Any:
    """The same meldingen (a queryset), each knowing as `was_told` whether something was told to somebody about it."""
    told = Disclosure.objects.filter(melding_id=OuterRef("pk"), delivered_at__isnull=False)
    return meldingen.annotate(was_told=Exists(told))


def shared_before(melding: Melding) -> bool:
    """Was something told to somebody about this melding, before it had a case?"""
    known = vars(melding).get("was_told")
    if known is None:
        known = Disclosure.objects.filter(melding_id=melding.pk, delivered_at__isnull=False).exists()
    return bool(known)


def left_to(case: Case, colleague: Account | None) -> None:
    """Somebody of the receiving team tells the person, or (None) the owner again. The term stays the same; it rings
    with them now."""
    case.teller = colleague
    if case.inform_clock is not None:
        case.inform_clock.team_id = str(colleague.team_id if colleague else case.owner_team_id)
        current_work().also_write(case.inform_clock)


def stop(case: Case) -> None:
    """The term is over: nobody is rung for it any more."""
    for clock in terms.stopped(case, "inform_clock"):
        current_work().also_write(clock)


def _run(case: Case, kind: str, *, since: datetime) -> None:
    current_work().also_write(terms.running(case, "inform_clock", kind, since=since))
