"""What stands around every page? Navigation for this role, the duty strip, and the moment of the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import duty
from casework.directory.current import pack
from casework.reading.overview import OVERSEERS
from casework.reading.sociale_kaart import READERS
from casework.reading.words import role_word, team_word
from casework.recognition import SEARCHERS
from privacy.context import Acting
from workflows.advice import ADVISERS
from workflows.roles import WITH_TEAM, Role

ADMINISTRATORS = {Role.FUNCTIONAL_ADMIN, Role.TECHNICAL_ADMIN}
ENTRIES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("worklist", "Work list", frozenset(set(Role) - ADMINISTRATORS)),
    ("duty", "Who has the duty now?", frozenset(Role)),
    ("overview", "Overview", frozenset(OVERSEERS)),
    ("melding-new", "New melding", frozenset({Role.TRIAGIST, Role.CRISIS_WORKER, Role.CRISIS_LEAD})),
    ("postbak-list", "Postbak", frozenset({Role.TRIAGIST, Role.TEAM_LEAD})),
    ("running", "Is something running?", frozenset(SEARCHERS)),
    ("sociale-kaart", "Sociale kaart", frozenset(READERS)),
    ("team", "My team", frozenset(WITH_TEAM)),
    ("advice", "New advice", frozenset(ADVISERS)),
    ("disclosures", "What was shared", frozenset({Role.PRIVACY_OFFICER})),
    ("notices", "Notices", frozenset(set(Role) - ADMINISTRATORS)),
    ("management", "Management", frozenset({Role.FUNCTIONAL_ADMIN})),
    ("shielded", "Shielded cases", frozenset({Role.PRIVACY_OFFICER})),
    ("machine", "The machine", frozenset({Role.TECHNICAL_ADMIN})),
)


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page inside the shell."""
    return render(request, template, around(request) | context, status=status)


def around(request: HttpRequest) -> dict[str, Any]:
    """The context of parts/top.html and the navigation. No query."""
    by: Acting | None = getattr(request, "by", None)
    if by is None:
        return {}
    user: Any = request.user
    is_on = by.unit in pack().region.teams and duty.own(by.unit, by.at) is not None
    top = {
        "doors": [team_word(by.unit)] if is_on else [],
        "until": duty.until(by.unit, by.at) if is_on else None,
        "colleagues": [],
        "name": user.name,
        "role": role_word(by.role),
        "synced_at": by.at,
    }
    return {"now": by.at, "top": top, "navigation": _navigation(request, by.role), "by": by}


def _navigation(request: HttpRequest, role: str) -> list[dict[str, Any]]:
    return [
        {
            "label": _(label),
            "url": reverse(name),
            "current": request.path == reverse(name),
            "count": None,
            "key": "/" if name == "running" else "",
        }
        for name, label, roles in ENTRIES
        if role in roles
    ]
