"""Who has which shift in the next fourteen days, and where is nobody? The roster of one team, day by day."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from casework import duty
from casework.directory.current import pack
from casework.errors import NotYours
from casework.models import Account, Shift
from casework.reading.words import team_word
from casework.rostering import AHEAD, ARRANGE, READ, Plan, holders, plan_of, rights
from casework.shift_list import open_items
from privacy.context import Acting
from privacy.ledger.record import denied
from workflows import rosters
from workflows.calendars import local_date
from workflows.rosters import SIGN_FROM, Stretch


def plan_for(team: str, *, by: Acting) -> Plan:
    """The roster of a team (its id) that `by` may read. Raises NotYours. One statement."""
    plan = plan_of(team, by.at) if READ in rights(team, by) else None
    if plan is None:
        raise NotYours
    return plan


def read(team: str, *, by: Acting) -> dict[str, Any]:
    """Everything of the page: the days from today on, and how much of them is open."""
    plan = plan_for(team, by=by)
    may_arrange = ARRANGE in rights(team, by)
    gaps = _open_shifts(plan)
    return {
        "team": team, "service": team_word(team), "days": _days(plan, gaps, by=by), "open": len(gaps),
        "runs": plan.runs, "may_arrange": may_arrange, "standing": plan.duty.name,
        "may_take_over": _may_take_over(plan, by), "others": _others(by) if may_arrange else [],
    }  # fmt: skip


def _others(by: Acting) -> list[dict[str, str]]:
    """The rosters the reader may arrange, when there are several."""
    found = [one.team for one in pack().region.duties if one.roster and ARRANGE in rights(one.team, by)]
    return [{"team": team, "service": team_word(team)} for team in found] if len(found) > 1 else []


def _may_take_over(plan: Plan, by: Acting) -> bool:
    now = duty.of_duty(plan.duty, plan.shifts, by.at)
    mine = now.holder is not None and str(now.holder.pk) == by.actor
    fits = by.unit == plan.duty.team and by.role in holders(plan.duty)
    return fits and not mine and duty.own(plan.duty.team, by.at) is not None


def _open_shifts(plan: Plan) -> list[Stretch]:
    """The open time of the next fourteen days, cut at the changes of shift of an ordinary week."""
    slots = pack().region.shift_calendar(plan.duty).open_between(plan.at, plan.at + AHEAD)
    return [gap for slot in slots for gap in rosters.gaps([Stretch(*slot)], plan.held) if gap.end > plan.at]


def _days(plan: Plan, gaps: list[Stretch], *, by: Acting) -> list[dict[str, Any]]:
    lines = [_of_shift(one, by) for one in plan.shifts if one.ends_at > by.at]
    lines += [{"open": True, "starts": max(gap.start, by.at), "ends": gap.end} for gap in gaps]
    lines.sort(key=lambda line: (line["starts"], line["open"]))
    found: dict[Any, list[dict[str, Any]]] = {}
    for line in lines:
        found.setdefault(max(local_date(line["starts"]), local_date(by.at)), []).append(line)
    for day, on in found.items():
        for line in on:
            line["starts_here"] = local_date(line["starts"]) == day
            line["ends_here"] = local_date(line["ends"]) == day
    return [{"day": day, "lines": found[day]} for day in sorted(found)]


def _of_shift(shift: Shift, by: Acting) -> dict[str, Any]:
    holder = shift.holder
    return {
        "open": False, "ref": shift.ref, "starts": shift.starts_at, "ends": shift.ends_at, "name": holder.name,
        "ill": holder.ill_since is not None, "mine": str(holder.pk) == by.actor,
        "now": shift.starts_at <= by.at < shift.ends_at,
    }  # fmt: skip


def choices(team: str, *, but: str = "") -> list[tuple[str, str]]:
    """Username and name of the colleagues who can have the duty of this team; who is ill is left out, and so is `but`
    (a username)."""
    found = pack().region.rostered_duty(team)
    if found is None:
        return []
    staff = Account.objects.filter(team_id=team, role__in=holders(found), is_active=True, ill_since=None)
    return [(one.username, one.name) for one in staff.exclude(username=but).order_by("name")]


def shift_word(shift: Shift) -> str:
    """Whose shift it is, from when until when."""
    begins, until = (
        date_format(localtime(at), "D j b H:i").lower() for at in (shift.starts_at, shift.ends_at)
    )
    said = _("%(name)s, from %(begins)s until %(until)s")
    return said % {"name": shift.holder.name, "begins": begins, "until": until}


def shift(ref: str, *, by: Acting) -> Shift:
    """A shift of a roster that `by` may read. Raises NotYours."""
    found = Shift.objects.filter(ref=ref).select_related("roster", "holder").first()
    if found is None or READ not in rights(str(found.roster.team_id), by):
        denied(by, action="roster.read", about=ref)
        raise NotYours
    return found


def handing_over(*, by: Acting) -> dict[str, Any]:
    """The change of shift of the reader's team nearest to now, the list under it, and what the reader can sign."""
    plan = plan_for(by.unit, by=by)
    change = _nearest(plan)
    leaving, coming = (
        (plan.shift_of(change.leaving), plan.shift_of(change.coming)) if change else (None, None)
    )
    people: list[object] = [leaving.holder_id] if leaving else [by.actor]
    return {
        "service": team_word(by.unit), "change": change, "leaving": leaving, "coming": coming,
        "items": list(open_items(by.unit, people, by=by)), "late": plan.unsigned is not None,
        "sign_off": leaving is not None and leaving.signed_off is None and str(leaving.holder_id) == by.actor,
        "sign_on": coming is not None and coming.signed_on is None and str(coming.holder_id) == by.actor,
        "phone": plan.duty.phone,
    }  # fmt: skip


def _nearest(plan: Plan) -> rosters.Change | None:
    """The change that was not signed, the one within the hour, or the last one."""
    near = [one for one in rosters.changes(plan.held) if one.at - SIGN_FROM <= plan.at]
    return near[-1] if near else None
