"""What lies on my desk? The home page of everybody who works with items, and the rows a live page asks for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from casework.edge import acting_at
from casework.models import Melding
from casework.policy import MELDING_WAITING
from casework.reading import safety
from casework.reading.change_of_shift import Untold, not_told
from casework.reading.desk import GROUPS, NOUNS, Chosen, mine
from casework.reading.moving import clock_phrase, who_moves
from casework.reading.standing_in import standing_in_words
from casework.reading.words import gemeente_word, noun_word, state_badge, team_word
from casework.reading.worklist import Row, changed_since, newest_cursor, worklist
from casework.views.declare import reads
from casework.views.shell import show
from casework.worry import MOST, reason_of
from privacy.context import Acting
from workflows.roles import FAN, Role

TITLES = {
    "now": gettext_lazy("Now"),
    "today": gettext_lazy("Today"),
    "waiting": gettext_lazy("Waits for somebody else"),
    "later": gettext_lazy("Later"),
}
EMPTY = {
    "now": gettext_lazy("Nothing is over time or due within the hour."),
    "today": gettext_lazy("Nothing else has to be done today."),
    "waiting": gettext_lazy("Nothing waits for somebody else."),
    "later": gettext_lazy("Nothing is due after today."),
}
WAITING = (*MELDING_WAITING, "at_crisis")
"""The states in which a melding says why it stands where it does."""
PAGES = {"melding": "melding", "triage": "melding-triage", "case": "case", "handover": "handover",
         "postbak": "postbak", "pattern": "pattern", "escalation": "escalation", "task": "task", "crisis": "crisis",
         "fan_contact": "fan_contact", "fan_profile": "fan_profile",
         "disclosure": "disclosure"}  # fmt: skip
"""Noun -> the name of its page."""


@reads("worklist.read")
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody starts: the work list, or for an administrator the accounts or the machine."""
    by = acting_at(request)
    starts = {Role.FUNCTIONAL_ADMIN: "management", Role.TECHNICAL_ADMIN: "machine"}
    return redirect(starts.get(Role(by.role), "worklist"))


@reads("worklist.read")
def page(request: HttpRequest) -> HttpResponse:
    """The desk: four groups, first due first. `soort`, `groep` and `na` in the address choose the part."""
    by = acting_at(request)
    chosen, after = _chosen(request), request.GET.get("na", "")
    found = worklist(by, chosen=chosen, after=after)
    untold = not_told(by)
    items = [item_of(row, by, untold) for row in found.rows]
    groups = [_group(key, items) for key in GROUPS if chosen.group in ("", key)]
    live = f"{reverse('worklist-rows')}?{_query(chosen)}"
    desk = mine(by)
    return show(
        request, "casework/worklist.html", groups=groups, filters=_filters(chosen, list(desk)), cursor=found.cursor,
        live_url="" if after else live, more_url=f"?{_query(chosen, na=found.after)}" if found.after else "",
        first_url=f"?{_query(chosen)}" if after else "", keys="list", empty=not items and not after,
        narrowed=bool(chosen.noun or chosen.group), has_desk=bool(desk), may_report=by.role in REPORTS,
        may_begin=by.role in FAN,
    )  # fmt: skip


@reads("worklist.read")
def rows(request: HttpRequest) -> HttpResponse:
    """What changed on this desk `sinds` a cursor, for live.js. `toont`: the references on the screen now."""
    by = acting_at(request)
    since = request.GET.get("sinds", "")
    shown = [ref for ref in request.GET.get("toont", "").split(",") if ref][:200]
    cursor = int(since) if since.isascii() and since.isdigit() and len(since) < 16 else newest_cursor()
    found, gone, cursor = changed_since(by, cursor, chosen=_chosen(request), shown=shown)
    untold = not_told(by) if found else None
    items = [item_of(row, by, untold) for row in found]
    answer = show(request, "casework/worklist_rows.html", items=items, gone=gone)
    answer["X-Cursor"] = str(cursor)
    return answer


REPORTS = Melding.steps()["receive"].roles
"""Who may take a melding by phone."""


def _chosen(request: HttpRequest) -> Chosen:
    """The part of the desk the address asks for; a word that is no such part asks for everything."""
    noun, group = request.GET.get("soort", ""), request.GET.get("groep", "")
    return Chosen(noun if noun in NOUNS else "", group if group in GROUPS else "")


def _query(chosen: Chosen, **more: Any) -> str:
    given = {"soort": chosen.noun, "groep": chosen.group, **more}
    return urlencode({name: value for name, value in given.items() if value})


def _group(key: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": key,
        "title": TITLES[key],
        "empty": EMPTY[key],
        "items": [item for item in items if item["group"] == key],
    }


def _filters(chosen: Chosen, nouns: list[str]) -> list[dict[str, Any]]:
    """Two rows of links: by noun (when the desk has more than one), and by group."""
    lines: list[tuple[str, list[tuple[str, Any]], Callable[[str], Chosen], str]] = []
    by_noun = [("", _("Everything")), *((noun, pgettext("nouns", noun)) for noun in nouns)]
    by_group = [("", _("All groups")), *((key, TITLES[key]) for key in GROUPS)]
    if len(nouns) > 1:
        lines.append((_("What"), by_noun, lambda key: Chosen(key, chosen.group), chosen.noun))
    lines.append((_("When"), by_group, lambda key: Chosen(chosen.noun, key), chosen.group))
    return [
        {
            "label": label,
            "links": [
                {"label": word, "url": f"?{_query(make(key))}", "current": key == now, "count": None}
                for key, word in choices
            ],
        }
        for label, choices, make, now in lines
    ]


def item_of(row: Row, by: Acting, untold: Untold | None = None) -> dict[str, Any]:
    """One row for parts/item_row.html. The reader's own team goes without saying.

    untold: the change of shift that was not handed over out loud, which then stands at every row it is about.
    """
    who = who_moves(
        row.noun, row.state, owner_name=row.owner_name, owner_team=row.owner_team, target=row.target,
        receiver_team=row.receiver_team, clock_kind=row.clock_kind,
    )  # fmt: skip
    other_team = "" if row.owner_team == by.unit else team_word(row.owner_team)
    place = gemeente_word(row.gemeente) if row.noun != "postbak" else ""
    title = [row.name, noun_word(row.noun), place]
    return {
        "ref": row.ref, "url": reverse(PAGES[row.noun], args=[row.page_ref]), "urgency": row.urgency,
        "title": " · ".join(part for part in title if part), "state": state_badge(row.noun, row.state),
        "owner": {"name": row.owner_name or _("the duty"), "team": other_team},
        "clock": clock_phrase(row.clock_kind, row.due, who=who), "flags": safety.in_words(row.flags, at=by.at),
        "group": row.group, "order": f"{row.due:%Y%m%d%H%M%S}-{MOST - row.worry:02d}-{row.ref}", "gone": False,
        "reason": reason_of(row.worry) if row.noun == "melding" and row.state in WAITING else "",
        "standing_in": standing_in_words(
            row.owner_name, away=row.away, deputy=row.deputy, mine_to_do=row.mine_to_do
        ),
        "card_due": row.card_due,
        "not_told": untold.words if untold and untold.is_about(row.owner_team, row.owner_name) else "",
    }  # fmt: skip
