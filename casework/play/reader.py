"""What does a scenario file say? TOML in, a checked scenario out; every mistake is named with file, step and key.

The format is explained in docs/scenarios.md. Names of actions and arguments come from the registered actions.
"""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from casework.actions import ACTIONS
from casework.directory.pack import RegionPack
from casework.play import arguments, expectations
from casework.play.moments import NoMoment, moment
from casework.play.scenario import Expected, Member, Problem, Scenario, ScenarioError, Step
from workflows.roles import Role

RESERVED = ("melder", "betrokkene", "system")
"""Names that are not accounts: the one who reported, the one it is about, and the system itself."""
NOUNS = (
    "melding",
    "triage",
    "case",
    "handover",
    "person",
    "pattern",
    "escalation",
    "task",
    "disclosure",
    "crisis",
    "fan_contact",
    "fan_profile",
    "roster",
    "shift",
)
SCENARIO_KEYS = {"id", "title", "start", "continues", "cast", "step", "about"}
STEP_KEYS = {"at", "by", "do", "with", "as", "expect", "note"}


def read(path: Path, region: RegionPack, *, start: datetime | None = None) -> Scenario:
    """The scenario in `path`; `start` replaces the one in the file. Raises ScenarioError with every mistake."""
    reading = _Reading(path, region)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError([Problem(str(path), "file", str(error.strerror))]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError([Problem(str(path), "file", f"is not TOML: {error}")]) from None
    scenario = reading.scenario(table, start)
    if reading.problems:
        raise ScenarioError(reading.problems)
    return scenario


class _Reading:
    """One file being read: gathers mistakes instead of stopping at the first."""

    def __init__(self, path: Path, region: RegionPack) -> None:
        self.path = path
        self.region = region
        self.problems: list[Problem] = []
        self.start = datetime(2000, 1, 1, tzinfo=UTC)
        self.known: set[str] = set()

    def wrong(self, place: str, reason: str) -> None:
        self.problems.append(Problem(str(self.path), place, reason))

    def scenario(self, table: dict[str, Any], start: datetime | None) -> Scenario:
        self._only(table, SCENARIO_KEYS, "scenario")
        begin = start or (self._moment(table["start"], "start") if "start" in table else None)
        before = self._before(table, begin)
        self.start = begin or (before.start if before else self._moment(None, "start"))
        earlier = before.steps if before else ()
        self.known = {name for step in earlier for name in step.names.values()}
        cast = {**(before.cast if before else {}), **self._cast(self._table(table, "cast", "scenario"))}
        steps = table.get("step", [])
        if not isinstance(steps, list) or not steps:
            self.wrong("step", "there are no steps: write [[step]]")
            steps = []
        read = [
            self._step(number, step, cast)
            for number, step in enumerate(steps, 1)
            if self._is_table(step, number)
        ]
        for sooner, later in pairwise([*earlier[-1:], *read]):
            if later.at < sooner.at:
                self.wrong(f"step {later.number}, at", "is earlier than the step before it")
        return Scenario(
            file=self.path,
            id=self._text(table, "id", "scenario"),
            title=self._text(table, "title", "scenario"),
            start=self.start,
            cast=cast,
            steps=(*earlier, *read),
        )

    def _before(self, table: dict[str, Any], start: datetime | None) -> Scenario | None:
        """The story this one continues: its cast and steps come first, from `start` when this one has it."""
        if "continues" not in table:
            return None
        earlier = self.path.parent / self._text(table, "continues", "scenario")
        try:
            return read(earlier, self.region, start=start)
        except ScenarioError as error:
            self.problems += error.problems
            return None

    def _cast(self, table: Mapping[str, Any]) -> dict[str, Member]:
        cast = {}
        for username, said in table.items():
            place = f"cast.{username}"
            if username in RESERVED or not username.isidentifier():
                self.wrong(place, f"{username!r} cannot be the name of somebody in the cast")
            if not isinstance(said, dict):
                self.wrong(place, 'must be a table: { role = "R11", team = "..." }')
                continue
            self._only(said, {"role", "team", "name"}, place)
            team = self._text(said, "team", place)
            if team and team not in self.region.teams:
                self.wrong(f"{place}.team", f"{team!r} is not a team: {', '.join(self.region.teams)}")
            role = self._role(said.get("role"), f"{place}.role")
            cast[username] = Member(username, role, team, str(said.get("name") or username.capitalize()))
        return cast

    def _role(self, said: Any, place: str) -> Role:
        for role in Role:
            if isinstance(said, str) and said.upper().replace(" ", "_") in (role.value, role.name):
                return role
        self.wrong(
            place, f"{said!r} is not a role: use a code such as R11, or a name such as care_coordinator"
        )
        return Role.SYSTEM

    def _step(self, number: int, table: dict[str, Any], cast: Mapping[str, Member]) -> Step:
        place = f"step {number}"
        self._only(table, STEP_KEYS, place)
        by, do = table.get("by"), table.get("do")
        given: dict[str, Any] = {}
        if (by is None) != (do is None):
            self.wrong(place, "give both `by` and `do`, or neither to look only")
        elif by is not None:
            given = self._act(by, do, self._table(table, "with", place), cast, place)
        names = self._names(table.get("as"), place, acts=do is not None)
        self.known.update(names.values())
        return Step(
            number=number,
            at=self._moment(table.get("at"), f"{place}, at"),
            by=by,
            do=do,
            given=given,
            names=names,
            expect=self._expect(table, place, cast),
            note=str(table.get("note") or ""),
        )

    def _act(
        self, by: Any, do: Any, said: Mapping[str, Any], cast: Mapping[str, Member], place: str
    ) -> dict[str, Any]:
        if by not in cast and by != "system":
            self.wrong(f"{place}, by", f"{by!r} is not in the cast")
        if do not in ACTIONS:
            self.wrong(f"{place}, do", f"{do!r} is not an action; `manage.py actions` lists them")
            return {}
        return arguments.read(
            ACTIONS[do], said, start=self.start, calendar=self.region.office_calendar, known=self.known,
            wrong=lambda key, reason: self.wrong(f"{place}, with.{key}", reason),
        )  # fmt: skip

    def _names(self, said: Any, place: str, *, acts: bool) -> dict[str, str]:
        names = (
            {"": said}
            if isinstance(said, str)
            else dict(said or {})
            if isinstance(said, dict | None)
            else {"": ""}
        )
        for noun, name in names.items():
            where = f"{place}, as.{noun}" if noun else f"{place}, as"
            if noun and noun not in NOUNS:
                self.wrong(where, f"{noun!r} is not one of {', '.join(NOUNS)}")
            if not isinstance(name, str) or not name.isidentifier():
                self.wrong(where, "a name is a word, such as h1")
            elif name in expectations.RESERVED or name in RESERVED:
                self.wrong(where, f"{name!r} has a meaning of its own here; choose another name")
        if names and not acts:
            self.wrong(f"{place}, as", "only a step that does something has a result to name")
        return {noun: str(name) for noun, name in names.items()}

    def _expect(self, table: Mapping[str, Any], place: str, cast: Mapping[str, Member]) -> Expected:
        return expectations.read(
            self._table(table, "expect", place), known=self.known, people={*cast, *RESERVED}, start=self.start,
            calendar=self.region.office_calendar, teams=set(self.region.teams),
            wrong=lambda key, reason: self.wrong(f"{place}, expect.{key}", reason),
        )  # fmt: skip

    def _moment(self, value: Any, place: str) -> datetime:
        if value is None:
            self.wrong(place, "is missing")
            return self.start
        try:
            return moment(value, start=self.start, calendar=self.region.office_calendar)
        except NoMoment as error:
            self.wrong(place, f"{error} is not a moment")
            return self.start

    def _only(self, table: Mapping[str, Any], allowed: set[str], place: str) -> None:
        for key in table.keys() - allowed:
            self.wrong(place, f"unknown key {key!r}; known are {', '.join(sorted(allowed))}")

    def _table(self, table: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.wrong(f"{place}, {key}", "must be a table")
            return {}
        return value

    def _is_table(self, step: Any, number: int) -> bool:
        if not isinstance(step, dict):
            self.wrong(f"step {number}", "must be a table: write [[step]]")
        return isinstance(step, dict)

    def _text(self, table: Mapping[str, Any], key: str, place: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value:
            self.wrong(f"{place}, {key}", "is missing" if value is None else "must be a text")
            return ""
        return value
