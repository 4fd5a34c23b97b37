"""Who has the duty of a team at a moment? The one place that is asked: by notices, pages, ties and the crisiswijzer.

Whom the roster names has it; where it names nobody who is there, the standing duty of the region pack, and `fallback`
says so; while the team is closed, the duty of the team that answers instead. Which team answers follows from the hours
in the pack alone, so that asking for it costs no statement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from casework.directory.current import pack
from casework.directory.entries import Duty
from casework.models import Account, Shift
from workflows import rosters
from workflows.rosters import Held

LOOK = timedelta(days=7)
"""A duty that does not close within a week never closes."""


@dataclass(frozen=True)
class Answering:
    """Who answers for a team. duty: of the pack, of the team itself or of the one that answers instead.

    holder: by name, from the roster. fallback: there is a roster, and it names nobody who is there now.
    """

    duty: Duty
    holder: Account | None
    fallback: bool

    @property
    def phone(self) -> str:
        """The number on which this duty answers."""
        return self.duty.phone or pack().region.teams[self.duty.team].phone


def own(team: str, at: datetime) -> Duty | None:
    """The duty of this team (its id) that is on at this moment (aware); None while the team is closed. No query."""
    return pack().region.duty_of(team, at)


def answering(team: str, at: datetime) -> Duty:
    """The duty that answers for this team: its own, or while it is closed of another team. No query."""
    return pack().region.answering_duty(team, at)


def standing(team: str, at: datetime) -> Duty:
    """The duty something of this team waits for: the one that is on, or comes on when the team opens. No query."""
    return pack().standing_duty(team, at)


def who_answers(team: str, at: datetime) -> Answering:
    """Who answers for this team now, by name when the roster says so. At most one statement."""
    duty = answering(team, at)
    running = shifts_of([duty.team], at, at) if duty.roster else []
    return of_duty(duty, running, at)


def of_duty(duty: Duty, shifts: Iterable[Shift], at: datetime) -> Answering:
    """Who has this duty, from these shifts (with their holders), some of which may be of other teams."""
    mine = {held_of(one): one for one in shifts if one.roster.team_id == duty.team}
    now = rosters.holder(mine, at)
    return Answering(duty, mine[now].holder if now else None, bool(duty.roster) and now is None)


def held_of(shift: Shift) -> Held:
    """A shift in the shape of workflows.rosters."""
    holder = shift.holder
    return Held(
        shift.starts_at, shift.ends_at, str(holder.pk), holder.is_active and holder.ill_since is None,
        shift.signed_on is not None, shift.signed_off is not None,
    )  # fmt: skip


def shifts_of(teams: Iterable[str], start: datetime, end: datetime) -> list[Shift]:
    """The shifts of these teams (ids) that run between two moments, in order, with holder and roster. One statement."""
    found = Shift.objects.filter(roster__team_id__in=list(teams), starts_at__lte=end, ends_at__gt=start)
    return list(found.select_related("holder", "roster").order_by("starts_at", "pk"))


def last_two(team: str, at: datetime) -> list[Shift]:
    """The last two shifts of a team (its id) that have begun, the earlier first. One statement."""
    begun = Shift.objects.filter(roster__team_id=team, starts_at__lte=at).select_related("holder", "roster")
    return list(begun.order_by("-starts_at")[:2])[::-1]


def with_rostered(accounts: "QuerySet[Account]", at: datetime) -> "QuerySet[Account]":
    """These accounts, each with `rostered`: does the roster name them for this moment? No statement more."""
    running = Shift.objects.filter(holder=OuterRef("pk"), starts_at__lte=at, ends_at__gt=at)
    return accounts.annotate(rostered=Exists(running))


def until(team: str, at: datetime) -> datetime | None:
    """When the duty that answers for this team closes, in the hours of the pack; None: it is on day and night."""
    calendar = pack().region.duty_calendar(answering(team, at))
    opened = rosters.joined(rosters.Stretch(*one) for one in calendar.open_between(at, at + LOOK))
    closes = next(one.end for one in opened if one.has(at))
    return closes if closes < at + LOOK else None
