"""Which outcome does the crisiswijzer propose for these answers? Pure: answers and facts in, proposal out.

The questions, outcomes and urgencies are in the dated version file; this engine only walks. It proposes and
never decides. Answers that are not given count as *onbekend*. No database, no wall clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from workflows.tree.definition import ANSWERS, LEVELS, Definition, Question, Rule, Urgency, read_definition
from workflows.tree.proposal import Because, HardStop, Proposal, most_urgent, raised

VERSIONS = Path(__file__).parent
ADULT = 18


class UnknownAnswer(ValueError):
    """An answer is yes, no or onbekend, on a question of the tree."""


@dataclass(frozen=True)
class _Facts:
    office_hours: bool
    covered_by_fan: bool


@dataclass
class _Walk:
    """What was found on the way: outcomes in order of finding, with the row that set their urgency."""

    answers: dict[str, str]
    asked: list[str] = field(default_factory=list)
    found: dict[str, Urgency | None] = field(default_factory=dict)
    because: list[Because] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped_at: str | None = None
    last: str | None = None
    without_person: bool = False

    def stop(self, question: str, last: str) -> None:
        if self.stopped_at is None:
            self.stopped_at, self.last = question, last


@dataclass(frozen=True)
class Tree:
    """One version of the question tree."""

    definition: Definition

    @property
    def version(self) -> str:
        return self.definition.version

    @property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id, in the order of asking."""
        return self.definition.questions

    def walk(
        self,
        answers: Mapping[str, str],
        *,
        gemeente: str | None = None,
        at: datetime | None = None,
        covered_by_fan: bool | None = None,
        office_hours: bool,
        age: int | None = None,
        meldingen_12m: int = 0,
        chains_stuck: int = 0,
        police_and_care: bool = False,
    ) -> Proposal:
        """The proposal for `answers` (question id -> yes, no or onbekend).

        `gemeente` is a four-digit code or None; `covered_by_fan` None counts as not covered; `office_hours`
        are those of the meldpunt at `at`; `age` in years; the last three are signs of a pattern.
        Raises `UnknownAnswer`.
        """
        facts = _Facts(office_hours=office_hours, covered_by_fan=bool(covered_by_fan))
        walk = self._walk(answers, facts)
        primary = self._primary(walk)
        pattern = self.definition.pattern
        if (
            meldingen_12m >= pattern["meldingen_12m"]
            or chains_stuck >= pattern["chains_stuck"]
            or police_and_care
        ):
            walk.found[pattern["outcome"]] = None
        if gemeente is None:
            walk.warnings.append("gemeente_unknown")
        if age is not None and age < ADULT:
            walk.warnings.append("minor")
        return self._proposal(walk, primary=primary, at=at)

    def next_question(
        self,
        answers: Mapping[str, str],
        *,
        office_hours: bool,
        covered_by_fan: bool | None = None,
    ) -> Question | None:
        """The first question of the walk that has no answer yet; None when the walk is complete."""
        facts = _Facts(office_hours=office_hours, covered_by_fan=bool(covered_by_fan))
        asked = self._walk(answers, facts).asked
        return next((self.questions[name] for name in asked if name not in answers), None)

    def _walk(self, given: Mapping[str, str], facts: _Facts) -> _Walk:
        for name, answer in given.items():
            if name not in self.questions or answer not in ANSWERS:
                raise UnknownAnswer(f"{name}={answer}")
        order = list(self.questions)
        walk = _Walk(answers={name: given.get(name, "onbekend") for name in order})
        for name, question in self.questions.items():
            self._settle_without_person(walk, before=order.index(name), order=order)
            if walk.last is not None and order.index(name) > order.index(walk.last):
                break
            if all(condition.holds(walk.answers) for condition in question.ask_if):
                walk.asked.append(name)
                for rule in self.definition.rules:
                    if rule.on == name and _fires(rule, walk.answers[name], facts):
                        self._apply(rule, walk)
        return walk

    def _apply(self, rule: Rule, walk: _Walk) -> None:
        for code in rule.give:
            outcome = self.definition.outcomes[code]
            walk.found.setdefault(code, rule.urgency or outcome.urgency)
            walk.because += [Because(code, name, walk.answers[name]) for name in rule.because]
        walk.warnings += [code for code in rule.warn if code not in walk.warnings]
        if rule.stops_after:
            walk.stop(rule.on, rule.stops_after)

    def _settle_without_person(self, walk: _Walk, *, before: int, order: list[str]) -> None:
        """Advice without a person ends after the safety questions, unless something else was found."""
        rule = self.definition.without_person
        if before != order.index(rule["stops_after"]) + 1 or walk.answers[rule["question"]] != "yes":
            return
        about_someone = any(walk.answers[name] == "yes" for name in rule["unless_yes"])
        if about_someone or self._outcomes(walk):
            walk.warnings.append("ask_for_the_person")
            return
        walk.without_person = True
        walk.stop(rule["question"], rule["stops_after"])

    def _outcomes(self, walk: _Walk) -> list[str]:
        return [code for code in walk.found if not self.definition.outcomes[code].action]

    def _primary(self, walk: _Walk) -> str:
        """The most urgent outcome, the first found when equal; else what the end of the walk gives."""
        outcomes = self._outcomes(walk)
        if outcomes:
            return min(outcomes, key=lambda code: _place(walk.found[code]))
        end = self.definition.at_the_end
        for code in end["stands_alone"]:
            if code in walk.found:
                return str(code)
        unknown = [name for name in end["ask_first"] if _unknown(walk, name)]
        if unknown and not walk.without_person:
            walk.because += [Because(end["when_to_ask"], name, "onbekend") for name in unknown]
            return str(end["when_to_ask"])
        return str(end["otherwise"])

    def _proposal(self, walk: _Walk, *, primary: str, at: datetime | None) -> Proposal:
        stops = self._hard_stops(walk)
        blocked = {stop.outcome for stop in stops if stop.blocks}
        outcomes = self.definition.outcomes
        parallel = frozenset(
            code
            for code in walk.found
            if code != primary and code not in blocked and outcomes[code].falls_away_with != primary
        )
        rows = [walk.found.get(primary) or outcomes[primary].urgency]
        rows += [walk.found[code] for code in parallel if outcomes[code].counts]
        urgency = most_urgent([row for row in rows if row is not None])
        if any(_unknown(walk, name) for name, question in self.questions.items() if question.raises):
            urgency = raised(urgency)
        return Proposal(
            version=self.version,
            at=at,
            primary=primary,
            parallel=parallel,
            urgency=urgency.hint,
            urgency_range=(urgency.most, urgency.least),
            asked=tuple(walk.asked),
            stopped_at=walk.stopped_at,
            check_tasks=tuple(
                name for name, question in self.questions.items() if question.check and _unknown(walk, name)
            ),
            hard_stops=stops,
            warnings=tuple(walk.warnings),
            because=tuple(reason for reason in walk.because if reason.outcome in parallel | {primary}),
            without_person=walk.without_person,
        )

    def _hard_stops(self, walk: _Walk) -> tuple[HardStop, ...]:
        rule = self.definition.hard_stop
        return tuple(
            HardStop(name, answer, rule["outcome"], rule[f"on_{answer}"].format(question=name))
            for answer in ("yes", "onbekend")
            for name in rule["questions"]
            if name in walk.asked and walk.answers[name] == answer
        )


def _fires(rule: Rule, answer: str, facts: _Facts) -> bool:
    fact_holds = rule.condition is None or getattr(facts, rule.condition) is rule.expects
    return (answer == "yes") is rule.on_yes and fact_holds


def _unknown(walk: _Walk, name: str) -> bool:
    return name in walk.asked and walk.answers[name] == "onbekend"


def _place(row: Urgency | None) -> int:
    return LEVELS.index(row.hint) if row else len(LEVELS)


@cache
def _versions() -> tuple[Tree, ...]:
    found = [Tree(read_definition(path)) for path in VERSIONS.glob("*.toml")]
    return tuple(sorted(found, key=lambda tree: tree.definition.valid_from))


def load(version: str | None, on: date) -> Tree:
    """The tree named `version`, or the one in force on the day `on` (the oldest before the first one).

    Raises LookupError for a version that does not exist.
    """
    known = _versions()
    if version is not None:
        for tree in known:
            if tree.version == version:
                return tree
        raise LookupError(version)
    in_force = [tree for tree in known if tree.definition.valid_from <= on]
    return in_force[-1] if in_force else known[0]
