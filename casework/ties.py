"""What ties a person to an item? Each tie in two forms that say the same: of one record, and as rows of a query.

tests/access/test_rows_are_decisions.py holds the two against each other. No form asks the database anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q

from casework import duty
from casework.directory.current import pack
from privacy.context import Acting
from workflows.roles import Role

MELDING_WAITING = ("received", "screened", "in_crisis", "reopened")
MELDING_UNSCREENED = ("received", "screened")
NO_ROWS = Q(pk__in=())


class Relation(StrEnum):
    """What ties a person to an item. No tie, no access."""

    OWNER = "owner"
    OWNER_TEAM = "owner_team"
    TARGET_TEAM = "target_team"
    SENDER = "sender"
    SENDER_TEAM = "sender_team"
    RECEIVER_TEAM = "receiver_team"
    TRIAGE_DESK = "triage_desk"
    ANSWERING_DUTY = "answering_duty"
    REGION = "region"
    GEMEENTE = "gemeente"
    CONTROLLER = "controller"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Tie:
    """holds: does it tie `by` to this record? rows: which rows of a model (its noun) it ties `by` to."""

    holds: Callable[[Any, Acting], bool]
    rows: Callable[[type[Model], str, Acting], Q]


def has(model: type[Model], column: str) -> bool:
    """Does this model keep such a column?"""
    return any(column in (field.name, field.attname) for field in model._meta.concrete_fields)


def _of_team(column: str) -> Tie:
    """The unit of the reader stands in this column."""

    def holds(record: Any, by: Acting) -> bool:
        return bool(by.unit) and str(getattr(record, column, None)) == by.unit

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        return Q(**{column: by.unit}) if by.unit and has(model, column) else NO_ROWS

    return Tie(holds, rows)


def _of_person(column: str) -> Tie:
    """The reader stands in this column, or an absent colleague the reader stands in for."""

    def holds(record: Any, by: Acting) -> bool:
        return by.acts_for(getattr(record, column, None))

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        return Q(**{f"{column}__in": (by.actor, *by.stands_in)}) if has(model, column) else NO_ROWS

    return Tie(holds, rows)


def _receiver_team() -> Tie:
    """Offered to the reader's team. To a colleague who stepped aside it is as if it lay with another team."""
    team = _of_team("receiver_team_id")

    def holds(record: Any, by: Acting) -> bool:
        return team.holds(record, by) and not (by.actor and by.actor in getattr(record, "stepped_aside", ""))

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        mine = team.rows(model, noun, by)
        return mine & ~Q(stepped_aside__contains=by.actor) if has(model, "stepped_aside") else mine

    return Tie(holds, rows)


def _triage_desk() -> Tie:
    """A melding that waits, at whatever door, is for the region's meldpunt."""

    def holds(record: Any, by: Acting) -> bool:
        return record.kind() == "melding" and by.unit == _meldpunt() and record.state in MELDING_WAITING

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        return Q(state__in=MELDING_WAITING) if noun == "melding" and by.unit == _meldpunt() else NO_ROWS

    return Tie(holds, rows)


def _answering_duty() -> Tie:
    """A melding nobody looked at yet is for the duty that answers while its team is closed, and for the night service.

    A draft that was left lying is for that duty alone.
    """

    def holds(record: Any, by: Acting) -> bool:
        if record.kind() != "melding" or record.state not in (*MELDING_UNSCREENED, "left_draft"):
            return False
        nearby = record.state in MELDING_UNSCREENED and screens_in(record.gemeente, by)
        return nearby or answers_for(str(record.owner_team_id), by)

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        if noun != "melding":
            return NO_ROWS
        answered, nearby = answered_by(by), screened_by(by)
        if not (answered or nearby):
            return NO_ROWS
        ours = Q(owner_team_id__in=answered)
        return (
            Q(state__in=MELDING_UNSCREENED) & (ours | Q(gemeente__in=nearby)) | Q(state="left_draft") & ours
        )

    return Tie(holds, rows)


REGIONAL = ("item_card", "aggregates")
"""What the coordination of the region knows of at all times; of an item itself only while nobody decides."""

UNDECIDED = ("disputed", "expired")
"""What two people, or a receiving team, did not settle in time is decided by somebody above them."""


def _region() -> Tie:
    """The coordination of the region decides what two teams did not."""

    def holds(record: Any, by: Acting) -> bool:
        about = pack().region.about
        return by.unit == about.regional and (record.state in UNDECIDED or record.kind() in REGIONAL)

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        return Q(state__in=UNDECIDED) if by.unit == pack().region.about.regional else NO_ROWS

    return Tie(holds, rows)


def _gemeente() -> Tie:
    """The item lies in a gemeente the reader's team works for."""

    def holds(record: Any, by: Acting) -> bool:
        return getattr(record, "gemeente", "") in gemeenten_of(by.unit)

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        return Q(gemeente__in=gemeenten_of(by.unit)) if has(model, "gemeente") else NO_ROWS

    return Tie(holds, rows)


def _controller() -> Tie:
    """The item lies with a team of the reader's own organisation, which answers for it in law (AVG 24)."""

    def holds(record: Any, by: Acting) -> bool:
        return str(getattr(record, "owner_team_id", "")) in colleagues_of(by.unit)

    def rows(model: type[Model], noun: str, by: Acting) -> Q:
        return Q(owner_team_id__in=colleagues_of(by.unit)) if has(model, "owner_team") else NO_ROWS

    return Tie(holds, rows)


TIES: dict[Relation, Tie] = {
    Relation.OWNER: _of_person("owner_person_id"),
    Relation.OWNER_TEAM: _of_team("owner_team_id"),
    Relation.TARGET_TEAM: _of_team("target"),
    Relation.SENDER: _of_person("sender_person_id"),
    Relation.SENDER_TEAM: _of_team("sender_team_id"),
    Relation.RECEIVER_TEAM: _receiver_team(),
    Relation.TRIAGE_DESK: _triage_desk(),
    Relation.ANSWERING_DUTY: _answering_duty(),
    Relation.REGION: _region(),
    Relation.GEMEENTE: _gemeente(),
    Relation.CONTROLLER: _controller(),
}


def relations(record: Any, by: Acting, *, asked: Iterable[Relation] = TIES) -> frozenset[Relation]:
    """Which of the ties `asked` hold between `by` and this record, from its clear columns and the region's hours."""
    if by.role == Role.SYSTEM:
        return frozenset({Relation.SYSTEM})
    return frozenset(tie for tie in asked if tie in TIES and TIES[tie].holds(record, by))


def is_shielded_from(record: Any, by: Acting) -> bool:
    """Is this item shielded, and is the reader in person not among those it names? A deputy is not named."""
    named = getattr(record, "shielded_for", "")
    return bool(named) and by.actor not in named.split()


def rows_not_shielded_from(model: type[Model], by: Acting) -> Q:
    """The same as rows."""
    open_or_named = Q(shielded_for="") | Q(shielded_for__contains=by.actor)
    return open_or_named if has(model, "shielded_for") else Q()


def answers_for(team: str, by: Acting) -> bool:
    """Is the duty that answers for this team (its id) at `by.at` one of `by`'s own team?"""
    return team in pack().region.teams and duty.answering(team, by.at).team == by.unit


def answered_by(by: Acting) -> list[str]:
    """The teams (their ids) for which the duty of `by`'s own team answers at `by.at`."""
    return [team for team in pack().region.teams if answers_for(team, by)]


def screens_in(gemeente: str, by: Acting) -> bool:
    """Is the night service that is on now in this gemeente `by`'s own team, while the day team is closed?"""
    # Where no service is on, its team is "": nobody, and not whoever belongs to no team.
    return bool(by.unit) and not pack().day_team_open(by.at) and pack().night_team(gemeente, by.at) == by.unit


def screened_by(by: Acting) -> list[str]:
    """The gemeenten (codes) in which `by`'s own team is the night service that is on now."""
    return [code for code in pack().region.gemeenten if screens_in(code, by)]


def gemeenten_of(unit: str) -> tuple[str, ...]:
    """The gemeenten (codes) a team works for; none for what is no team of the region."""
    team = pack().region.teams.get(unit)
    return tuple(team.gemeenten) if team else ()


def colleagues_of(unit: str) -> tuple[str, ...]:
    """The teams (their ids) of the same organisation as this one, itself included."""
    teams = pack().region.teams
    if unit not in teams:
        return ()
    return tuple(team.id for team in teams.values() if team.organisation == teams[unit].organisation)


def _meldpunt() -> str:
    return pack().region.about.meldpunt
