"""Do the entries of a region pack fit together? Names that must exist, gaps that must not.

Every check yields the mistakes it finds. Without them the pack promises: each gemeente has a wijkteam and an
entry for each topic in use, at every minute some duty answers, and each clock has a ladder that ends well.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from casework.directory import melders, routes
from casework.directory.entries import Opening, Team
from casework.directory.pack_parts import Parts
from casework.directory.pack_reading import Problem
from workflows.calendars import DAY_MINUTES, OnHolidays, Window
from workflows.clocks import is_absolute
from workflows.tree import load
from workflows.tree.engine import Tree

WEEK_MINUTES = 7 * DAY_MINUTES


def check(parts: Parts) -> Iterator[Problem]:
    """Every mistake between the entries of `parts`."""
    yield from _repeated(parts)
    yield from _names(parts)
    yield from _routes(parts)
    yield from _gemeenten(parts)
    yield from _duties(parts)
    yield from _rosters(parts)
    yield from _ladders(parts)
    yield from _tree(parts)
    yield from melders.check(parts.public_form, parts.feedback)


def minutes_of_week(windows: Iterable[Window]) -> set[int]:
    """The minutes of an ordinary week (0 = Monday 00:00) in which one of the windows is open."""
    return {
        (day * DAY_MINUTES + minute) % WEEK_MINUTES
        for window in windows
        for day in window.weekdays
        for minute in range(window.opens, window.closes)
    }


def never_closes(opening: Opening) -> bool:
    """Open every minute of every day, holidays included."""
    every_day = opening.on_holidays is OnHolidays.ORDINARY and not opening.closed_extra
    return every_day and len(minutes_of_week(opening.windows)) == WEEK_MINUTES


def _repeated(parts: Parts) -> Iterator[Problem]:
    names = {
        "gemeenten.toml": [row.code for row in parts.gemeenten],
        "organisations.toml": [*(row.id for row in parts.organisations), *(row.id for row in parts.partners)],
        "teams.toml": [*(row.id for row in parts.teams), *(row.id for row in parts.duties)],
        "front_doors.toml": [row.id for row in parts.doors],
        "sociale_kaart.toml": [row.id for row in parts.card],
        "destinations.toml": [row.id for row in parts.routes],
        "ladders.toml": [row.name for row in parts.ladders],
        "pc4.csv": [row["pc4"] for row in parts.pc4],
        "calendar.csv": [row.day.isoformat() for row in parts.holidays],
    }
    for file, values in names.items():
        yield from (
            Problem(file, name, "occurs twice") for name, times in Counter(values).items() if times > 1
        )
    spelled = Counter(
        name for row in parts.organisations for name in {n.casefold() for n in (row.canonical, *row.aliases)}
    )
    for name, times in spelled.items():
        if times > 1:
            yield Problem("organisations.toml", name, "is a name of more than one organisation")


def _names(parts: Parts) -> Iterator[Problem]:
    """Every name that is used must exist."""
    teams = {row.id for row in parts.teams}
    organisations = {row.id for row in parts.organisations}
    codes = {row.code for row in parts.gemeenten}
    about = parts.about
    used: list[tuple[str, str, str | None, set[str]]] = [
        ("region.toml", "region.meldpunt", about.meldpunt, teams),
        ("region.toml", "region.crisis", about.crisis, teams),
        ("region.toml", "region.regional", about.regional, teams),
    ]
    for gemeente in parts.gemeenten:
        key = f"gemeente[{gemeente.code}]"
        used.append(("gemeenten.toml", f"{key}.wijkteam", gemeente.wijkteam, teams))
        used.append(("gemeenten.toml", f"{key}.organisation", gemeente.organisation, organisations))
        used += [("gemeenten.toml", f"{key}.other_teams", team, teams) for team in gemeente.other_teams]
    for team in parts.teams:
        used.append(("teams.toml", f"team[{team.id}].organisation", team.organisation, organisations))
        used.append(("teams.toml", f"team[{team.id}].when_closed", team.when_closed, teams))
        used += [("teams.toml", f"team[{team.id}].gemeenten", code, codes) for code in team.gemeenten]
    for partner in parts.partners:
        key = f"partner_role[{partner.id}]"
        used.append(("organisations.toml", f"{key}.organisation", partner.organisation, organisations))
        used.append(("organisations.toml", f"{key}.team", partner.team, teams))
    for duty in parts.duties:
        used.append(("teams.toml", f"duty[{duty.id}].team", duty.team, teams))
    for cover in parts.fan:
        key = f"fan_coverage[{cover.gemeente_code}]"
        used.append(("fan_coverage.toml", key, cover.gemeente_code, codes))
        used.append(("fan_coverage.toml", f"{key}.team", cover.team, teams))
    for entry in parts.card:
        key = f"sociale_kaart[{entry.id}]"
        used.append(("sociale_kaart.toml", f"{key}.gemeente_code", entry.gemeente_code, codes))
        used.append(("sociale_kaart.toml", f"{key}.target", entry.target, teams | organisations))
    used += [("pc4.csv", row["pc4"], row["gemeente_code"], codes) for row in parts.pc4]
    for file, key, name, known in used:
        if name and name not in known:
            yield Problem(file, key, f"{name!r} does not exist")


def _routes(parts: Parts) -> Iterator[Problem]:
    yield from routes.check(
        parts.routes,
        parts.doors,
        teams={row.id: row for row in parts.teams},
        gemeenten=[row.code for row in parts.gemeenten],
        card=[(row.gemeente_code, row.topic) for row in parts.card],
    )


def _gemeenten(parts: Parts) -> Iterator[Problem]:
    teams = {row.id: row for row in parts.teams}
    covered = {row.gemeente_code for row in parts.fan}
    for gemeente in parts.gemeenten:
        team = teams.get(gemeente.wijkteam)
        if team and gemeente.code not in team.gemeenten:
            yield Problem(
                "gemeenten.toml", f"gemeente[{gemeente.code}].wijkteam", f"{team.id} works elsewhere"
            )
        if gemeente.code not in covered:
            yield Problem("fan_coverage.toml", gemeente.code, "says nothing about this gemeente")
    for entry in parts.card:
        if entry.opening is None and entry.target not in teams:
            yield Problem("sociale_kaart.toml", f"sociale_kaart[{entry.id}].windows", "is missing")
    for cover in parts.fan:
        if cover.covered and not cover.team:
            yield Problem("fan_coverage.toml", f"fan_coverage[{cover.gemeente_code}].team", "is missing")
        if not cover.covered and not cover.fallback:
            yield Problem("fan_coverage.toml", f"fan_coverage[{cover.gemeente_code}].fallback", "is missing")


def _duties(parts: Parts) -> Iterator[Problem]:
    """Open: the own duty answers. Closed: another team, and that way ends in one that never closes."""
    teams = {row.id: row for row in parts.teams}
    for team in parts.teams:
        held = minutes_of_week(w for duty in parts.duties if duty.team == team.id for w in duty.windows)
        bare = minutes_of_week(team.opening.windows) - held
        if bare:
            yield Problem("teams.toml", f"team[{team.id}].windows", f"no duty on {_weekday(min(bare))}")
        if _minutes(team.opening.windows) > len(minutes_of_week(team.opening.windows)):
            yield Problem("teams.toml", f"team[{team.id}].windows", "overlap")
        if not _ends_open(team, teams):
            yield Problem("teams.toml", f"team[{team.id}].when_closed", "leads to no team that never closes")
    crisis = teams.get(parts.about.crisis)
    if crisis and not never_closes(crisis.opening):
        yield Problem("region.toml", "region.crisis", f"{crisis.id} closes")


def _rosters(parts: Parts) -> Iterator[Problem]:
    """The shifts of a week fill the windows of their duty: nothing beside them, nothing twice, nothing left open."""
    rostered = Counter(duty.team for duty in parts.duties if duty.roster)
    for duty in parts.duties:
        key = f"duty[{duty.id}].roster"
        shifts, windows = minutes_of_week(duty.roster), minutes_of_week(duty.windows)
        if duty.roster and shifts - windows:
            yield Problem(
                "teams.toml", key, f"a shift outside the windows on {_weekday(min(shifts - windows))}"
            )
        if duty.roster and windows - shifts:
            yield Problem("teams.toml", key, f"no shift on {_weekday(min(windows - shifts))}")
        if _minutes(duty.roster) > len(shifts):
            yield Problem("teams.toml", key, "shifts overlap")
        if duty.roster and rostered[duty.team] > 1:
            yield Problem("teams.toml", key, f"{duty.team} has a roster already")


def _minutes(windows: Iterable[Window]) -> int:
    return sum(len(window.weekdays) * (window.closes - window.opens) for window in windows)


def _weekday(minute: int) -> str:
    day, rest = divmod(minute, DAY_MINUTES)
    return f"{('ma', 'di', 'wo', 'do', 'vr', 'za', 'zo')[day]} {rest // 60:02}:{rest % 60:02}"


def _ends_open(team: Team, teams: dict[str, Team]) -> bool:
    seen: set[str] = set()
    while not never_closes(team.opening):
        seen.add(team.id)
        if team.when_closed is None or team.when_closed in seen or team.when_closed not in teams:
            return False
        team = teams[team.when_closed]
    return True


DAY_AND_NIGHT = ("answering_duty", "crisis_duty")
"""Receivers of a ladder that are there at every hour."""


def _ladders(parts: Parts) -> Iterator[Problem]:
    ladders = {row.name: row for row in parts.ladders}
    kinds = {row.kind for row in parts.clocks}
    for rule in parts.clocks:
        key = f"clock[{rule.kind}]"
        if rule.then and rule.then not in kinds:
            yield Problem("clocks.toml", f"{key}.then", f"{rule.then!r} does not exist")
        ladder = ladders.get(rule.rings)
        if ladder is None:
            yield Problem("clocks.toml", f"{key}.rings", f"{rule.rings!r} does not exist")
        elif ladder.rungs and is_absolute(rule.term) and ladder.rungs[-1].to not in DAY_AND_NIGHT:
            yield Problem(
                "clocks.toml", f"{key}.rings", f"{ladder.name} does not end with the answering duty"
            )


def _tree(parts: Parts) -> Iterator[Problem]:
    routed = {route.outcome for route in parts.routes}
    for row in parts.trees:
        try:
            version: Tree = load(row.version, row.valid_from)
        except LookupError:
            yield Problem("region.toml", f"tree[{row.version}].version", "does not exist")
            continue
        for code in version.definition.outcomes:
            if code not in routed:
                yield Problem("destinations.toml", code, "no destination for this outcome")
