"""What happened that I should know? The unread notices of a person, of their team and of their role, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.models import Case, Handover, Melding, Triage
from casework.policy import may_see
from notifications.models import Notice
from notifications.notices import for_reader
from privacy.context import Acting

MOST = 50
PAGES = (Melding, Case, Handover)
"""Nouns with a page of their own."""


@dataclass(frozen=True)
class NoticeRow:
    """One notice. `page_ref` is the item whose page tells more; `noun` says which page that is.

    `may_open`: the reader may see that page. A notice to a whole team, or an old one, can be about an item that is
    not the reader's.
    """

    id: UUID
    sentence: str
    level: str
    at: datetime
    due_at: datetime | None
    noun: str
    page_ref: str
    whole_team: bool
    may_open: bool


def unread(by: Acting) -> list[NoticeRow]:
    """At most 50 notices that were not read yet. References only: nothing here names a person."""
    found = list(for_reader(person=UUID(by.actor), team=by.unit, role=by.role, limit=MOST))
    triages = {notice.about_ref for notice in found if notice.about_kind == "triage"}
    pages = dict(Triage.objects.filter(ref__in=triages).values_list("ref", "melding__ref")) if triages else {}
    about = [(_noun(notice), pages.get(notice.about_ref, notice.about_ref)) for notice in found]
    visible = _visible({ref for _, ref in about}, {noun for noun, _ in about}, by)
    return [
        NoticeRow(
            id=notice.id, sentence=notice.sentence, level=notice.level, at=notice.created_at, due_at=notice.due_at,
            noun=noun, page_ref=ref, whole_team=notice.to_person is None, may_open=ref in visible,
        )
        for notice, (noun, ref) in zip(found, about, strict=True)
    ]  # fmt: skip


def _noun(notice: Notice) -> str:
    """The page of a triage is that of its melding."""
    return "melding" if notice.about_kind == "triage" else notice.about_kind


def _visible(refs: set[str], nouns: set[str], by: Acting) -> set[str]:
    """Which of these references `by` may open: one statement per noun, nothing sealed is opened."""
    return {
        record.ref
        for model in PAGES
        if model.kind() in nouns
        for record in model._default_manager.filter(ref__in=refs)
        if may_see(record, by).permit
    }
