"""Who can get a case? The care coordinators of a team, whoever has the fewest first and whoever is ill last."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from casework.models import Account, Case
from casework.reading.standing_in import of_owner
from casework.scoping import visible
from privacy.context import Acting
from workflows.roles import Role


def coordinators(by: Acting) -> list[tuple[str, str]]:
    """Username and name of the care coordinators of one's team, with how many cases each has now. One statement.

    What the asker may not know of is not counted. Who is not there today is said: a new case would wait there.
    """
    cases = visible(Case.unfinished(), by, listing=True)
    mine = cases.filter(owner_person=OuterRef("pk")).order_by().values("owner_person")
    count = Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
    team = Account.objects.select_related("deputy").annotate(load=count)
    found = team.filter(team_id=by.unit, role=Role.CARE_COORDINATOR, is_active=True).order_by("load", "name")
    ill_last = sorted(found, key=lambda account: bool(account.ill_since))
    return [(account.username, _load(account, by)) for account in ill_last]


def _load(account: Any, by: Acting) -> str:
    cases = ngettext("%(count)d open case", "%(count)d open cases", account.load) % {"count": account.load}
    away = of_owner(account, by=by)
    return f"{account.name}, {cases}. {away}" if away else f"{account.name}, {cases}"
