"""Who is not there, and who stands in? One line for a row and a page."""

from datetime import datetime

from django.utils.translation import gettext

from casework.models import Account
from privacy.context import Acting


def standing_in_words(name: str, *, away: str, deputy: str, mine_to_do: bool) -> str:
    """One line about an owner who is away ("ill" or "off"): who stands in. Empty when the owner is there."""
    if not away:
        return ""
    if mine_to_do:
        who = gettext("you stand in")
    elif deputy:
        who = gettext("%(name)s stands in") % {"name": deputy}
    else:
        who = gettext("the duty stands in")
    is_away = gettext("%(name)s is ill") if away == "ill" else gettext("%(name)s does not work today")
    return f"{is_away % {'name': name}}, {who}"


def of_owner(person: Account | None, *, by: Acting) -> str:
    """The same for the owner of a record; `person` comes with its deputy."""
    return absence_words(person, at=by.at, mine_to_do=person is not None and str(person.pk) in by.stands_in)


def absence_words(person: Account | None, *, at: datetime, mine_to_do: bool = False) -> str:
    """The same for any colleague at a moment (aware). `mine_to_do`: the reader stands in."""
    if person is None or not person.is_away(at):
        return ""
    return standing_in_words(
        person.name,
        away="ill" if person.ill_since else "off",
        deputy=_there(person.deputy, at),
        mine_to_do=mine_to_do,
    )


def _there(deputy: Account | None, at: datetime) -> str:
    return deputy.name if deputy and deputy.is_active and not deputy.is_away(at) else ""
