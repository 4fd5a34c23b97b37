"""Which open items stand on a desk, in which group and order? One statement over every noun; nothing is opened here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value

from casework.directory.current import pack
from casework.models import Case, Handover, Melding, Triage
from casework.policy import MELDING_UNSCREENED, MELDING_WAITING, answers_for
from casework.reading.moving import RECEIVER_MOVES
from privacy.context import Acting
from workflows.calendars import AMSTERDAM, local_date
from workflows.roles import WIJKTEAM, Role

SOON = timedelta(hours=1)
COLUMNS = ("noun", "pk", "ref", "page_ref", "state", "level", "gemeente", "owner_team", "owner_person", "owner_name",
           "sender", "sender_team", "receiver_team", "target", "person", "kind", "due")  # fmt: skip
NOUNS: dict[str, Any] = {"melding": Melding, "triage": Triage, "case": Case, "handover": Handover}
GROUPS = ("now", "today", "waiting", "later")
Position = tuple[datetime, UUID]
"""Where a page ended: the term and the id of its last row."""


@dataclass(frozen=True)
class Chosen:
    """Which part of the desk is asked for: one noun, one group, or with empty texts everything."""

    noun: str = ""
    group: str = ""


EVERYTHING = Chosen()


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


def on_desk(
    by: Acting,
    chosen: Chosen,
    *,
    after: Position | None,
    limit: int,
    only: Iterable[str] | None = None,
) -> list[dict[str, Any]]:
    """The rows of a desk as plain columns, first due first. `only`: of these references alone."""
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
        # While a colleague still looks at a lower urgency, the higher one of the tree counts.
        level=F("proposal_urgency") if noun == "triage" else F("urgency"),
        **({} if handover else {"sender_team": F("owner_team_id"), "receiver_team": nothing}),
        **({} if noun == "melding" else {"target": nothing}),
        **({"gemeente": F("melding__gemeente"), "person": F("melding__person_id")} if melding else {}),
    ).values(*COLUMNS)  # fmt: skip


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


def mark_of(row: dict[str, Any]) -> str:
    """The place of a row as text for an address."""
    return f"{row['due'].isoformat()}_{row['pk']}"


def position_from(after: str | None) -> Position | None:
    """Where a page ended; None for the first page and for anything that is not such a mark."""
    if not after:
        return None
    try:
        due, _, pk = after.partition("_")
        return datetime.fromisoformat(due), UUID(pk)
    except ValueError:
        return None
