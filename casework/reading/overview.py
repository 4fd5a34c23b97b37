"""How is the work spread over a team? Per colleague how much, how urgent, how late and how long untouched.

Counts and days of what the asker may know of; nobody somebody is concerned about is named. The same few statements
for ten items and for ten thousand.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Min, Q, QuerySet, UUIDField, Value

from casework.errors import NotYours
from casework.models import Account
from casework.reading.desk import NOUNS
from casework.reading.standing_in import of_owner
from casework.reading.words import role_word
from casework.scoping import visible
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.roles import DECIDERS, WIJKTEAM, WITH_TEAM, Role

OVERSEERS = (Role.TEAM_LEAD, Role.WIJKTEAM_COORDINATOR, *DECIDERS)
"""Who looks over more than the own desk: of a team its coordinator, of handovers who decides about them."""

LEVELS = (("U0", "U1", "U2"), ("U3",), ("U4", "U5"))
"""The urgencies that are counted together; what is not weighed yet stands apart."""


@dataclass
class Load:
    """What lies in somebody's hands. `levels`: as in LEVELS, and last what is not weighed. `oldest`: last touched."""

    open: int = 0
    late: int = 0
    levels: list[int] = field(default_factory=lambda: [0] * (len(LEVELS) + 1))
    oldest: datetime | None = None


def may_oversee(by: Acting) -> None:
    """Raises NotYours for whoever has no overview."""
    if by.role not in OVERSEERS:
        raise NotYours


def of_team(by: Acting) -> dict[str, Any]:
    """Per colleague of the own team, whoever is furthest behind first; what nobody has yet stands apart.

    Two statements. Raises NotYours for who coordinates no team.
    """
    if by.role not in (Role.TEAM_LEAD, Role.WIJKTEAM_COORDINATOR):
        raise NotYours
    loads = held(by)
    colleagues = Account.objects.filter(team_id=by.unit, is_active=True, role__in=WITH_TEAM)
    people = [_person(one, loads.get(one.pk, Load()), by) for one in colleagues.select_related("deputy")]
    people.sort(key=lambda one: (-one["late"], -one["open"], one["name"]))
    duty = loads.get(None, Load())
    return {"people": people, "duty": _counts(duty, by) if duty.open else None}


def held(by: Acting) -> dict[UUID | None, Load]:
    """Account id (None: nobody by name) -> what lies in those hands. One statement."""
    parts = [_of_noun(noun, by) for noun in (("melding", "handover") if by.role in WIJKTEAM else NOUNS)]
    loads: dict[UUID | None, Load] = {}
    for holder, level, count, late, oldest in parts[0].union(*parts[1:], all=True):
        load = loads.setdefault(holder, Load())
        load.open += count
        load.late += late
        load.levels[next((at for at, codes in enumerate(LEVELS) if level in codes), len(LEVELS))] += count
        load.oldest = min(filter(None, (load.oldest, oldest)))
    return loads


def _of_noun(noun: str, by: Acting) -> "QuerySet[Any, tuple[Any, ...]]":
    """Holder, urgency, how many, how many over time, and the oldest change."""
    items = visible(NOUNS[noun].unfinished(), by, listing=True)
    if by.role in WIJKTEAM:
        ours = Q(receiver_team_id=by.unit) if noun == "handover" else Q(target=by.unit)
        holder: Any = F("receiver_person_id") if noun == "handover" else Value(None, output_field=UUIDField())
    else:
        ours, holder = Q(owner_team_id=by.unit), F("owner_person_id")
    urgency = {"postbak": Value("", output_field=CharField()), "triage": F("proposal_urgency")}
    named = items.filter(ours).order_by().annotate(holder=holder, level=urgency.get(noun, F("urgency")))
    return named.values("holder", "level").annotate(
        count=Count("pk"), late=Count("pk", filter=Q(due_at__lte=by.at)), oldest=Min("changed_at")
    ).values_list("holder", "level", "count", "late", "oldest")  # fmt: skip


def _person(account: Account, load: Load, by: Acting) -> dict[str, Any]:
    return {
        "username": account.username, "name": account.name, "role": role_word(account.role),
        "standing_in": of_owner(account, by=by),
        "deputy": account.deputy.name if account.deputy else "", **_counts(load, by),
    }  # fmt: skip


def _counts(load: Load, by: Acting) -> dict[str, Any]:
    """The numbers of parts/load.html. `still`: days since the oldest was touched, None when nothing is open."""
    still = (local_date(by.at) - local_date(load.oldest)).days if load.oldest else None
    urgent, fast, planned, unweighed = load.levels
    return {"open": load.open, "late": load.late, "urgent": urgent, "fast": fast, "planned": planned,
            "unweighed": unweighed, "still": still}  # fmt: skip
