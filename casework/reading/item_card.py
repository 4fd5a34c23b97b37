"""What stands on the card of an item? Reference, days and reason; whom to call; no person and no content."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import cards
from casework.directory.current import pack
from casework.models.base import Owned
from casework.policy import may_see
from casework.reading import happened
from casework.reading.case_words import why_of
from casework.reading.moving import clock_of
from casework.reading.words import gemeente_word, noun_word, state_badge, team_word
from privacy.context import Acting
from privacy.ledger.record import ChangeEvent
from workflows.calendars import local_date
from workflows.clocks import CLIMBING

DECIDED_ON = ("melding", "handover")
"""Nouns with a page of their own on which somebody above two teams decides."""


def read(ref: str, *, by: Acting) -> dict[str, Any]:
    """The page of one card. Raises NotYours. Three statements beside the trace."""
    record = cards.find(ref, by=by, action="item_card.read")
    clock = record.clock
    late = clock is not None and (clock.due_at <= by.at or clock.kind in CLIMBING)
    return {
        "ref": record.ref, "noun": noun_word(record.kind()), "state": state_badge(record.kind(), record.state),
        "clock": clock_of(record), **why_of(record), "facts": _facts(record, by.at), "late": late,
        "may_acknowledge": late and clock is not None and clock.acknowledged_at is None,
        "decides_at": record.kind() if record.kind() in DECIDED_ON and may_see(record, by).permit else "",
    }  # fmt: skip


def _facts(record: Any, at: datetime) -> list[dict[str, Any]]:
    team = pack().region.teams.get(str(record.owner_team_id))
    facts = [
        (_("Gemeente"), gemeente_word(getattr(record, "gemeente", ""))),
        (_("Lies with"), team_word(str(record.owner_team_id))),
        (_("Open since"), _days(record, record.created_at, at)),
        (_("Waits in this step since"), _days(record, record.clock.started_at, at) if record.clock else ""),
        (_("Seen by"), _seen(record)),
    ]
    shown = [{"label": label, "value": value, "call": False} for label, value in facts if value]
    return [*shown, {"label": _("Phone"), "value": team.phone, "call": True}] if team else shown


def _days(record: Owned, since: datetime, at: datetime) -> str:
    """How many working days of the team that has to act lie between two moments, in words."""
    calendar = pack().region.team_calendar(record.clock_team_id())
    day, count = local_date(since), 0
    while (day := calendar.next_working_day(day)) <= local_date(at):
        count += 1
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


def _seen(record: Any) -> str:
    """Who acknowledged it since its clock rang last."""
    if record.clock is None or record.clock.acknowledged_at is None:
        return ""
    found = ChangeEvent.objects.filter(about_ref=record.ref, action="clock.acknowledge").order_by("-id")
    event = found.first()
    return happened.by_whom(event, happened.names_of([event])) if event else ""
