"""What lies on my desk, what is first, and who has to move? One list per role, ordered by the next clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value

from casework import access
from casework.directory.current import pack
from casework.models import Case, Handover, Melding, Person, Triage
from casework.policy import MELDING_UNSCREENED, MELDING_WAITING, answers_for, may_see
from casework.reading.moving import RECEIVER_MOVES
from privacy.context import Acting, wall_clock
from privacy.ledger.record import ChangeEvent
from workflows.calendars import AMSTERDAM, local_date
from workflows.roles import WIJKTEAM, Role

PAGE = 20
SOON = timedelta(hours=1)
OVERLAP = timedelta(seconds=10)
"""Changes are numbered when they are written and seen when they are committed: look this far back for late ones."""
COLUMNS = ("noun", "pk", "ref", "page_ref", "state", "urgency", "gemeente", "owner_team", "owner_person", "owner_name",
           "sender", "sender_team", "receiver_team", "target", "person", "kind", "due")  # fmt: skip
NOUNS: dict[str, Any] = {"melding": Melding, "triage": Triage, "case": Case, "handover": Handover}
GROUPS = ("now", "today", "waiting", "later")


@dataclass(frozen=True)
class Row:
    """One line: what it is, whose it is, what comes next and before when. `name` and `flags` only when allowed.

    `page_ref`: the reference of the page it opens. `receiver_team`: who answers while a handover lies there.
    """

    noun: str
    ref: str
    page_ref: str
    state: str
    urgency: str
    gemeente: str
    owner_team: str
    owner_name: str
    target: str
    receiver_team: str
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
        waiting = Q(state__in=MELDING_WAITING)
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
        answered = [team for team in pack().region.teams if answers_for(team, by)]
        return {
            "melding": Q(state__in=MELDING_UNSCREENED)
            & (Q(owner_team_id=unit) | Q(owner_team_id__in=answered))
        }
    return {}


@dataclass(frozen=True)
class Chosen:
    """Which part of the desk is asked for: one noun, one group, or with empty texts everything."""

    noun: str = ""
    group: str = ""


EVERYTHING = Chosen()


def worklist(
    by: Acting, *, chosen: Chosen = EVERYTHING, after: str | None = None, limit: int = PAGE
) -> Worklist:
    """The open items on this desk, first due first. `after`: where the page before ended."""
    found = _found(by, chosen, after=_position(after), limit=limit + 1)
    page = found[:limit]
    more = _mark(page[-1]) if len(found) > limit else None
    return Worklist(_named(page, by), more)


def changed_since(
    by: Acting, cursor: int, *, chosen: Chosen = EVERYTHING, shown: Iterable[str] = ()
) -> tuple[list[Row], list[str], int]:
    """Rows on this desk that changed after `cursor`, which of the references `shown` are not on it, the new cursor.

    Nothing is said about a reference the asker does not already show.
    """
    late = Q(pk__gt=cursor - 500, recorded_at__gte=wall_clock() - OVERLAP)
    events = ChangeEvent.objects.filter(Q(pk__gt=cursor) | late).order_by("pk")
    seen = list(events.values_list("pk", "about_kind", "about_ref")[:200])
    changed = {ref for _, kind, ref in seen if kind in NOUNS}
    asked = changed | set(shown)
    found = _found(by, chosen, after=None, limit=len(asked), only=asked) if asked else []
    desk = [row for row in found if may_see(_facts(row), by, listing=True).permit]
    gone = set(shown) - {row["ref"] for row in desk}
    rows = _named([row for row in desk if row["ref"] in changed], by)
    return rows, sorted(gone), max(cursor, seen[-1][0]) if seen else cursor


def newest_cursor() -> int:
    """The cursor of the newest change."""
    return ChangeEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _found(
    by: Acting,
    chosen: Chosen,
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
    only: Iterable[str] | None = None,
) -> list[dict[str, Any]]:
    parts = []
    for noun, desk in mine(by).items():
        group = _in_group(noun, chosen.group, by)
        if group is None or chosen.noun not in ("", noun):
            continue
        part = NOUNS[noun].unfinished().filter(desk, group)
        if only is not None:
            part = part.filter(ref__in=list(only))
        if after is not None:
            part = part.filter(Q(clock__due_at__gt=after[0]) | Q(clock__due_at=after[0], pk__gt=after[1]))
        parts.append(_columns(noun, part))
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(together.order_by("due", "pk")[:limit])


def _in_group(noun: str, group: str, by: Acting) -> Q | None:
    """The same division as `group_of`, for the database. None: this noun is never in that group."""
    soon = Q(clock__due_at__lte=by.at + SOON)
    if not group:
        return Q()
    if group == "now":
        return soon
    waits = _waits(noun, by)
    if group == "waiting":
        return None if waits is None else ~soon & waits
    ours = ~soon if waits is None else ~soon & ~waits
    tonight = Q(clock__due_at__lt=_midnight_after(by.at))
    return ours & (tonight if group == "today" else ~tonight)


def _midnight_after(at: datetime) -> datetime:
    """The end of the local day of `at`."""
    return datetime.combine(local_date(at) + timedelta(days=1), time.min, tzinfo=AMSTERDAM)


def _waits(noun: str, by: Acting) -> Q | None:
    """Somebody else moves first: the target of a melding, the second person of a triage, the other bank."""
    if noun == "melding":
        return Q(state="forwarded") & ~Q(target=by.unit)
    if noun == "triage":
        return Q(state="review", owner_person_id=by.actor)
    if noun == "handover":
        receiver = Q(state__in=RECEIVER_MOVES)
        return ~receiver if by.role in WIJKTEAM else receiver
    return None


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
        page_ref=F("melding__ref") if noun == "triage" else F("ref"),
        **({} if handover else {"sender_team": F("owner_team_id"), "receiver_team": nothing}),
        **({} if noun == "melding" else {"target": nothing}),
        **({"gemeente": F("melding__gemeente"), "person": F("melding__person_id")} if melding else {}),
    ).values(*COLUMNS)  # fmt: skip


def _named(found: list[dict[str, Any]], by: Acting) -> list[Row]:
    """Rows with the names this person may see: one statement for the persons, one key look-up, one access row."""
    decisions = {row["pk"]: may_see(_facts(row), by, listing=True) for row in found}
    ids = {row["person"] for row in found if row["person"] and decisions[row["pk"]].permit}
    persons = {p.pk: p for p in Person.objects.filter(pk__in=ids)} if ids else {}
    # One person may stand behind two rows with different rights: open what either allows, show what the row allows.
    wanted: dict[Any, tuple[Person, set[str]]] = {pk: (person, set()) for pk, person in persons.items()}
    for row in found:
        if row["person"] in wanted:
            wanted[row["person"]][1].update(_open_names(decisions[row["pk"]].groups))
    asked = [(person, sorted(names)) for person, names in wanted.values()]
    shown = {
        one.record.pk: one
        for one in access.open_fields(asked, by=by, about="worklist", action="worklist.read")
    }
    return [
        _row(row, shown.get(row["person"]), decisions[row["pk"]].groups, by)
        for row in found
        if decisions[row["pk"]].permit
    ]


def _open_names(groups: frozenset[str]) -> set[str]:
    """What a row shows of a person, as far as its decision goes."""
    names = {"given", "prefix", "surname"} if "identity" in groups else set()
    return names | ({"flags"} if "flags" in groups else set())


def _row(row: dict[str, Any], person: access.Opened | None, groups: frozenset[str], by: Acting) -> Row:
    names = _open_names(groups)
    return Row(
        noun=row["noun"], ref=row["ref"], page_ref=row["page_ref"], state=row["state"], urgency=row["urgency"],
        gemeente=row["gemeente"], owner_team=row["owner_team"], owner_name=row["owner_name"] or "",
        target=row["target"], receiver_team=row["receiver_team"] or "", clock_kind=row["kind"], due=row["due"],
        group=group_of(row, by),
        name=person.text("given", "prefix", "surname") if person and "surname" in names else "",
        flags=tuple(person.get("flags") or ()) if person and "flags" in names else (),
    )  # fmt: skip


def group_of(row: dict[str, Any], by: Acting) -> str:
    """now: over time or within the hour; waiting: somebody else moves first; today; later."""
    if row["due"] <= by.at + SOON:
        return "now"
    if _other_side_moves(row, by):
        return "waiting"
    return "today" if local_date(row["due"]) <= local_date(by.at) else "later"


def _other_side_moves(row: dict[str, Any], by: Acting) -> bool:
    if row["noun"] == "melding":
        return row["state"] == "forwarded" and row["target"] != by.unit
    if row["noun"] == "triage":
        return row["state"] == "review" and str(row["owner_person"]) == by.actor
    return row["noun"] == "handover" and (row["state"] in RECEIVER_MOVES) != (by.role in WIJKTEAM)


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
