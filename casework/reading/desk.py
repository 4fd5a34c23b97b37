"""Which open items stand on a desk, in which group and order? One statement over every noun; nothing is opened here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from casework.models import (
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    PostbakItem,
    Triage,
)
from casework.policy import MELDING_UNSCREENED
from casework.reading.desk_columns import columns
from casework.reading.marks import moment_in
from casework.reading.moving import RECEIVER_CLOCKS, RECEIVER_MOVES
from casework.scoping import visible
from casework.worry import MOST
from privacy.context import Acting
from workflows.calendars import AMSTERDAM, local_date
from workflows.roles import CRISIS, DECIDERS, SCREENERS, WIJKTEAM, Role

SOON = timedelta(hours=1)
NOUNS: dict[str, Any] = {"melding": Melding, "triage": Triage, "case": Case, "handover": Handover,
                         "postbak": PostbakItem, "pattern": Pattern, "escalation": Escalation,
                         "task": PartnerTask, "disclosure": Disclosure, "crisis": Crisis,
                         "fan_contact": FanContact, "fan_profile": FanProfile}  # fmt: skip
ORDER = dict.fromkeys(NOUNS, ("due_at", "pk")) | {"melding": ("due_at", "calm", "pk")}
"""How a desk is read, per noun: as the index of casework.models.base.desk_index."""
TO_LOOK_AT = ("peer_review", "delivered_first")
"""The states of a disclosure in which a colleague looks along."""

GROUPS = ("now", "today", "waiting", "later")
Position = tuple[datetime, int, UUID]
"""Where a page ended: the term, the calm (the less worry, the more) and the id of its last row."""


@dataclass(frozen=True)
class Chosen:
    """Which part of the desk is asked for: one noun, one group, some states, or with nothing given everything."""

    noun: str = ""
    group: str = ""
    states: tuple[str, ...] = ()


EVERYTHING = Chosen()


def mine(by: Acting) -> dict[str, Q]:
    """Which of the items somebody may see stand on this desk. Nothing for a role without a desk."""
    hands = (by.actor, *by.stands_in)
    own = Q(owner_person_id__in=hands)
    # What the night left for the day stands on the desk of everybody who can sign for it.
    from_the_night = {"fan_contact": Q(state="morning_handover", receiver_team_id=by.unit)}
    second_look = Q(state="review")
    if by.role == Role.TRIAGIST:
        return {"melding": Q(), "triage": second_look, "postbak": Q()} | from_the_night
    if by.role == Role.CARE_COORDINATOR:
        sent, to_look_at = Q(sender_person_id__in=hands), Q(state__in=TO_LOOK_AT)
        mine_beside = {"escalation": own, "task": sent, "disclosure": own | to_look_at}
        # What is offered to the team stands on every desk until somebody takes it by name.
        offered = Q(receiver_team_id=by.unit, receiver_person=None) | Q(receiver_person_id__in=hands)
        return {"melding": own, "case": own, "handover": sent | offered, **mine_beside} | from_the_night
    if by.role == Role.PARTNER:
        return {"task": Q()} | from_the_night
    if by.role == Role.TEAM_LEAD:
        return (
            dict.fromkeys(NOUNS, Q())
            | {"triage": second_look, "disclosure": Q(state__in=TO_LOOK_AT)}
            | from_the_night
        )
    if by.role in WIJKTEAM:
        return {"melding": Q(), "handover": Q()} | from_the_night
    if by.role in DECIDERS:
        # What two people, or a receiving team, did not decide in time is theirs to decide.
        late, undecided = Q(clock__kind="gemeente_ruling"), Q(state="expired", clock__kind="ladder_decision")
        if by.role == Role.GEMEENTE_MANAGER:
            silent = undecided | Q(state="expired", clock__kind="ladder_region") | Q(state="waiting_list")
            return {"melding": late, "handover": late | silent}
        return {"melding": late, "handover": late | undecided}
    if by.role in SCREENERS:
        to_screen = Q(state__in=(*MELDING_UNSCREENED, "left_draft"))
        found = {"melding": to_screen | Q(state="at_crisis", target=by.unit) | own}
        if by.role in CRISIS:
            # The crisis team works in shifts: what one pair has, the next one sees.
            to_take = Q(state__in=("escalated", "visit_alarm"), target=by.unit)
            found |= {"crisis": Q(), "escalation": Q(crisis__isnull=False), "handover": Q(origin="crisis"),
                      "fan_contact": to_take | from_the_night["fan_contact"]}  # fmt: skip
        else:
            found |= {"fan_contact": Q(), "fan_profile": Q()}
        return found
    return {}


def on_desk(
    by: Acting,
    chosen: Chosen,
    *,
    after: Position | None,
    limit: int,
    only: Iterable[str] | None = None,
) -> list[dict[str, Any]]:
    """The rows of a desk as plain columns, first due first, of equal terms the most worrying first.

    only: of these references alone.
    """
    parts = []
    for noun, desk in mine(by).items():
        group = _in_group(noun, chosen.group, by)
        if group is None or chosen.noun not in ("", noun):
            continue
        part = visible(NOUNS[noun].unfinished(), by, listing=True).filter(desk, group, due_at__isnull=False)
        if chosen.states:
            part = part.filter(state__in=chosen.states)
        if only is not None:
            part = part.filter(ref__in=list(only))
        if after is not None:
            part = part.filter(_beyond(noun, after))
        # Each noun gives no more than a page, read along its index; the columns are joined to those rows alone.
        first = part.order_by(*ORDER[noun]).values("pk")[:limit]
        parts.append(columns(noun, NOUNS[noun].objects.filter(pk__in=first), at=by.at))
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(together.order_by("due", "calm", "pk")[:limit])


def _beyond(noun: str, after: Position) -> Q:
    """Behind this place in the order of the desk. Only a melding knows worry; everything else is as calm as can be."""
    due, calm, pk = after
    # By itself as well: SQLite takes a comparison of several columns apart, and would begin at the first row again.
    from_here = Q(due_at__gte=due)
    if noun == "melding":
        return from_here & Q(TupleGreaterThan(Tuple("due_at", "calm", "pk"), (due, calm, pk)))
    if calm == MOST:
        return from_here & Q(TupleGreaterThan(Tuple("due_at", "pk"), (due, pk)))
    return from_here


def _in_group(noun: str, group: str, by: Acting) -> Q | None:
    """The same division as `group_of`, for the database. None: this noun is never in that group."""
    soon = Q(due_at__lte=by.at + SOON)
    if not group:
        return Q()
    if group == "now":
        return soon
    waits = _waits(noun, by)
    if group == "waiting":
        return None if waits is None else ~soon & waits
    ours = ~soon if waits is None else ~soon & ~waits
    tonight = Q(due_at__lt=_midnight_after(by.at))
    return ours & (tonight if group == "today" else ~tonight)


def _midnight_after(at: datetime) -> datetime:
    """The end of the local day of `at`."""
    return datetime.combine(local_date(at) + timedelta(days=1), time.min, tzinfo=AMSTERDAM)


def _waits(noun: str, by: Acting) -> Q | None:
    """Somebody else moves first: the target of a melding, the second person of a triage, the other bank."""
    if noun == "melding":
        return Q(state__in=("forwarded", "at_crisis")) & ~Q(target=by.unit)
    if noun == "triage":
        return Q(state="review", owner_person_id=by.actor)
    if noun == "handover" and by.role in DECIDERS:
        return Q(state="waiting_list")
    if noun == "handover":
        moves = Q(state__in=RECEIVER_MOVES) | Q(clock__kind__in=RECEIVER_CLOCKS)
        receives = Q(receiver_team_id=by.unit)
        return (moves & Q(receiver_team__isnull=False) & ~receives) | (receives & ~moves)
    if noun == "fan_contact":
        # A column that holds nothing is another team than mine.
        received = Q(receiver_team_id=by.unit, receiver_team__isnull=False)
        return (Q(state="morning_handover") & ~received) | (Q(state="escalated") & ~Q(target=by.unit))
    if noun in BESIDE and by.role != Role.PARTNER:
        return Q(state__in=NOUNS[noun].State)
    return None


BESIDE = ("escalation", "task")
"""What somebody else does beside a case."""


def group_of(row: dict[str, Any], by: Acting) -> str:
    """now: over time or within the hour; waiting: somebody else moves first; today; later."""
    if row["due"] <= by.at + SOON:
        return "now"
    if _other_side_moves(row, by):
        return "waiting"
    return "today" if local_date(row["due"]) <= local_date(by.at) else "later"


def _other_side_moves(row: dict[str, Any], by: Acting) -> bool:
    if row["noun"] == "melding":
        return row["state"] in ("forwarded", "at_crisis") and row["target"] != by.unit
    if row["noun"] == "triage":
        return row["state"] == "review" and str(row["owner_person"]) == by.actor
    if row["noun"] == "fan_contact":
        lies_with = {"morning_handover": row["receiver_team"] or "", "escalated": row["target"]}
        return lies_with.get(row["state"], by.unit) != by.unit
    if row["noun"] in BESIDE:
        return by.role != Role.PARTNER
    if row["noun"] == "handover" and by.role in DECIDERS:
        return bool(row["state"] == "waiting_list")
    moves = row["state"] in RECEIVER_MOVES or row["kind"] in RECEIVER_CLOCKS
    receives = row["receiver_team"] == by.unit
    return row["noun"] == "handover" and (moves and bool(row["receiver_team"])) != receives


def mark_of(row: dict[str, Any]) -> str:
    """The place of a row as text for an address."""
    return f"{row['due'].isoformat()}_{row['calm']}_{row['pk']}"


def position_from(after: str | None) -> Position | None:
    """Where a page ended; None for the first page and for anything that is not such a mark."""
    if not after:
        return None
    try:
        due, calm, pk = after.split("_")
        position = moment_in(due), int(calm), UUID(pk)
    except ValueError:
        return None
    return position if 0 <= position[1] <= MOST else None
