"""What does a scenario consist of, once read? Plain values; nothing here reads, plays or compares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from workflows.roles import Role


class Problem(NamedTuple):
    """A mistake in a scenario: in which file, where in it, and what is wrong."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.reason}"


class ScenarioError(Exception):
    """This scenario cannot be played. `problems` says where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Named(NamedTuple):
    """A value written as "$name": the record an earlier step gave this name."""

    name: str


@dataclass(frozen=True)
class Member:
    """Somebody who takes part; an account is made for them. `name` is what colleagues see."""

    username: str
    role: Role
    team: str
    name: str


@dataclass(frozen=True)
class Expected:
    """What must be true after a step. Only what is named is compared.

    items: name -> any of state, owner, clock. values: name -> column -> value. told, not_told, asked, ledger: tables.
    """

    refused: str | None = None
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    told: tuple[Mapping[str, Any], ...] = ()
    not_told: tuple[Mapping[str, Any], ...] = ()
    asked: tuple[Mapping[str, Any], ...] = ()
    ledger: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Step:
    """One step: at a moment somebody does something, or we only look at what the clock did.

    given: argument -> value or Named. names: noun -> name under which later steps know it; "" is the result itself.
    """

    number: int
    at: datetime
    by: str | None
    do: str | None
    given: Mapping[str, Any]
    names: Mapping[str, str]
    expect: Expected
    note: str = ""


@dataclass(frozen=True)
class Scenario:
    """A story: who takes part, when it begins, and its steps in order."""

    file: Path
    id: str
    title: str
    start: datetime
    cast: Mapping[str, Member]
    steps: tuple[Step, ...]
