"""Who hears of a gap, and of a shift nobody handed over? Each once, however often the watch looks."""

from datetime import datetime, timedelta
from uuid import UUID

from casework.actions.command import command
from casework.directory.current import pack
from casework.models import Clock, Roster
from casework.rostering import Plan, plan_of
from casework.telling import role_there
from casework.watching import WATCH
from casework.work import current_work
from notifications.event import Level
from notifications.notices import notice
from privacy.context import Acting
from workflows import rosters
from workflows.rosters import Stretch


@command
def watch(*, by: Acting, roster_ref: str) -> bool:
    """Tell of the gaps that are near enough and of a change of shift without signatures, and look again in time."""
    roster = Roster.objects.select_for_update().get(ref=roster_ref)
    current_work().concerns(roster)
    # Locked before the shifts are read: whoever changes one afterwards waits, and lets us look again.
    clocks = list(Clock.objects.select_for_update().filter(item_id=roster.pk, kind=WATCH))
    plan = plan_of(str(roster.team_id), by.at)
    next_look = by.at + timedelta(days=1)
    if plan is not None:
        for gap in plan.gaps:
            _tell_of_gap(roster, plan, gap, by)
        _tell_of_silence(roster, plan, by)
        next_look = rosters.next_moment(plan.gaps, plan.held, by.at)
    for clock in clocks:
        clock.rings_at = next_look
        current_work().also_write(clock)
    return True


def _tell_of_gap(roster: Roster, plan: Plan, gap: Stretch, by: Acting) -> None:
    ahead = rosters.told_now(gap, by.at)
    if ahead is None:
        return
    begun = ahead == timedelta()
    loud = ahead <= rosters.LOUD
    roles = {pack().region.teams[plan.duty.team].coordinator_role} | (
        {role_there(plan.duty)} if loud else set()
    )
    once = f"{gap.start}:{ahead}:{plan.left_open_by(gap)}"
    for role in sorted(roles):
        _tell(
            roster, "roster.gap_begun" if begun else "roster.gap_ahead", by, role=role, once=once,
            level=Level.PAGE if loud else Level.TODAY, due=gap.start,
        )  # fmt: skip


def _tell_of_silence(roster: Roster, plan: Plan, by: Acting) -> None:
    """Whoever came hears that nothing was handed over out loud, and so does the coordinator."""
    change = plan.unsigned
    if change is not None:
        shift = plan.shift_of(change.coming)
        lead = pack().region.teams[plan.duty.team].coordinator_role
        _tell(roster, "roster.not_signed", by, person=shift.holder_id, once=shift.ref)
        _tell(roster, "roster.not_signed", by, role=lead, once=shift.ref)


def _tell(
    roster: Roster, event: str, by: Acting, *, once: str, role: str = "", person: UUID | None = None,
    level: str | None = None, due: datetime | None = None,
) -> None:  # fmt: skip
    """A notice to a role of the team, or to one colleague. once: what makes it the same notice again."""
    current_work().notices.append(
        notice(event=event, about_kind=roster.kind(), about_ref=roster.ref, at=by.at, to_person=person,
               to_team="" if person else str(roster.team_id), to_role=role, level=level, dedupe=once, due_at=due)
    )  # fmt: skip
