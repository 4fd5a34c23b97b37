"""What lies on my desk, what is first, and who has to move? One list per role, ordered by the next clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value

from casework import access
from casework.models import Case, Handover, Melding, Person, Triage
from casework.policy import may_see
from privacy.context import Acting
from privacy.ledger.record import ChangeEvent
from workflows.calendars import local_date
from workflows.roles import WIJKTEAM, Role

PAGE = 20
COLUMNS = ("noun", "pk", "ref", "state", "urgency", "gemeente", "owner_team", "owner_person", "owner_name", "sender",
           "sender_team", "receiver_team", "target", "person", "kind", "due")  # fmt: skip
NOUNS: dict[str, Any] = {"melding": Melding, "triage": Triage, "case": Case, "handover": Handover}


@dataclass(frozen=True)
class Row:
    """One line: what it is, whose it is, what comes next and before when. `name` and `flags` only when allowed."""

    noun: str
    ref: str
    state: str
    urgency: str
    gemeente: str
    owner_team: str
    owner_name: str
    clock_kind: str
    due: datetime
    group: str
    name: str = ""
    flags: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Worklist:
    """A page of rows and where the next one begins (None: there is no more)."""

    rows: list[Row] = field(default_factory=list)
    after: str | None = None


def mine(by: Acting) -> dict[str, Q]:
    """Which items of each noun stand on this desk. Nothing for a role without a desk."""
    actor, unit = Q(owner_person_id=by.actor), by.unit
    if by.role == Role.TRIAGIST:
        waiting = Q(state__in=["received", "screened", "reopened"])
        return {"melding": Q(owner_team_id=unit) | waiting, "triage": Q(owner_team_id=unit, state="review")}
    if by.role == Role.CARE_COORDINATOR:
        return {"melding": actor, "case": actor, "handover": Q(sender_person_id=by.actor)}
    if by.role == Role.TEAM_LEAD:
        team = Q(owner_team_id=unit)
        return {
            "melding": team,
            "triage": team & Q(state="review"),
            "case": team,
            "handover": Q(sender_team_id=unit),
        }
    if by.role in WIJKTEAM:
        inbox = Q(receiver_team_id=unit) & ~Q(state="draft")
        return {"melding": Q(target=unit, state="forwarded"), "handover": inbox}
    if by.role in (Role.CRISIS_WORKER, Role.CRISIS_LEAD):
        return {"melding": Q(owner_team_id=unit)}
    return {}


def worklist(by: Acting, *, after: str | None = None, limit: int = PAGE) -> Worklist:
    """The open items on this desk, first due first. `after`: where the page before ended."""
    found = _found(by, after=_position(after), limit=limit + 1)
    page = found[:limit]
    more = _mark(page[-1]) if len(found) > limit else None
    return Worklist(_named(page, by), more)


def changed_since(by: Acting, cursor: int) -> tuple[list[Row], list[str], int]:
    """Rows on this desk that changed after `cursor`, references that left it, and the new cursor."""
    events = (
        ChangeEvent.objects.filter(pk__gt=cursor).order_by("pk").values_list("pk", "about_kind", "about_ref")
    )
    seen = list(events[:200])
    refs = {ref for _, kind, ref in seen if kind in NOUNS}
    if not refs:
        return [], [], seen[-1][0] if seen else cursor
    rows = _named(_found(by, after=None, limit=len(refs), only=refs), by)
    return rows, sorted(refs - {row.ref for row in rows}), seen[-1][0]


def newest_cursor() -> int:
    """The cursor of the newest change."""
    return ChangeEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _found(
    by: Acting, *, after: tuple[datetime, UUID] | None, limit: int, only: Iterable[str] | None = None
) -> list[dict[str, Any]]:
    parts = []
    for noun, desk in mine(by).items():
        part = NOUNS[noun].unfinished().filter(desk)
        if only is not None:
            part = part.filter(ref__in=list(only))
        if after is not None:
            part = part.filter(Q(clock__due_at__gt=after[0]) | Q(clock__due_at=after[0], pk__gt=after[1]))
        parts.append(_columns(noun, part))
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(together.order_by("due", "pk")[:limit])


def _columns(noun: str, part: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    """The same columns for every noun, so that one statement reads them all."""
    nothing = Value("", output_field=CharField())
    melding = "melding__" if noun == "triage" else ""
    handover = noun == "handover"
    return part.order_by().annotate(
        noun=Value(noun, output_field=CharField()),
        owner_name=F("owner_person__name"),
        sender=F("sender_person_id") if handover else F("owner_person_id"),
        kind=F("clock__kind"),
        due=F("clock__due_at"),
        **({} if handover else {"sender_team": F("owner_team_id"), "receiver_team": nothing}),
        **({} if noun == "melding" else {"target": nothing}),
        **({"gemeente": F("melding__gemeente"), "person": F("melding__person_id")} if melding else {}),
    ).values(*COLUMNS)  # fmt: skip


def _named(found: list[dict[str, Any]], by: Acting) -> list[Row]:
    """Rows with the names this person may see: one statement for the persons, one key look-up, one access row."""
    decisions = {row["pk"]: may_see(_facts(row), by, listing=True) for row in found}
    ids = {row["person"] for row in found if row["person"] and decisions[row["pk"]].permit}
    persons = {p.pk: p for p in Person.objects.filter(pk__in=ids)} if ids else {}
    wanted = {}
    for row in found:
        person = persons.get(row["person"])
        if person is not None:
            groups = decisions[row["pk"]].groups
            names = ["given", "prefix", "surname"] if "identity" in groups else []
            wanted[person.pk] = (person, names + (["flags"] if "flags" in groups else []))
    opened = access.open_fields(wanted.values(), by=by, about="worklist", action="worklist.read")
    shown = {one.record.pk: one for one in opened}
    return [_row(row, shown.get(row["person"]), by) for row in found if decisions[row["pk"]].permit]


def _row(row: dict[str, Any], person: access.Opened | None, by: Acting) -> Row:
    return Row(
        noun=row["noun"], ref=row["ref"], state=row["state"], urgency=row["urgency"], gemeente=row["gemeente"],
        owner_team=row["owner_team"], owner_name=row["owner_name"] or "", clock_kind=row["kind"], due=row["due"],
        group=group_of(row, by),
        name=person.text("given", "prefix", "surname") if person else "",
        flags=tuple(person.get("flags") or ()) if person else (),
    )  # fmt: skip


def group_of(row: dict[str, Any], by: Acting) -> str:
    """now: over time or within the hour; waiting: somebody else moves first; today; later."""
    if row["due"] <= by.at + timedelta(hours=1):
        return "now"
    if row["noun"] == "handover" and _other_side_moves(row, by):
        return "waiting"
    return "today" if local_date(row["due"]) <= local_date(by.at) else "later"


def _other_side_moves(row: dict[str, Any], by: Acting) -> bool:
    receiver_moves = row["state"] in ("offered", "received", "expired", "talk_held", "waiting_list")
    return receiver_moves != (by.role in WIJKTEAM)


def _facts(row: dict[str, Any]) -> SimpleNamespace:
    """The clear columns of a row in the shape the policy reads."""
    return SimpleNamespace(
        kind=lambda: row["noun"], state=row["state"], owner_team_id=row["owner_team"],
        owner_person_id=row["owner_person"], sender_person_id=row["sender"] if row["noun"] == "handover" else None,
        sender_team_id=row["sender_team"] if row["noun"] == "handover" else None,
        receiver_team_id=row["receiver_team"], target=row["target"],
    )  # fmt: skip


def _mark(row: dict[str, Any]) -> str:
    return f"{row['due'].isoformat()}_{row['pk']}"


def _position(after: str | None) -> tuple[datetime, UUID] | None:
    """Where a page ended; None for the first page and for anything that is not such a mark."""
    if not after:
        return None
    try:
        due, _, pk = after.partition("_")
        return datetime.fromisoformat(due), UUID(pk)
    except ValueError:
        return None
