"""What happened that I should know? The unread notices of a person, of their team and of their role, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case as Chosen
from django.db.models import Value, When

from casework.models import (
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    PostbakItem,
    Triage,
)
from casework.scoping import visible_rows
from casework.ties import is_shielded_from
from notifications.event import Level
from notifications.models import Notice, Page
from notifications.notices import bundle_of, for_reader
from privacy.context import Acting
from workflows.roles import DECIDERS

MOST = 50
PAGES = (
    Melding,
    Case,
    Handover,
    PostbakItem,
    Pattern,
    Escalation,
    PartnerTask,
    Disclosure,
    Crisis,
    FanContact,
)
"""Nouns with a page of their own."""


@dataclass(frozen=True)
class NoticeRow:
    """One notice. `page_ref` is the item whose page tells more; `noun` says which page that is.

    `may_open`: the reader may see that page. A notice to a whole team, or an old one, can be about an item that is
    not the reader's. `has_card`: the reader decides and does not treat, and gets its card instead.
    """

    id: UUID
    event: str
    sentence: str
    level: str
    at: datetime
    due_at: datetime | None
    noun: str
    page_ref: str
    whole_team: bool
    may_open: bool
    bundle: str
    has_card: bool = False


@dataclass(frozen=True)
class Line:
    """What stands as one line: one notice, or a bundle of the same kind in one half hour. `rows`: newest first."""

    rows: list[NoticeRow]

    @property
    def first(self) -> NoticeRow:
        """The newest of them."""
        return self.rows[0]


@dataclass(frozen=True)
class Group:
    """The lines of one level: page, today or silent."""

    level: str
    lines: list[Line]


def grouped(rows: list[NoticeRow]) -> list[Group]:
    """The same notices, the loudest level first, bundles together. Levels without any are left out."""
    found = []
    for level in Level:
        bundles: dict[str, list[NoticeRow]] = {}
        for row in rows:
            if row.level == level:
                bundles.setdefault(row.bundle, []).append(row)
        if bundles:
            found.append(Group(str(level), [Line(together) for together in bundles.values()]))
    return found


def unread(by: Acting) -> list[NoticeRow]:
    """At most 50 notices that were not read yet. References only: nothing here names a person."""
    found = list(for_reader(person=UUID(by.actor), team=by.unit, role=by.role, limit=MOST))
    return [
        NoticeRow(
            id=notice.id, event=notice.event, sentence=notice.sentence, level=notice.level, at=notice.created_at,
            due_at=notice.due_at, noun=place.noun, page_ref=place.page_ref, whole_team=notice.to_person is None,
            may_open=place.may_open, bundle=bundle_of(notice), has_card=place.has_card,
        )
        for notice, place in zip(found, places_of(found, by), strict=True)
        if not place.hidden
    ]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where the page stands of what is told: its noun and reference, and whether this reader may open it.

    `hidden`: the reader may not even know of it, because it is shielded.
    """

    noun: str
    page_ref: str
    may_open: bool
    has_card: bool
    hidden: bool


def places_of(told: Sequence[Notice | Page], by: Acting) -> list[Place]:
    """For each of these where it leads. At most one statement per noun, and one for the triages."""
    triages = {one.about_ref for one in told if one.about_kind == "triage"}
    pages = dict(Triage.objects.filter(ref__in=triages).values_list("ref", "melding__ref")) if triages else {}
    about = [(_noun(one), pages.get(one.about_ref, one.about_ref)) for one in told]
    may_open, hidden = _open_and_hidden({ref for _, ref in about}, {noun for noun, _ in about}, by)
    return [
        Place(noun, ref, may_open=ref in may_open, has_card=by.role in DECIDERS, hidden=ref in hidden)
        for noun, ref in about
    ]


def _noun(told: Notice | Page) -> str:
    """The page of a triage is that of its melding."""
    return "melding" if told.about_kind == "triage" else told.about_kind


def _open_and_hidden(refs: set[str], nouns: set[str], by: Acting) -> tuple[set[str], set[str]]:
    """Which of these references `by` may open, and of which `by` may not even know, because they are shielded.

    One statement per noun; nothing sealed is opened.
    """
    may_open, hidden = set[str](), set[str]()
    for model in [model for model in PAGES if model.kind() in nouns]:
        allowed = When(visible_rows(model, by), then=Value(True))
        rows = model._default_manager.filter(ref__in=refs).annotate(may=Chosen(allowed, default=Value(False)))
        for row in rows.only("ref", "shielded_for"):
            if vars(row)["may"]:
                may_open.add(row.ref)
            elif is_shielded_from(row, by):
                hidden.add(row.ref)
    return may_open, hidden
