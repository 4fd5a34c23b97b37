"""Who is there, where and when, in this region? The region pack, loaded from its folder and checked.

Dated rows answer for a date. Gemeenten are four-digit CBS codes, moments are aware, dates local
(Europe/Amsterdam). No database, no wall clock. A pack with mistakes is not loaded: `PackError` names file,
key and reason of every one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from casework.directory import entries as e
from casework.directory import routes
from casework.directory.pack_checks import check
from casework.directory.pack_files import About
from casework.directory.pack_parts import Parts, read_parts
from casework.directory.pack_reading import Folder, PackError, Problem
from workflows.calendars import Calendar, local_date
from workflows.clocks import ClockTable
from workflows.holidays import Holidays
from workflows.routing import Routed, decide
from workflows.tree import Tree, load

__all__ = ["PackError", "Problem", "RegionPack", "load_pack"]


@dataclass(frozen=True)
class RegionPack:
    """One region. Mappings go by id or code, in the order of the files.

    `closed`: team or organisation -> from and until when (aware) it answers nobody, whatever its hours; the files say
    nothing of it.
    """

    about: About
    gemeenten: Mapping[str, e.Gemeente]
    organisations: Mapping[str, e.Organisation]
    partners: tuple[e.PartnerRole, ...]
    teams: Mapping[str, e.Team]
    duties: tuple[e.Duty, ...]
    doors: tuple[e.FrontDoor, ...]
    fan: tuple[e.FanCoverage, ...]
    card: Mapping[tuple[str, str], e.CardEntry]
    routes: Mapping[str, tuple[e.Route, ...]]
    ladders: Mapping[str, e.Ladder]
    clocks: ClockTable
    retention: tuple[e.RetentionClass, ...]
    public_form: e.PublicForm
    feedback: tuple[e.FeedbackText, ...]
    grounds: tuple[e.Ground, ...]
    trees: tuple[e.TreeInForce, ...]
    holidays: Holidays
    pc4: Mapping[str, str]
    places: Mapping[str, str]
    closed: Mapping[str, tuple[datetime, datetime]] = field(default_factory=dict)

    # -- places ----------------------------------------------------------------------------------------

    def gemeente_of_pc4(self, pc4: str) -> e.Gemeente | None:
        """The gemeente of four digits; None means ask, never reject (new codes and neighbours exist)."""
        code = self.pc4.get(pc4)
        return self.gemeenten[code] if code else None

    def gemeente_of_place(self, name: str) -> e.Gemeente | None:
        """The gemeente of a woonplaats, or of a gemeente by its own name; None means ask."""
        code = self.places.get(name.strip().casefold())
        return self.gemeenten[code] if code else None

    def wijkteam_of(self, gemeente: str) -> e.Team:
        """The wijkteam of a gemeente of this region. Raises KeyError for another code."""
        return self.teams[self.gemeenten[gemeente].wijkteam]

    def fan_covers(self, gemeente: str | None, on: date) -> bool:
        """Whether FAN comes there on this date; unknown counts as no."""
        won = self.routed_by_fan(gemeente, on).won
        return won is not None and won.leads_to.kind == "covered"

    def routed_by_fan(self, gemeente: str | None, on: date) -> Routed[e.Leads]:
        """Which row says whether FAN comes in a gemeente on a local date, and which do not."""
        return decide(routes.of_fan(self.fan), about=routes.FAN, gemeente=gemeente or "", on=on)

    # -- times -----------------------------------------------------------------------------------------

    def team_calendar(self, team_id: str) -> Calendar:
        """The ORGANISATIE calendar of a team. Raises KeyError."""
        return self.calendar_of(self.teams[team_id].opening)

    @property
    def office_calendar(self) -> Calendar:
        """ORGANISATIE without a team: the office hours of the region; `.statutory` is STATUTAIR."""
        return Calendar(self.holidays, self.about.office, self.about.office)

    def calendar_of(self, opening: e.Opening) -> Calendar:
        """The calendar of any opening in the pack."""
        return Calendar(
            holidays=self.holidays,
            windows=opening.windows,
            office=self.about.office,
            works_5_may=opening.works_5_may,
            works_equated_days=opening.works_equated_days,
            closed_extra=opening.closed_extra,
            on_holidays=opening.on_holidays,
        )

    def tree(self, on: date) -> Tree:
        """The version of the crisiswijzer this region works with on a date; the first one before that."""
        rows = sorted(self.trees, key=lambda row: row.valid_from)
        in_force = [row for row in rows if row.valid_from <= on] or rows[:1]
        return load(in_force[-1].version, on)

    def retention_class(self, code: str, on: date) -> e.RetentionClass:
        """The class in force on a date. Raises LookupError."""
        rows = [row for row in self.retention if row.code == code and row.valid_from <= on]
        if not rows:
            raise LookupError(code)
        return max(rows, key=lambda row: row.valid_from)

    def grounds_for(self, step: str, on: date) -> tuple[str, ...]:
        """The codes of the grounds that fit this step of sharing on a date, each once, in the order of the file."""
        return tuple(dict.fromkeys(row.code for row in self.ground_rows(step, on)))

    def ground_rows(self, step: str, on: date) -> list[e.Ground]:
        """The grounds that fit this step of sharing on a date, in the order of the file."""
        rows = [row for row in self.grounds if step in row.steps and row.valid_from <= on]
        return [row for row in rows if row.valid_until is None or on < row.valid_until]

    def duty_calendar(self, duty: e.Duty) -> Calendar:
        """When this duty is on: its own windows, with what holidays do to its team."""
        return replace(self.team_calendar(duty.team), windows=duty.windows)

    def shift_calendar(self, duty: e.Duty) -> Calendar:
        """The shifts in which this duty is planned, in ordinary weeks and around holidays."""
        return replace(self.team_calendar(duty.team), windows=duty.roster)

    # -- who answers -----------------------------------------------------------------------------------

    def rostered_duty(self, team_id: str) -> e.Duty | None:
        """The duty of this team that is planned by name; None where only the standing duty answers."""
        return next((duty for duty in self.duties if duty.team == team_id and duty.roster), None)

    def duty_of(self, team_id: str, at: datetime) -> e.Duty | None:
        """The duty of this team that is on at this moment; None while the team is closed."""
        if self.closed_until(team_id, at):
            return None
        for duty in self.duties:
            if duty.team == team_id and self.duty_calendar(duty).is_working_time(at):
                return duty
        return None

    def answering_duty(self, team_id: str, at: datetime) -> e.Duty:
        """The duty to call now for this team: its own, or of the team that answers when it is closed."""
        while (duty := self.duty_of(team_id, at)) is None:
            team_id = self.teams[team_id].when_closed or self.about.crisis
        return duty

    def closed_until(self, service: str, at: datetime) -> datetime | None:
        """Until when this team or organisation answers nobody at `at` (aware); None when its hours count."""
        since, until = self.closed.get(service, (at, at))
        return until if since <= at < until else None

    def routed(self, outcome: str, gemeente: str | None, on: date) -> Routed[e.Leads]:
        """Which rule says where an outcome goes on a local date, and which do not. Raises KeyError for no outcome."""
        rules = routes.of_outcome(self.routes[outcome], self.card, self.teams)
        return decide(rules, about=outcome, gemeente=gemeente or "", on=on)

    def routed_at_door(self, door: str, gemeente: str, on: date) -> Routed[e.Leads]:
        """Which rule says whose duty owns what comes in by a door on a local date, and which do not."""
        rules = routes.of_doors(self.doors, self.teams, self.about.meldpunt, on, asked=door)
        return decide(rules, about=door, gemeente=gemeente, on=on)

    def needs_gemeente(self, outcome: str, on: date) -> bool:
        """Does it depend on the gemeente where this outcome goes on a local date?"""
        if outcome not in self.routes:
            return False
        unknown = self.routed(outcome, None, on).won
        return any(self.routed(outcome, code, on).won != unknown for code in self.gemeenten)

    def destination(self, outcome: str, gemeente: str | None, at: datetime) -> e.Destination:
        """Whom to call at this moment for an outcome of the crisiswijzer. Raises KeyError for no outcome."""
        won = self.routed(outcome, gemeente, local_date(at)).won
        if won is None:
            raise KeyError(outcome)
        return self.called(won.leads_to, at)

    def called(self, leads: e.Leads, at: datetime) -> e.Destination:
        """Whom to call at this moment where a rule leads."""
        row = leads.row if isinstance(leads.row, e.Route) else None
        if leads.kind == "card" and leads.entry is not None:
            return self._of_entry(leads.entry, row.when_closed if row else None, at)
        if leads.target in self.teams:
            return self._of_team(self.teams[leads.target], at)
        if row is not None and row.external and row.phone:
            return e.Destination("external", None, row.external, row.phone, True, None)
        answering = self.answering_duty(self.about.meldpunt, at)
        kind = "external" if leads.target else "unknown"
        return e.Destination(kind, None, leads.target or None, None, None, answering)

    def on_card(self, gemeente: str, topic: str, at: datetime) -> e.Destination:
        """Whom to call at this moment for a topic of the sociale kaart. Raises KeyError for no entry."""
        entry = self.card[gemeente, topic]
        if not entry.available and entry.target in self.teams:
            return self._of_team(self.teams[entry.target], at)
        return self._of_entry(entry, None, at)

    def _of_team(self, team: e.Team, at: datetime) -> e.Destination:
        answering = self.answering_duty(team.id, at)
        return e.Destination(
            "team", team.id, team.canonical, team.phone, answering.team == team.id, answering
        )

    def opening_of(self, entry: e.CardEntry) -> e.Opening:
        """The windows of an entry: its own, or of the team it points to."""
        return entry.opening or self.teams[entry.target].opening

    def _of_entry(self, entry: e.CardEntry, when_closed: str | None, at: datetime) -> e.Destination:
        team = self.teams.get(entry.target)
        in_hours = self.calendar_of(self.opening_of(entry)).is_working_time(at)
        is_open = in_hours and not self.closed_until(entry.target, at)
        if team is not None:
            answering: e.Duty | None = self.answering_duty(team.id, at)
        else:
            answering = None if is_open else self.answering_duty(self.about.crisis, at)
        name, phone = entry.name, entry.phone or None
        if not is_open and when_closed:
            name, phone = when_closed, None
        kind = "team" if team else "external"
        return e.Destination(kind, entry.target, name, phone, is_open, answering)


@cache
def load_pack(path: Path) -> RegionPack:
    """The pack in the folder `path`. Raises `PackError` with every mistake in it."""
    folder = Folder(path)
    parts = read_parts(folder)
    # Entries read with mistakes hold empty values: checking them against each other would only add noise.
    problems = folder.problems or list(check(parts))
    if problems:
        raise PackError(problems)
    return _assembled(parts)


def by_outcome(rows: Iterable[e.Route]) -> dict[str, tuple[e.Route, ...]]:
    """Outcome -> its rules, in the order of the file."""
    found: dict[str, tuple[e.Route, ...]] = {}
    for row in rows:
        found[row.outcome] = (*found.get(row.outcome, ()), row)
    return found


def _assembled(parts: Parts) -> RegionPack:
    return RegionPack(
        about=parts.about,
        gemeenten={row.code: row for row in parts.gemeenten},
        organisations={row.id: row for row in parts.organisations},
        partners=tuple(parts.partners),
        teams={row.id: row for row in parts.teams},
        duties=tuple(parts.duties),
        doors=tuple(parts.doors),
        fan=tuple(parts.fan),
        card={(row.gemeente_code, row.topic): row for row in parts.card},
        routes=by_outcome(parts.routes),
        ladders={row.name: row for row in parts.ladders},
        clocks=ClockTable(parts.clocks),
        retention=tuple(parts.retention),
        public_form=parts.public_form,
        feedback=tuple(parts.feedback),
        grounds=tuple(parts.grounds),
        trees=tuple(parts.trees),
        holidays=Holidays(parts.holidays),
        pc4={row["pc4"]: row["gemeente_code"] for row in parts.pc4},
        places={row["woonplaats"].casefold(): row["gemeente_code"] for row in parts.pc4}
        | {row.name.casefold(): row.code for row in parts.gemeenten},
    )
