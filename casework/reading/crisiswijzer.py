"""Whom does anybody call in this gemeente, with this question, now? The sociale kaart as a page for everybody."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import pgettext

from casework.directory.current import pack
from casework.directory.entries import CardEntry
from casework.directory.pack import RegionPack
from casework.directory.said import is_stale


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen: its code, and how it is said."""

    code: str
    word: str


@dataclass(frozen=True)
class Line:
    """Whom to call for one question. `entry`: the id of the line; `service`: who stands behind it.

    `opens`: when it opens again (UTC) while it is closed; None while it is open. `instead_name`, `instead_phone`: who
    answers at this moment when it is closed and it cannot wait; never empty then. `elsewhere`: there is no such service
    in this gemeente, and this one answers in its place. `closed_today`: it said that it answers no more today.
    """

    entry: str
    service: str
    topic: Choice
    name: str
    phone: str
    note: str
    elsewhere: bool
    closed_today: bool
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


def line(gemeente: str, topic: str, at: datetime, *, region: RegionPack) -> Line:
    """Whom to call for this question in this gemeente at `at` (aware). Raises KeyError for what is not on the card.

    `region`: the pack as its people say it is (casework.directory.said).
    """
    entry, found = region.card[gemeente, topic], region.on_card(gemeente, topic, at)
    answering = None if found.open_now else found.answering
    return Line(
        entry=entry.id, service=entry.target, topic=Choice(topic, topic_word(topic)), name=found.name or entry.name,
        phone=found.phone or "", note=entry.note, elsewhere=not entry.available,
        closed_today=region.closed_until(entry.target, at) is not None,
        opens=None if found.open_now else _opens(entry, at, region),
        instead_name=region.teams[answering.team].canonical if answering else "",
        instead_phone=answering.phone if answering else "",
        confirmed_on=entry.confirmed_on, stale=is_stale(entry, at),
    )  # fmt: skip


def lines(gemeente: str, at: datetime, *, region: RegionPack) -> list[Line]:
    """The whole card of a gemeente at this moment, to read through or to print."""
    here = [choice.code for choice in topics() if (gemeente, choice.code) in region.card]
    return [line(gemeente, topic, at, region=region) for topic in here]


def _opens(entry: CardEntry, at: datetime, region: RegionPack) -> datetime:
    opening = region.opening_of(entry) if entry.available else region.teams[entry.target].opening
    return region.calendar_of(opening).next_opening(region.closed_until(entry.target, at) or at)
