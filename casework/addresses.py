"""Where does a page go? Mail addresses of the people and teams in a set of notices, only when one is a page."""

from collections.abc import Iterable
from uuid import UUID

from casework.models import Account, Team
from notifications.models import Notice


def addresses_of(notices: Iterable[Notice]) -> dict[UUID | str, str]:
    """Account id or team id -> mail address, for page-level notices. No query when there is none."""
    pages = [told for told in notices if told.level == "page"]
    if not pages:
        return {}
    people = {told.to_person for told in pages if told.to_person}
    teams = {told.to_team for told in pages if told.to_team}
    found: dict[UUID | str, str] = dict(Account.objects.filter(pk__in=people).values_list("pk", "email"))
    return found | dict(Team.objects.filter(pk__in=teams).exclude(email="").values_list("pk", "email"))
