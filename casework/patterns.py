"""Is somebody reported again and again? Counts reports of one person over all files that colleagues tied together.

Three reports in twelve months (advice does not count) or two doors ask a team lead one question. Once answered it is
silent for ninety days, unless a door, channel or outcome shows that was not there before. Source: docs/privacy.md,
recognition.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from casework.models import Melding, Pattern, Person
from casework.telling import tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

MANY = 3
LOOKED_BACK = timedelta(days=365)
SILENT = timedelta(days=90)


def look_for(
    melding: Melding, *, persons: Iterable[Any], by: Acting, but: Iterable[Any] = ()
) -> Pattern | None:
    """Ask the team lead, when the reports about these persons (ids) together ask for it; the new question, or None.

    `persons`: everybody in the circle of the melding's person, as it is after this change. `but`: questions (ids) that
    lapse in this change.
    """
    ids = list(persons)
    reports = _reports(ids, by)
    cause = _cause(reports)
    signs = signs_of(reports)
    earlier = Pattern.objects.filter(person_id__in=ids).exclude(state="lapsed").exclude(pk__in=list(but))
    if not cause or any(_covers(one, signs, by) for one in earlier):
        return None
    pattern = Pattern(
        person=cast(Person, melding.person), melding=melding, cause=cause, signs=signs, gemeente=melding.gemeente,
        urgency=melding.urgency, owner_team_id=by.unit, shielded_for=melding.shielded_for,
    )  # fmt: skip
    current_work().add(pattern)
    tell_team(by.unit, "pattern.found", about=pattern, role=Role.TEAM_LEAD)
    return pattern


def signs_of(reports: Iterable[dict[str, str]]) -> list[str]:
    """What can be new about a report, as codes: its door, its channel, and the outcome it had."""
    return sorted({f"{name}:{row[name]}" for row in reports for name in row if row[name]})


def _reports(persons: Iterable[Any], by: Acting) -> list[dict[str, str]]:
    found = Melding.objects.filter(person_id__in=list(persons), received_at__gt=by.at - LOOKED_BACK)
    rows = found.exclude(state__in=("advice", "draft")).values_list("door", "channel", "outcome")
    return [{"door": door, "channel": channel, "outcome": outcome} for door, channel, outcome in rows]


def _cause(reports: list[dict[str, str]]) -> str:
    """The code of what makes it a pattern; "" when it is none."""
    if len(reports) >= MANY:
        return "three_reports"
    return "two_doors" if len({row["door"] for row in reports}) > 1 else ""


def _covers(earlier: Pattern, signs: list[str], by: Acting) -> bool:
    """Is this question still to be answered, or answered so lately that nothing new asks it again?"""
    if not earlier.state_info.final:
        return True
    return earlier.is_silent(by.at) and set(signs) <= set(earlier.signs)
