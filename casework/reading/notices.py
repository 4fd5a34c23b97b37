"""What happened that I should know? The unread notices of a person, of their team and of their role, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.models import Triage
from notifications.notices import for_reader
from privacy.context import Acting

MOST = 50


@dataclass(frozen=True)
class NoticeRow:
    """One notice. `page_ref` is the item whose page tells more; `noun` says which page that is."""

    id: UUID
    sentence: str
    level: str
    at: datetime
    due_at: datetime | None
    noun: str
    page_ref: str
    whole_team: bool


def unread(by: Acting) -> list[NoticeRow]:
    """At most 50 notices that were not read yet. References only: nothing here names a person."""
    found = list(for_reader(person=UUID(by.actor), team=by.unit, role=by.role, limit=MOST))
    triages = {notice.about_ref for notice in found if notice.about_kind == "triage"}
    pages = dict(Triage.objects.filter(ref__in=triages).values_list("ref", "melding__ref")) if triages else {}
    return [
        NoticeRow(
            id=notice.id, sentence=notice.sentence, level=notice.level, at=notice.created_at, due_at=notice.due_at,
            noun="melding" if notice.about_kind == "triage" else notice.about_kind,
            page_ref=pages.get(notice.about_ref, notice.about_ref), whole_team=notice.to_person is None,
        )
        for notice in found
    ]  # fmt: skip
