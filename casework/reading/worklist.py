"""What lies on my desk, and what may I see of it? A page of rows, and the rows that changed since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from casework import access
from casework.models import Person
from casework.models.account import works_that_day
from casework.policy import may_see
from casework.reading.desk import (
    EVERYTHING,
    NOUNS,
    Chosen,
    group_of,
    mark_of,
    on_desk,
    position_from,
)
from casework.reading.desk_columns import TO_A_RECEIVER
from casework.worry import MOST
from privacy.context import Acting, wall_clock
from privacy.ledger.record import ChangeEvent

PAGE = 20
OVERLAP = timedelta(seconds=10)
"""Changes are numbered when they are written and seen when they are committed: look this far back for late ones."""


@dataclass(frozen=True)
class Row:
    """One line: what it is, whose it is, what comes next and before when. `name` and `flags` only when allowed.

    `page_ref`: the reference of the page it opens. `receiver_team`: who answers while a handover lies there. `worry`:
    see casework.worry. `away`: "ill" or "off" when the owner is not there now; `deputy`: who stands in, if anybody;
    `mine_to_do`: that is the reader. `card_due`: until when the nachtkaart that a case misses must be written.
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
    worry: int = 0
    away: str = ""
    deputy: str = ""
    mine_to_do: bool = False
    card_due: datetime | None = None
    name: str = ""
    flags: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Worklist:
    """A page of rows, where the next one begins (None: there is no more), and the cursor of the newest change."""

    rows: list[Row] = field(default_factory=list)
    after: str | None = None
    cursor: int = 0


def worklist(
    by: Acting, *, chosen: Chosen = EVERYTHING, after: str | None = None, limit: int = PAGE
) -> Worklist:
    """The open items on this desk, first due first. `after`: where the page before ended."""
    found = on_desk(by, chosen, after=position_from(after), limit=limit + 1)
    cursor = found[0]["cursor"] if found else newest_cursor()
    if not found:
        # The cursor before the rows: what came in between would be missed.
        found = on_desk(by, chosen, after=position_from(after), limit=limit + 1)
    page = found[:limit]
    more = mark_of(page[-1]) if len(found) > limit else None
    return Worklist(_named(page, by), more, cursor)


def changed_since(
    by: Acting, cursor: int, *, chosen: Chosen = EVERYTHING, shown: Iterable[str] = ()
) -> tuple[list[Row], list[str], int]:
    """Rows on this desk that changed after `cursor`, which of the references `shown` are not on it, the new cursor.

    Nothing is said about a reference the asker does not already show.
    """
    moment = wall_clock()
    late = Q(pk__gt=cursor - 500, recorded_at__range=(moment - OVERLAP, moment + OVERLAP))
    events = ChangeEvent.objects.filter(Q(pk__gt=cursor) | late).order_by("pk")
    seen = list(events.values_list("pk", "about_kind", "about_ref")[:200])
    changed = {ref for _, kind, ref in seen if kind in NOUNS}
    asked = changed | set(shown)
    found = on_desk(by, chosen, after=None, limit=len(asked), only=asked) if asked else []
    desk = [row for row in found if may_see(_facts(row), by, listing=True).permit]
    gone = set(shown) - {row["ref"] for row in desk}
    rows = _named([row for row in desk if row["ref"] in changed], by)
    return rows, sorted(gone), max(cursor, seen[-1][0]) if seen else cursor


def newest_cursor() -> int:
    """The cursor of the newest change."""
    return ChangeEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


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
        noun=row["noun"], ref=row["ref"], page_ref=row["page_ref"], state=row["state"], urgency=row["level"],
        gemeente=row["gemeente"], owner_team=row["owner_team"], owner_name=row["owner_name"] or "",
        target=row["target"], receiver_team=row["receiver_team"] or "", clock_kind=row["kind"], due=row["due"],
        group=group_of(row, by), worry=MOST - row["calm"], away=_away(row, by), deputy=row["deputy_name"] or "",
        mine_to_do=str(row["owner_person"]) in by.stands_in, card_due=row["card_due"],
        name=person.text("given", "prefix", "surname") if person and "surname" in names else "",
        flags=tuple(person.get("flags") or ()) if person and "flags" in names else (),
    )  # fmt: skip


def _away(row: dict[str, Any], by: Acting) -> str:
    """Is the owner ill, or not working today?"""
    if row["owner_ill"]:
        return "ill"
    off = row["owner_person"] is not None and not works_that_day(row["owner_days"], by.at)
    return "off" if off else ""


def _facts(row: dict[str, Any]) -> SimpleNamespace:
    """The clear columns of a row in the shape the policy reads."""
    return SimpleNamespace(
        kind=lambda: row["noun"], state=row["state"], owner_team_id=row["owner_team"],
        owner_person_id=row["owner_person"], sender_person_id=row["sender"] if row["noun"] in TO_A_RECEIVER else None,
        sender_team_id=row["sender_team"] if row["noun"] in TO_A_RECEIVER else None,
        receiver_team_id=row["receiver_team"], target=row["target"], gemeente=row["gemeente"],
        shielded_for=row["shielded_for"], origin=row["origin"],
    )  # fmt: skip
