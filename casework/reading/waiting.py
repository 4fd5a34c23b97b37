"""How long do senders wait for receivers, and what begins when? Days, dates and references; no person is opened.

The waiting days of a sender are counted in the sender's working days from the offer, and shown to both sides, their
managers and the region.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from casework.models import Handover
from casework.policy import may_see
from casework.reading.bridge import WAITING, day_word, working_days
from casework.reading.care_words import word
from casework.reading.words import state_badge, team_word
from casework.scoping import visible
from casework.ties import gemeenten_of
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.roles import DECIDERS, Role

MOST_CARDS = 50
"""So many references stand on a page, the longest waiting first; the sums count all of them."""


@dataclass(frozen=True)
class Waiting:
    """One handover nobody has accepted yet. `days`: working days of the sender since the offer."""

    ref: str
    state: str
    days: int
    sender: str
    receiver: str
    start: date | None
    contact: str
    reason: str
    opens: bool


def waiting(by: Acting) -> list[Waiting]:
    """What waits, as far as `by` may know of it, the longest first. One statement."""
    columns = ("ref", "state", "offered_at", "sender_team_id", "sender_person_id", "receiver_team_id", "outside_kind",
               "start_date", "reason", "gemeente", "shielded_for", "owner_team_id", "owner_person_id",
               "stepped_aside")  # fmt: skip
    found = _reach(by).filter(state__in=WAITING, offered_at__isnull=False).order_by("offered_at", "ref")
    rows = [SimpleNamespace(**row) for row in found.values(*columns, contact=F("receiver_person__name"))]
    days = _Days(local_date(by.at))
    return [_one(row, by, days) for row in rows if _may_know(row, by)]


def _reach(by: Acting) -> Any:
    """A manager knows what waits in the gemeente, the region everything; everybody else what the own team sees."""
    if by.role == Role.GEMEENTE_MANAGER:
        return Handover.objects.filter(gemeente__in=gemeenten_of(by.unit))
    if by.role == Role.REGION_COORDINATOR:
        return Handover.objects.all()
    return visible(Handover.objects.all(), by).filter(Q(sender_team_id=by.unit) | Q(receiver_team_id=by.unit))


def _may_know(row: SimpleNamespace, by: Acting) -> bool:
    """Whoever decides and does not treat knows the card of an item: reference, days and reason."""
    return by.role not in DECIDERS or may_see(_as("item_card", "offered", row), by).permit


def _as(noun: str, stage: str, row: SimpleNamespace) -> SimpleNamespace:
    """The row in the shape the policy reads."""
    return SimpleNamespace(**{**vars(row), "kind": lambda: noun, "state": stage})


def _one(row: SimpleNamespace, by: Acting, days: "_Days") -> Waiting:
    receiver = word("outside kind", row.outside_kind) if row.outside_kind else team_word(row.receiver_team_id)
    return Waiting(
        ref=row.ref, state=row.state, days=days.of(row.sender_team_id, row.offered_at),
        sender=team_word(row.sender_team_id), receiver=receiver, start=row.start_date, contact=row.contact or "",
        reason=_reason(row), opens=may_see(_as("handover", row.state, row), by).permit,
    )  # fmt: skip


def _reason(row: SimpleNamespace) -> str:
    """Why it waits, as far as its state does not say so."""
    if row.state == "waiting_list" and row.start_date:
        return _("starts %(day)s") % {"day": day_word(row.start_date)}
    return {
        "expired": _("no answer in time"),
        "asking": _("a question is open"),
        "incomplete": _("parts are missing"),
    }.get(row.state, "")


class _Days:
    """Working days of a team until today; each day is counted once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.known: dict[tuple[str, date], int] = {}

    def of(self, team: str, since: datetime) -> int:
        key = (team, local_date(since))
        if key not in self.known:
            self.known[key] = working_days(team, key[1], self.today)
        return self.known[key]


def per_side(rows: Iterable[Waiting], *, side: str) -> list[dict[str, Any]]:
    """Per team of the other side ("receiver" or "sender"): how many wait, the longest, all days, the first start."""
    sides: dict[str, list[Waiting]] = {}
    for row in rows:
        sides.setdefault(str(getattr(row, side)), []).append(row)
    lines = [
        {
            "team": team, "count": len(those), "longest": max(row.days for row in those),
            "days": sum(row.days for row in those), "listed": sum(row.state == "waiting_list" for row in those),
            "late": sum(row.state == "expired" for row in those),
            "start": min((row.start for row in those if row.state == "waiting_list" and row.start), default=None),
        }
        for team, those in sides.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (-line["longest"], line["team"]))


def cards(rows: Iterable[Waiting]) -> list[dict[str, Any]]:
    """The context of the rows of a card: reference, state, days and reason; a link only where the page opens."""
    longest = sorted(rows, key=lambda row: (-row.days, row.ref))[:MOST_CARDS]
    return [
        {"ref": row.ref, "opens": row.opens, "state": state_badge("handover", row.state), "days": row.days,
         "reason": row.reason, "sender": row.sender, "receiver": row.receiver}
        for row in longest
    ]  # fmt: skip


def starts(rows: Iterable[Waiting]) -> list[dict[str, Any]]:
    """What begins when: the waiting list, the first start first, with the colleague who can be called."""
    listed = [row for row in rows if row.state == "waiting_list" and row.start]
    return [
        {"ref": row.ref, "opens": row.opens, "start": day_word(row.start), "contact": row.contact, "days": row.days}
        for row in sorted(listed, key=lambda row: (row.start, row.ref))
    ]  # fmt: skip
