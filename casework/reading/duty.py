"""Who has the duty of every service now, until when, and who comes next? For everybody; nothing of a client.

A service that is closed stands with the others for which the same duty answers. Names of colleagues are left out for
who keeps the machine running: the number is enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from casework import duty
from casework.directory.current import pack
from casework.directory.entries import Duty
from casework.models import Shift
from casework.reading.words import team_word
from casework.rostering import READ, rights
from privacy.context import Acting
from workflows.roles import Role
from workflows.rosters import GONE_ON

SOON = timedelta(days=3)
"""How far ahead we look for who comes next."""
NO_NAMES = (Role.TECHNICAL_ADMIN,)


@dataclass(frozen=True)
class Line:
    """One service that answers now. who: a colleague, or the name of the standing duty. fallback: nobody is planned;
    kept: somebody keeps the roster, so that this is a gap and not how it always is.

    until: when that ends (None: day and night). comes: who has it next, "" when that is not planned; comes_at: when.
    """

    team: str
    service: str
    phone: str
    who: str
    by_name: bool
    fallback: bool
    kept: bool
    until: datetime | None
    comes: str
    comes_at: datetime | None
    mine: bool


@dataclass(frozen=True)
class Instead:
    """The services that are closed now and for which one duty answers. closed: [{service, opens}]."""

    service: str
    who: str
    phone: str
    closed: list[dict[str, Any]]


def read(*, by: Acting) -> dict[str, Any]:
    """Everything of the page. One statement."""
    region = pack().region
    rostered = [one.team for one in region.duties if one.roster]
    shifts = duty.shifts_of(rostered, by.at - GONE_ON, by.at + SOON)
    names = by.role not in NO_NAMES
    on, instead = [], dict[str, Instead]()
    for team in sorted(region.teams, key=lambda one: one != by.unit):
        answers = duty.answering(team, by.at)
        if answers.team == team:
            on.append(_line(answers, shifts, by, names=names))
        else:
            if answers.id not in instead:
                instead[answers.id] = _instead(answers, shifts, by, names=names)
            opens = region.team_calendar(team).next_opening(by.at)
            instead[answers.id].closed.append({"service": team_word(team), "opens": opens})
    return {"on": on, "instead": list(instead.values()), "team": by.unit, "has_roster": _has_roster(by)}


def _has_roster(by: Acting) -> bool:
    """Does the reader's team have a roster the reader may see?"""
    return READ in rights(by.unit, by) and pack().region.rostered_duty(by.unit) is not None


def _line(found: Duty, shifts: Iterable[Shift], by: Acting, *, names: bool) -> Line:
    mine = [one for one in shifts if one.roster.team_id == found.team]
    now = duty.of_duty(found, mine, by.at)
    closes = duty.until(found.team, by.at)
    running = next((one for one in mine if now.holder and one.starts_at <= by.at < one.ends_at), None)
    later = [one for one in mine if one.starts_at > by.at and duty.held_of(one).there]
    ends = [moment for moment in (closes, running.ends_at if running else None) if moment]
    if running is None and later:
        ends.append(later[0].starts_at)
    until = min(ends) if ends else None
    follows = next((one for one in later if one.starts_at == until), None)
    return Line(
        team=found.team, service=team_word(found.team), phone=now.phone,
        who=now.holder.name if now.holder and names else found.name, by_name=now.holder is not None and names,
        fallback=now.fallback, kept=bool(mine), until=until, comes_at=until,
        comes=_comes(found, follows, until, closes, names=names),
        mine=now.holder is not None and str(now.holder.pk) == by.actor,
    )  # fmt: skip


def _comes(
    found: Duty, follows: Shift | None, until: datetime | None, closes: datetime | None, *, names: bool
) -> str:
    """Who has it after this: a colleague, the standing duty, or who answers while it is closed."""
    if until is None:
        return ""
    if follows is not None:
        return follows.holder.name if names else found.name
    if until == closes:
        return duty.answering(found.team, until).name
    return _("nobody by name: %(duty)s") % {"duty": found.name}


def _instead(found: Duty, shifts: Iterable[Shift], by: Acting, *, names: bool) -> Instead:
    now = duty.of_duty(found, shifts, by.at)
    who = now.holder.name if now.holder and names else found.name
    return Instead(service=team_word(found.team), who=who, phone=now.phone, closed=[])
