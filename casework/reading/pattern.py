"""What does the page of a pattern show? The reports that together ask a question, and the answer when there is one."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from casework import access
from casework.models import Melding, Pattern
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.words import outcome_word, state_badge
from casework.ties import rows_not_shielded_from
from casework.tying import circle
from privacy.context import Acting

WHOLE = Pattern.objects.select_related("clock", "owner_person", "owner_team", "person", "melding")


@dataclass(frozen=True)
class PatternRead:
    """A pattern that may be seen, and the context of its page."""

    pattern: Pattern
    page: dict[str, Any]


def read(ref: str, *, by: Acting) -> PatternRead:
    """Everything of the page. Raises NotYours, TraceUnavailable."""
    pattern, decision = access.find(WHOLE, ref, by=by, action="pattern.read")
    opened = access.open_records(decision, [pattern, pattern.person], by=by, about=ref, action="pattern.read")
    of = {one.record: one for one in opened}
    together = Melding.objects.filter(person_id__in=circle([pattern.person_id])).exclude(state="advice")
    rows = together.filter(rows_not_shielded_from(Melding, by))
    page = {
        "pattern": pattern,
        "name": of[pattern.person].text("given", "prefix", "surname"),
        "badge": state_badge("pattern", pattern.state),
        "cause": pgettext("pattern cause", pattern.cause.replace("_", " ")),
        "answer": pgettext("pattern answer", pattern.answer_given.replace("_", " "))
        if pattern.answer_given
        else "",
        "reason": of[pattern].text("reason"),
        "reports": [_report(row) for row in rows.order_by("-received_at")[:20]] if of[pattern.person] else [],
        "owner": owner_card(pattern, by=by),
        "clock": clock_of(pattern),
    }
    return PatternRead(pattern, page)


def _report(row: Melding) -> dict[str, Any]:
    """One report in the list: when, how far, and what came of it; nothing of what was told."""
    return {"ref": row.ref, "at": row.received_at, "state": state_badge("melding", row.state),
            "outcome": outcome_word(row.outcome) if row.outcome else ""}  # fmt: skip
