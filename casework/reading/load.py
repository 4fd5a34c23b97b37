"""Who can get a case? The care coordinators of a team, whoever has the fewest first."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from casework.models import Account, Case
from casework.scoping import visible
from privacy.context import Acting
from workflows.roles import Role


def coordinators(by: Acting) -> list[tuple[str, str]]:
    """Username and name of the care coordinators of one's team, with how many cases each has now. One statement.

    What the asker may not know of is not counted.
    """
    cases = visible(Case.unfinished(), by, listing=True)
    mine = cases.filter(owner_person=OuterRef("pk")).order_by().values("owner_person")
    count = Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
    found = Account.objects.filter(team_id=by.unit, role=Role.CARE_COORDINATOR, is_active=True).annotate(
        load=count
    )
    return [(account.username, _load(account)) for account in found.order_by("load", "name")]


def _load(account: Any) -> str:
    cases = ngettext("%(count)d open case", "%(count)d open cases", account.load) % {"count": account.load}
    return f"{account.name}, {cases}"
