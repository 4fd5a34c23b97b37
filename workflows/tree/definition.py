"""What does one dated version of the crisiswijzer say? Reads a version file into plain values.

A version file (`YYYY-MM-DD.toml`) holds the questions in order, what an answer gives, the outcomes with
their urgency and the hard stops. Checked while reading: a rule that names an unknown question, outcome,
level or warning raises `TreeError`. No database, no wall clock.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ANSWERS = ("yes", "no", "onbekend")
FACTS = ("office_hours", "covered_by_fan")
LEVELS = ("U0", "U1", "U2", "U3", "U4", "U5", "U9")


class TreeError(ValueError):
    """The file of the question tree is not usable."""


@dataclass(frozen=True)
class Urgency:
    """One row of the urgency table: the hint, the most and the least urgent level allowed."""

    hint: str
    most: str
    least: str


@dataclass(frozen=True)
class Condition:
    """`Q3=yes` or `Q4!=yes`."""

    question: str
    equals: bool
    answer: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        return (answers[self.question] == self.answer) is self.equals


@dataclass(frozen=True)
class Question:
    """`text` and `check` are msgids; an *onbekend* on a question with `check` gives a check task."""

    id: str
    text: str
    ask_if: tuple[Condition, ...]
    check: str | None
    raises: bool


@dataclass(frozen=True)
class Rule:
    """What one answer gives. `condition` names a fact about the moment, `expects` its value."""

    on: str
    on_yes: bool
    give: tuple[str, ...]
    because: tuple[str, ...]
    condition: str | None
    expects: bool
    urgency: Urgency | None
    stops_after: str | None
    warn: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A destination, or an action beside one. `urgency` is None for actions without an own pace."""

    code: str
    text: str
    urgency: Urgency | None
    action: bool
    counts: bool
    falls_away_with: str | None


@dataclass(frozen=True)
class Definition:
    """One version of the tree. Mappings keep the order of the file."""

    version: str
    valid_from: date
    questions: Mapping[str, Question]
    rules: tuple[Rule, ...]
    outcomes: Mapping[str, Outcome]
    warnings: Mapping[str, str]
    without_person: Mapping[str, Any]
    at_the_end: Mapping[str, Any]
    hard_stop: Mapping[str, Any]
    pattern: Mapping[str, Any]


def read_definition(path: Path) -> Definition:
    """The version in `path`. Raises `TreeError` when the file is missing a part or contradicts itself."""
    with path.open("rb") as file:
        raw = tomllib.load(file)
    try:
        found = Definition(
            version=raw["version"],
            valid_from=raw["valid_from"],
            questions={row["id"]: _question(row) for row in raw["question"]},
            rules=tuple(_rule(row) for row in raw["rule"]),
            outcomes={code: _outcome(code, row) for code, row in raw["outcome"].items()},
            warnings=raw["warning"],
            without_person=raw["without_person"],
            at_the_end=raw["at_the_end"],
            hard_stop=raw["hard_stop"],
            pattern=raw["pattern"],
        )
    except KeyError as missing:
        raise TreeError(f"{path.name}: {missing} is missing") from missing
    problems = list(_unknown_names(found))
    if problems:
        raise TreeError(f"{path.name}: " + "; ".join(problems))
    return found


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        text=row["text"],
        ask_if=tuple(_condition(text) for text in row.get("ask_if", ())),
        check=row.get("check"),
        raises=row.get("raises", False),
    )


def _condition(text: str) -> Condition:
    question, sign, answer = text.partition("!=") if "!=" in text else text.partition("=")
    return Condition(question=question, equals=sign == "=", answer=answer)


def _rule(row: Mapping[str, Any]) -> Rule:
    fact = row.get("if")
    return Rule(
        on=row["on"],
        on_yes=row["answer"] == "yes",
        give=tuple(row["give"]),
        because=tuple(row.get("because", (row["on"],))),
        condition=fact.removeprefix("not ") if fact else None,
        expects=not (fact or "").startswith("not "),
        urgency=_urgency(row),
        stops_after=row.get("stops_after"),
        warn=tuple(row.get("warn", ())),
    )


def _outcome(code: str, row: Mapping[str, Any]) -> Outcome:
    return Outcome(
        code=code,
        text=row["text"],
        urgency=_urgency(row),
        action=row.get("action", False),
        counts=row.get("counts", True),
        falls_away_with=row.get("falls_away_with"),
    )


def _urgency(row: Mapping[str, Any]) -> Urgency | None:
    if "urgency" not in row:
        return None
    hint, most, least = row["urgency"]
    return Urgency(hint=hint, most=most, least=least)


def _unknown_names(found: Definition) -> Iterable[str]:
    asked = [condition.question for row in found.questions.values() for condition in row.ask_if]
    asked += [name for rule in found.rules for name in (rule.on, rule.stops_after or rule.on, *rule.because)]
    asked += [*found.at_the_end["ask_first"], *found.hard_stop["questions"], found.without_person["question"]]
    yield from (f"unknown question {name}" for name in asked if name not in found.questions)

    facts = [rule.condition for rule in found.rules if rule.condition]
    yield from (f"unknown fact {name}" for name in facts if name not in FACTS)

    given = [code for rule in found.rules for code in rule.give]
    given += [found.at_the_end["when_to_ask"], found.at_the_end["otherwise"], found.pattern["outcome"]]
    given += [found.hard_stop["outcome"], found.without_person["outcome"]]
    yield from (f"unknown outcome {code}" for code in given if code not in found.outcomes)

    warned = [code for rule in found.rules for code in rule.warn]
    yield from (f"unknown warning {code}" for code in warned if code not in found.warnings)

    holders: list[Outcome | Rule] = [*found.outcomes.values(), *found.rules]
    rows = [holder.urgency for holder in holders if holder.urgency]
    levels = [level for row in rows for level in (row.hint, row.most, row.least)]
    yield from (f"unknown urgency {level}" for level in levels if level not in LEVELS)
