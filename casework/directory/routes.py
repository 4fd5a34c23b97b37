"""Which rules does a region pack have for where something goes, and do they leave no hole and no doubt?

Two files say it: front_doors.toml for what comes in, destinations.toml for an outcome of the crisiswijzer. A row may
carry dates, and a destination the gemeenten it was written for. Which of them counts: workflows/routing.py.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from casework.directory.entries import CardEntry, FanCoverage, FrontDoor, Leads, Route, Team
from casework.directory.pack_reading import Problem
from casework.directory.pack_row import Row
from workflows.routing import Rule, in_force

DESTINATIONS, DOORS = "destinations.toml", "front_doors.toml"
FAN = "fan"
"""What a rule of fan_coverage.toml is about."""


def route(row: Row) -> Route:
    """One `[[destination]]`. Without an id its outcome is its name."""
    outcome = row.filled("outcome")
    valid_from, valid_until = _dates(row)
    found = Route(
        id=row.maybe("id") or outcome,
        outcome=outcome,
        topic=row.maybe("topic"),
        team=row.maybe("team"),
        external=row.maybe("external"),
        phone=row.phone("phone", optional=True),
        when_closed=row.maybe("when_closed"),
        gemeenten=row.texts("gemeenten", optional=True),
        valid_from=valid_from,
        valid_until=valid_until,
        source=row.maybe("source") or "",
    )
    if not (found.topic or found.team or found.external):
        row.wrong("topic", "needs a topic, a team or an external name")
    return found


def front_door(row: Row) -> FrontDoor:
    """One `[[front_door]]`."""
    valid_from, valid_until = _dates(row)
    return FrontDoor(
        id=row.filled("id"),
        door=row.filled("door"),
        team=row.filled("team"),
        channels=row.texts("channels"),
        phone=row.phone("phone"),
        opening=row.opening(),
        fallback=row.filled("fallback"),
        fallback_team=row.filled("fallback_team"),
        valid_from=valid_from,
        valid_until=valid_until,
        provenance=row.provenance(),
    )


def _dates(row: Row) -> tuple[date | None, date | None]:
    """From when and until when (not included) a row counts; None: always did, or goes on."""
    begins, ends = row.maybe_day("valid_from"), row.maybe_day("valid_until")
    if begins and ends and ends <= begins:
        row.wrong("valid_until", "ends before it begins")
    return begins, ends


# -- the rules they make -----------------------------------------------------------------------------------


def of_outcome(
    rows: Iterable[Route], card: Mapping[tuple[str, str], CardEntry], teams: Collection[str]
) -> Iterator[Rule[Leads]]:
    """Every way these destinations name, in their order: the sociale kaart per gemeente, a team, outside, nowhere."""
    for row in rows:
        for place, (only_in, leads) in enumerate(_ways(row, card, teams)):
            yield Rule(
                id=row.id, about=row.outcome, leads_to=leads, gemeenten=row.gemeenten, only_in=only_in, way=place,
                valid_from=row.valid_from, valid_until=row.valid_until,
            )  # fmt: skip


def _ways(
    row: Route, card: Mapping[tuple[str, str], CardEntry], teams: Collection[str]
) -> Iterator[tuple[tuple[str, ...], Leads]]:
    for entry in card.values():
        if row.topic == entry.topic and entry.available:
            yield (entry.gemeente_code,), Leads("card", entry.target, row=row, entry=entry)
        elif row.topic == entry.topic and entry.target in teams:
            yield (entry.gemeente_code,), Leads("instead", entry.target, row=row, entry=entry)
    if row.team:
        yield (), Leads("team", row.team, row=row)
    if row.external:
        yield (), Leads("outside", row.external, row=row)
    if not row.team and not row.external:
        yield (), Leads("nowhere", "", row=row)


def of_doors(
    rows: Collection[FrontDoor], teams: Mapping[str, Team], meldpunt: str, on: date, *, asked: str
) -> Iterator[Rule[Leads]]:
    """The team behind each door. Where a door has several on this date, each takes the gemeenten of its team."""
    counting = [row for row in rows if in_force(_of_door(row, ()), on)]
    for row in rows:
        beside = [one for one in counting if one.door == row.door and one.team != row.team]
        yield _of_door(row, teams[row.team].gemeenten if beside else ())
    first = next((row for row in counting if row.door == asked), None)
    instead = Leads("fallback", first.fallback_team if first else meldpunt, row=first)
    yield Rule(first.id if first else "meldpunt", asked, instead, way=1)


def _of_door(row: FrontDoor, gemeenten: tuple[str, ...]) -> Rule[Leads]:
    leads = Leads("door", row.team, row=row)
    return Rule(row.id, row.door, leads, gemeenten, valid_from=row.valid_from, valid_until=row.valid_until)


def of_fan(rows: Iterable[FanCoverage]) -> Iterator[Rule[Leads]]:
    """Whether FAN comes in each gemeente, and with which team."""
    for row in rows:
        leads = Leads("covered" if row.covered else "uncovered", row.team or "", row=row)
        yield Rule(row.gemeente_code, FAN, leads, (row.gemeente_code,), valid_from=row.valid_from)


# -- what would be a mistake -------------------------------------------------------------------------------


def check(
    routes: Collection[Route], doors: Collection[FrontDoor], *, teams: Mapping[str, Team],
    gemeenten: Collection[str], card: Collection[tuple[str, str]],
) -> Iterator[Problem]:  # fmt: skip
    """Names that must exist, two rules that say the same from the same day, a day on which an outcome has no rule."""
    for row in routes:
        key = f"destination[{row.id}]"
        yield from _unknown(DESTINATIONS, f"{key}.team", [row.team], teams)
        yield from _unknown(DESTINATIONS, f"{key}.gemeenten", row.gemeenten, gemeenten)
        for code in row.gemeenten or gemeenten:
            if row.topic and (code, row.topic) not in card:
                yield Problem("sociale_kaart.toml", f"{code} {row.topic}", "no entry for this topic")
    for door in doors:
        key = f"front_door[{door.id}]"
        yield from _unknown(DOORS, f"{key}.team", [door.team], teams)
        yield from _unknown(DOORS, f"{key}.fallback_team", [door.fallback_team], teams)
    yield from _doubts(routes)
    yield from _two_behind_one_door(doors, teams)
    yield from _holes(routes)


def _unknown(file: str, key: str, names: Iterable[str | None], known: Collection[str]) -> Iterator[Problem]:
    yield from (
        Problem(file, key, f"{name!r} does not exist") for name in names if name and name not in known
    )


def _doubts(routes: Collection[Route]) -> Iterator[Problem]:
    for one, other in combinations(routes, 2):
        same = one.outcome == other.outcome and one.valid_from == other.valid_from and one.id != other.id
        equal = bool(set(one.gemeenten) & set(other.gemeenten)) or one.gemeenten == other.gemeenten
        if same and equal:
            reason = f"says where {one.outcome} goes from the same day as {one.id!r}"
            yield Problem(DESTINATIONS, f"destination[{other.id}].valid_from", reason)


def _two_behind_one_door(doors: Collection[FrontDoor], teams: Mapping[str, Team]) -> Iterator[Problem]:
    for one, other in combinations(doors, 2):
        same = one.door == other.door and one.valid_from == other.valid_from and one.id != other.id
        both = (
            set(teams[one.team].gemeenten) & set(teams[other.team].gemeenten)
            if _known(one, other, teams)
            else ()
        )
        if same and both:
            reason = f"takes {min(both)} from the same day as {one.id!r}"
            yield Problem(DOORS, f"front_door[{other.id}].team", reason)


def _known(one: FrontDoor, other: FrontDoor, teams: Mapping[str, Team]) -> bool:
    return one.team in teams and other.team in teams


def _holes(routes: Collection[Route]) -> Iterator[Problem]:
    """On every date on which something changes, an outcome has a rule for the whole region."""
    for outcome in dict.fromkeys(row.outcome for row in routes):
        general = [row for row in routes if row.outcome == outcome and not row.gemeenten]
        changes = {day for row in general for day in (row.valid_from, row.valid_until) if day}
        for on in sorted({date.min, *changes}):
            if not any(in_force(_dated(row), on) for row in general):
                when = "" if on == date.min else f" on {on}"
                yield Problem(DESTINATIONS, f"destination[{outcome}]", f"no rule for every gemeente{when}")


def _dated(row: Route) -> Rule[None]:
    return Rule(row.id, row.outcome, None, valid_from=row.valid_from, valid_until=row.valid_until)
