"""Who keeps the sociale kaart right? Its owner confirms a line and changes a number; a service closes for a day.

A new number counts after a test call and not before: a wrong digit is found by a colleague, not by whoever needs help.
"""

from datetime import datetime, time, timedelta

from casework.actions.command import command
from casework.directory.current import pack
from casework.directory.said import as_said, entry_by_id, is_stale
from casework.errors import NeverCloses, NothingToTest, NotYours, PhoneNotDialable
from casework.keeping import keeper_of, may_close, may_keep
from casework.models import ClosedToday, KaartLine, Team
from casework.work import current_work
from notifications.notices import notice
from privacy.context import Acting
from workflows.calendars import AMSTERDAM, local_date

FEWEST, MOST = 8, 15
"""Digits of a telephone number; the most is that of ITU-T E.164."""
SIGNS = " -+()"
AGAIN = timedelta(days=7)
"""How long its owner is left alone after being asked to look at a line."""


@command
def confirm(*, by: Acting, entry: str) -> KaartLine:
    """Its owner looked at a line, and it is right. `entry`: its id in the region pack. Raises NotYours."""
    line = _my_line(entry, by=by)
    line.confirmed_on, line.confirmed_by_id = local_date(by.at), by.actor
    line.save()
    return line


@command
def ask_number(*, by: Acting, entry: str, phone: str) -> KaartLine:
    """Its owner has a new number. It waits for a test call. Raises PhoneNotDialable, NotYours."""
    line, written = _my_line(entry, by=by), " ".join(phone.split())
    digits = written.translate(str.maketrans("", "", SIGNS))
    if not (digits.isascii() and digits.isdigit() and FEWEST <= len(digits) <= MOST):
        raise PhoneNotDialable
    line.asked_phone, line.asked_by_id = written, by.actor
    line.save()
    return line


@command
def test_call(*, by: Acting, entry: str, phone: str, answered: bool) -> KaartLine:
    """Somebody called the new number. `answered`: by the right service; then it counts, else it is dropped.

    `phone`: the number that was called. Raises NothingToTest, NotYours.
    """
    line = _my_line(entry, by=by)
    if not line.asked_phone or line.asked_phone != phone:
        raise NothingToTest
    if answered:
        line.phone, line.confirmed_on, line.confirmed_by_id = phone, local_date(by.at), by.actor
    line.asked_phone, line.asked_by = "", None
    line.save()
    return line


@command
def close_today(*, by: Acting, service: str) -> ClosedToday:
    """A service answers no more until midnight: said by itself, or by the meldpunt for who has no account.

    `service`: the id of a team or organisation. Raises NeverCloses, NotYours.
    """
    _require_mine(service, by=by)
    if service == pack().region.about.crisis:
        raise NeverCloses
    # The team is what two colleagues wait for: there may be no row yet to lock.
    Team.objects.select_for_update().get(pk=by.unit)
    tomorrow = local_date(by.at) + timedelta(days=1)
    until = datetime.combine(tomorrow, time(), tzinfo=AMSTERDAM)
    values = {"since": by.at, "until": until, "said_by_id": by.actor}
    return ClosedToday.objects.update_or_create(service=service, defaults=values)[0]


@command
def open_again(*, by: Acting, service: str) -> None:
    """It answers again in its usual hours. Raises NotYours."""
    _require_mine(service, by=by)
    ClosedToday.objects.filter(service=service).delete()


@command
def remind(*, by: Acting, entry: str) -> bool:
    """Ask the owner of a line nobody looked at for ninety days to look; once a week. True when it was asked."""
    found = entry_by_id(entry)
    if found is None or entry not in stale_entries(by.at):
        return False
    line, team = _line(entry), keeper_of(found.target)
    line.reminded_on = local_date(by.at)
    line.save()
    current_work().notices.append(
        notice(event="sociale_kaart.stale", about_kind="sociale_kaart", about_ref=line.ref, at=by.at, to_team=team,
               to_role=pack().region.teams[team].coordinator_role)
    )  # fmt: skip
    return True


def stale_entries(at: datetime) -> list[str]:
    """The ids of the lines nobody looked at for ninety days, whose owner was not asked this week. Two statements."""
    lately = KaartLine.objects.filter(reminded_on__gt=local_date(at) - AGAIN).values_list("entry", flat=True)
    asked = set(lately)
    return [entry.id for entry in as_said().card.values() if is_stale(entry, at) and entry.id not in asked]


def _my_line(entry: str, *, by: Acting) -> KaartLine:
    found = entry_by_id(entry)
    if found is None or not may_keep(found, by=by):
        raise NotYours
    return _line(entry)


def _line(entry: str) -> KaartLine:
    """The row of a line, locked; a new one when nobody said anything about it before."""
    KaartLine.objects.get_or_create(entry=entry)
    return KaartLine.objects.select_for_update(of=("self",)).get(pk=entry)


def _require_mine(service: str, *, by: Acting) -> None:
    known = {entry.target for entry in pack().region.card.values()}
    if service not in known or not may_close(service, by=by):
        raise NotYours
