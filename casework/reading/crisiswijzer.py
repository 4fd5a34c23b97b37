"""Whom does anybody call in this gemeente, with this question, now? The sociale kaart as a page for everybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import pgettext

from casework.directory.current import pack
from casework.directory.entries import CardEntry
from workflows.calendars import local_date

STALE = timedelta(days=90)
"""After this an entry counts as not looked at lately (settled: freshness of the sociale kaart)."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen: its code, and how it is said."""

    code: str
    word: str


@dataclass(frozen=True)
class Line:
    """Whom to call for one question. `opens`: when it opens again (UTC) while it is closed; None while it is open.

    `instead_name`, `instead_phone`: who answers at this moment when it is closed and it cannot wait; never empty then.
    `elsewhere`: there is no such service in this gemeente, and this one answers in its place.
    """

    topic: Choice
    name: str
    phone: str
    note: str
    elsewhere: bool
    opens: datetime | None
    instead_name: str
    instead_phone: str
    confirmed_on: date
    stale: bool

    @property
    def is_open(self) -> bool:
        """Does somebody pick up now?"""
        return self.opens is None


def gemeenten() -> list[Choice]:
    """The gemeenten of the region, by name."""
    found = [Choice(row.code, row.name) for row in pack().region.gemeenten.values()]
    return sorted(found, key=lambda choice: choice.word)


def topics() -> list[Choice]:
    """The questions, in the order of the sociale kaart."""
    codes = dict.fromkeys(topic for _gemeente, topic in pack().region.card)
    return [Choice(code, topic_word(code)) for code in codes]


def topic_word(code: str) -> str:
    """A topic of the sociale kaart as somebody would ask for it."""
    return pgettext("topic", code.replace("-", " "))


def line(gemeente: str, topic: str, at: datetime) -> Line:
    """Whom to call for this question in this gemeente at `at` (aware). Raises KeyError for what is not on the card."""
    region = pack().region
    entry, found = region.card[gemeente, topic], region.on_card(gemeente, topic, at)
    answering = None if found.open_now else found.answering
    return Line(
        topic=Choice(topic, topic_word(topic)), name=found.name or entry.name, phone=found.phone or "",
        note=entry.note, elsewhere=not entry.available, opens=None if found.open_now else _opens(entry, at),
        instead_name=region.teams[answering.team].canonical if answering else "",
        instead_phone=answering.phone if answering else "",
        confirmed_on=entry.confirmed_on, stale=local_date(at) - entry.confirmed_on > STALE,
    )  # fmt: skip


def lines(gemeente: str, at: datetime) -> list[Line]:
    """The whole card of a gemeente at this moment, to read through or to print."""
    return [
        line(gemeente, choice.code, at)
        for choice in topics()
        if (gemeente, choice.code) in pack().region.card
    ]


def _opens(entry: CardEntry, at: datetime) -> datetime:
    region = pack().region
    opening = region.opening_of(entry) if entry.available else region.teams[entry.target].opening
    return region.calendar_of(opening).next_opening(at)
