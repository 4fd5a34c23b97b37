"""May this be shared with X? The one place that answers: what the person said last about that kind of receiver counts.

Taking a consent back stops what comes after it; what was shared before stays as it is. Reads two columns and opens
nothing.
"""

from typing import Any

from django.db.models import QuerySet

from casework.directory.current import pack
from casework.models import Consent
from casework.tying import circle
from workflows.disclosure_rules import EVERYBODY
from workflows.roles import Role
from workflows.sharing_refusals import SharingRefused

YES = "yes"
NO = ("no", "withdrawn")


def kind_of_team(team_id: str) -> str:
    """Which kind of receiver a team of the region is: a code of workflows.disclosure_rules.RECIPIENTS."""
    team = pack().region.teams.get(team_id)
    if team is not None and "R50" in team.roles:
        return "wijkteam"
    if team is not None and Role.CARE_COORDINATOR in team.roles:
        return "other_professional"
    organisation = pack().region.organisations.get(team.organisation) if team is not None else None
    return "ggz" if organisation is not None and organisation.kind == "ggz" else "partner"


def said(case_id: Any, recipient_kind: str, recipient_team: str | None = None) -> str:
    """What the person said last: yes, no, withdrawn, or "" when nobody asked. One statement.

    What was said of everybody counts for each kind, until there is a newer answer about that kind. A receiver that is
    not one of the region's teams may be any of its kind: then a no to one of them counts.
    """
    return _newest(Consent.objects.filter(case_id=case_id), recipient_kind, recipient_team)


def person_not_refused(person_id: Any, recipient_kind: str, *, said_now: str = "") -> None:
    """Raises SharingRefused when the person said no in any case, of whichever file colleagues tied to this one.

    `said_now`: as for offer_not_refused.
    """
    if (
        said_now in NO
        or _newest(Consent.objects.filter(case__person_id__in=circle([person_id])), recipient_kind, None)
        in NO
    ):
        raise SharingRefused


def _newest(lines: "QuerySet[Consent]", recipient_kind: str, recipient_team: str | None) -> str:
    rows = lines.filter(recipient_kind__in={recipient_kind, EVERYBODY}).order_by("-at", "-id")
    newest: dict[str, str] = {}
    for team, answer in rows.values_list("recipient_team_id", "answer"):
        newest.setdefault(team or "", answer)
        if not team:
            # Older lines about one team are overtaken by what was said about all of them.
            break
    if recipient_team:
        return newest.get(recipient_team) or newest.get("", "")
    return next((answer for answer in newest.values() if answer in NO), newest.get("", ""))


def refused(case_id: Any, recipient_kind: str, recipient_team: str | None = None) -> bool:
    """Did the person say no, or take a yes back?"""
    return case_id is not None and said(case_id, recipient_kind, recipient_team) in NO


def not_refused(case_id: Any, recipient_kind: str, recipient_team: str | None = None) -> None:
    """Raises SharingRefused when the person does not want this."""
    if refused(case_id, recipient_kind, recipient_team):
        raise SharingRefused


def team_not_refused(case_id: Any, team_id: Any, *, said_now: str = "") -> None:
    """The same for a team of the region, by what kind of receiver it is. `said_now`: as for offer_not_refused."""
    if team_id:
        offer_not_refused(case_id, kind_of_team(str(team_id)), str(team_id), said_now=said_now)


def offer_not_refused(case_id: Any, kind: str, team_id: str | None = None, *, said_now: str) -> None:
    """May the case be offered to such a receiver? Raises SharingRefused.

    `said_now`: what the person says at this moment about this very sharing; "" when nobody asked again.
    """
    if said_now in NO:
        raise SharingRefused
    not_refused(case_id, kind, team_id)
