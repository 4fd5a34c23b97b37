"""Who of my team is here today, who is ill, and who stands in? No items, no persons somebody is concerned about."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.errors import NotYours
from casework.models import Account, Handover
from casework.reading.standing_in import of_owner
from casework.reading.words import role_word, team_word
from privacy.context import Acting
from workflows.roles import COORDINATORS

YEAR = timedelta(days=365)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def read(*, by: Acting) -> dict[str, Any]:
    """Everything of the page, in one statement; a second one for a coordinator."""
    mine = Account.objects.filter(team_id=by.unit, is_active=True).select_related("deputy").order_by("name")
    people = [_line(account, by=by) for account in mine]
    return {
        "team": team_word(by.unit),
        "here": [one for one in people if not one["standing_in"]],
        "away": [one for one in people if one["standing_in"]],
        "recycled": recycled(by=by) if by.role in COORDINATORS else None,
    }


def recycled(*, by: Acting) -> int:
    """Handovers of this team, as sender or receiver, that came back within eight weeks, in the past year."""
    ours = Q(sender_team_id=by.unit) | Q(receiver_team_id=by.unit)
    return Handover.objects.filter(ours, recycled_at__gte=by.at - YEAR).count()


def _line(account: Account, *, by: Acting) -> dict[str, Any]:
    mine = str(account.pk) == by.actor
    return {
        "username": account.username, "name": account.name, "role": role_word(account.role), "mine": mine,
        "ill": account.ill_since is not None, "ill_since": account.ill_since,
        "standing_in": of_owner(account, by=by), "days": days_words(account.works_on),
        "starts_at": account.starts_at, "deputy": account.deputy.name if account.deputy else _("the duty"),
        "may_arrange": mine or by.role in COORDINATORS,
    }  # fmt: skip


def days_words(works_on: str) -> str:
    """The working days as short names; "every day" for all seven."""
    if len(works_on) == len(DAYS):
        return _("every day")
    return ", ".join(pgettext("day", DAYS[int(day) - 1]) for day in works_on)


def colleague(username: str, *, by: Acting) -> Account:
    """An active colleague of one's own team whose days one may arrange. Raises NotYours."""
    found = Account.objects.filter(username=username, team_id=by.unit, is_active=True).first()
    if found is None or not (str(found.pk) == by.actor or by.role in COORDINATORS):
        raise NotYours
    return found
