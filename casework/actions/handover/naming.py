"""Who of the receiving team does it? A name within a working day, another name, or 'not me: I know this person'."""

from casework.actions.command import command
from casework.actions.handover.shared import (
    accepted,
    add_line,
    goes_on_to,
    locked,
    tell_coordinator,
    tell_receivers,
    telling_follows,
)
from casework.models import Account, Handover, Team
from casework.people import colleague, has_outreach, takers
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting


@command
def accept_for_now(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """The coordinator accepts and stands in; a professional is named within a working day."""
    handover = locked(handover_ref, by=by, step="accept_for_now", seen_version=seen_version)
    handover.accept_for_now(by=by, coordinator=Account.objects.get(pk=by.actor), at=by.at)
    accepted(handover, by=by)
    return handover


@command
def name_professional(
    *, by: Acting, handover_ref: str, acceptor: str, seen_version: int | None = None
) -> Handover:
    """Who of the team does it. `acceptor`: username. The term that waited for a name goes over into the next one."""
    handover = locked(handover_ref, by=by, step="name_professional", seen_version=seen_version)
    waited = handover.interim_since is not None
    handover.name_professional(by=by, acceptor=colleague(acceptor, team=by.unit, roles=takers(by.unit)))
    if waited:
        current_work().restart_clock(handover, since=handover.clock_since())
    elif not handover.changed():
        # The same name once more changes nothing, and is an act all the same.
        current_work().concerns(handover)
    telling_follows(handover, by=by)
    tell_person(handover.receiver_person, "handover.accepted", about=handover)
    tell_person(handover.sender_person, "handover.named", about=handover)
    return handover


@command
def step_aside(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """'I know this person': a colleague takes it, and whoever stepped aside sees it no more. Why is not asked."""
    handover = locked(handover_ref, by=by, step="step_aside", seen_version=seen_version)
    handover.step_aside(by=by, me=by.actor, at=by.at)
    if handover.interim_since == by.at:
        current_work().restart_clock(handover, since=by.at)
        telling_follows(handover, by=by)
    tell_coordinator(handover, "handover.name_needed")
    return handover


@command
def pass_on(
    *, by: Acting, handover_ref: str, receiver_team: str, reason: str = "", seen_version: int | None = None
) -> Handover:
    """To another team of the same gemeente, with its full time. `receiver_team`: its id. The sender is only told."""
    handover = locked(handover_ref, by=by, step="pass_on", seen_version=seen_version)
    team = Team.objects.filter(pk=receiver_team, may_receive=True).first()
    had = (handover.sender_team_id, str(handover.receiver_team_id), *handover.been_with.split(","))
    # A team with outreach works in every gemeente: passing on to it, or by it, would be sending back.
    regional = has_outreach(handover.receiver_team_id) or has_outreach(receiver_team)
    near = team is not None and handover.gemeente in team.gemeenten and team.pk not in had and not regional
    handover.pass_on(by=by, receiver_team=team, same_gemeente=near)
    goes_on_to(handover, team, by=by)
    add_line(handover, "passed_on", by=by, text=reason)
    tell_receivers(handover, "handover.offered")
    tell_person(handover.sender_person, "handover.passed_on", about=handover, level="silent")
    return handover
