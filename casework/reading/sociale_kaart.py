"""Which numbers does a colleague find on the sociale kaart, which are theirs to keep, and what waits for them?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from casework.directory.current import pack
from casework.directory.entries import CardEntry
from casework.directory.pack import RegionPack
from casework.directory.said import as_said, entry_by_id, is_stale
from casework.errors import NotYours
from casework.keeping import keeper_of, may_close, may_keep
from casework.models import KaartLine
from casework.reading.crisiswijzer import Line, line, topic_word
from casework.reading.words import gemeente_word, team_word
from privacy.context import Acting
from workflows.roles import CRISIS, DECIDERS, WITH_TEAM, Role

READERS = (*WITH_TEAM, *DECIDERS)
"""Who finds the sociale kaart in the menu: whoever works with people, and whoever decides about them."""
INTAKE = (Role.TRIAGIST, *CRISIS)
"""Who goes on from a number into a new report."""


@dataclass(frozen=True)
class Kept:
    """One line as a colleague sees it. `asked_phone`: a new number that waits for a test call, "" for none.

    `confirmed_by`: the name of who looked last, "" when that was before the pack was loaded.
    """

    line: Line
    gemeente: str
    keeper: str
    confirmed_by: str
    asked_phone: str
    may_keep: bool
    may_close: bool


def read(gemeente: str, *, by: Acting) -> dict[str, Any]:
    """The card of a gemeente (code; "" or an unknown one: that of the own team), and what waits for this colleague.

    Three statements. Raises NotYours for who has no work here.
    """
    if by.role not in READERS:
        raise NotYours
    region, said = as_said(), _said()
    here = gemeente if gemeente in region.gemeenten else _own_gemeente(region, by)
    mine = [one for one in region.card.values() if may_keep(one, by=by) and _waits(one, said, by.at)]
    return {
        "gemeente": here,
        "lines": _kept(
            [one for one in region.card.values() if one.gemeente_code == here], region, said, by=by
        ),
        "waiting": _kept(mine, region, said, by=by),
        "intake": by.role in INTAKE,
        "own": _own_service(region, by),
        "own_closed": region.closed_until(by.unit, by.at) is not None,
    }


def asked_number(entry: str, *, by: Acting) -> str:
    """The new number of this line that waits for a test call; "" for none. Raises NotYours for who does not keep it."""
    found = entry_by_id(entry)
    if found is None or not may_keep(found, by=by):
        raise NotYours
    return KaartLine.objects.filter(pk=entry).values_list("asked_phone", flat=True).first() or ""


def line_word(entry: str) -> str:
    """Which line this is, as people say it: the topic, the gemeente and who answers there."""
    found = entry_by_id(entry)
    if found is None:
        raise NotYours
    return f"{capfirst(topic_word(found.topic))}, {gemeente_word(found.gemeente_code)}: {found.name}"


def gemeente_of(entry: str) -> str:
    """The code of the gemeente where this line stands; "" for no line."""
    found = entry_by_id(entry)
    return found.gemeente_code if found else ""


def known(gemeente: str) -> str:
    """This code when it is a gemeente of the region, else ""."""
    return gemeente if gemeente in pack().region.gemeenten else ""


def _said() -> dict[str, KaartLine]:
    return {row.entry: row for row in KaartLine.objects.select_related("confirmed_by")}


def _waits(entry: CardEntry, said: Mapping[str, KaartLine], at: datetime) -> bool:
    return is_stale(entry, at) or bool(entry.id in said and said[entry.id].asked_phone)


def _kept(
    entries: Iterable[CardEntry], region: RegionPack, said: Mapping[str, KaartLine], *, by: Acting
) -> list[Kept]:
    found = []
    for entry in entries:
        row, mine = said.get(entry.id), may_keep(entry, by=by)
        found.append(Kept(
            line=line(entry.gemeente_code, entry.topic, by.at, region=region),
            gemeente=region.gemeenten[entry.gemeente_code].name, keeper=team_word(keeper_of(entry.target)),
            confirmed_by=row.confirmed_by.name if row and row.confirmed_by else "",
            asked_phone=row.asked_phone if row and mine else "", may_keep=mine,
            may_close=entry.target not in region.teams and may_close(entry.target, by=by),
        ))  # fmt: skip
    return found


def _own_gemeente(region: RegionPack, by: Acting) -> str:
    team = region.teams.get(by.unit)
    return team.gemeenten[0] if team and team.gemeenten else next(iter(region.gemeenten))


def _own_service(region: RegionPack, by: Acting) -> str:
    """The own team, when it stands on the card and may close for a day; else ""."""
    on_card = any(entry.target == by.unit for entry in region.card.values())
    return by.unit if on_card and by.unit != region.about.crisis and by.role in WITH_TEAM else ""
