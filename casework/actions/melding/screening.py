"""What happens to a melding while the day team is closed? Safety is asked at once, and one act says what follows.

Crisis now, or a call today: it lies with the crisis team, and who screened it owns it until a named crisis worker takes
it. Everything else waits for the day team, with its duty as owner. Source: docs/adr/0024-screening-at-night.md.
"""

from casework import access, intake
from casework.actions.command import as_system, command
from casework.actions.crisis import shared, taking
from casework.actions.crisis.beginning import beside as begin_crisis
from casework.actions.melding.shared import locked
from casework.directory.current import pack
from casework.models import Crisis, Melding, Triage
from casework.telling import tell_person, tell_team
from casework.weighing import listed, weigh
from casework.work import current_work
from casework.worry import worry_of
from privacy.context import Acting
from workflows.melding_screening import FOR_CRISIS

URGENT = ("U0", "U1", "U2")


@command
def screen(
    *,
    by: Acting,
    melding_ref: str,
    answers: dict[str, str],
    outcome: str,
    reason: str = "",
    seen_version: int | None = None,
) -> Melding:
    """Answer the safety questions outside the day team's hours and say what follows, in one act.

    `answers`: Q1-Q3, Q1b, Q6a and Q6b -> yes|no|onbekend. `outcome`: crisis_now|crisis_calls_today|contact_by_day|wait;
    to let it wait needs a `reason`.
    """
    melding = locked(melding_ref, by=by, step="screen", seen_version=seen_version)
    answered = listed(answers, at=by.at)
    melding.screen(
        by=by, answers=answered, outcome=outcome, reason=reason, day_team_open=pack().day_team_open(by.at)
    )
    urgent = weigh(melding, answered, at=by.at).urgency in URGENT
    melding.worry = worry_of(answered, outcome=outcome, urgent=urgent, before=melding.worry)
    melding.owner_team_id = pack().region.about.meldpunt
    if reason:
        melding.remark = reason
    triage = access.locked_together(Triage.objects.select_related("clock"), melding=melding)
    triage.melding, triage.answers, triage.owner_team_id = melding, answered, melding.owner_team_id
    current_work().restart_clock(triage)
    if outcome in FOR_CRISIS:
        _send_to_crisis(melding, by=by)
    return melding


def _send_to_crisis(melding: Melding, *, by: Acting) -> None:
    crisis, urgency = pack().screened(melding.screening).target.target, FOR_CRISIS[melding.screening]
    owner = intake.account(by)
    melding.owner_team_id = by.unit
    melding.send_to_crisis(by=as_system(by), owner=owner, target=crisis, urgency=urgency)
    tell_team(crisis, "melding.crisis", about=melding, level="page" if urgency in URGENT else None)
    begin_crisis(melding, urgency=urgency, by=by)


@command
def take_crisis(
    *,
    by: Acting,
    melding_ref: str,
    companion: str = "",
    alone_reason: str = "",
    seen_version: int | None = None,
) -> Melding:
    """A named pair takes the crisis beside this melding, and the melding with it. `companion`, `alone_reason`: as for
    crisis.accept."""
    melding = locked(melding_ref, by=by, step="take_crisis", seen_version=seen_version)
    waiting = Crisis.objects.filter(melding=melding, state="announced").values_list("ref", flat=True).first()
    if waiting:
        crisis = shared.locked(waiting, by=by, step="accept", seen_version=None)
        taking.taken(crisis, melding, by=by, companion=companion, alone_reason=alone_reason)
        return melding
    screener = melding.owner_person
    melding.take_crisis(by=by, owner=intake.actor(by))
    melding.owner_team_id = by.unit
    tell_person(screener, "melding.accepted", about=melding)
    return melding
