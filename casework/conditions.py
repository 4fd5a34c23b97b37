"""Under which condition does a row of the policy count? Facts are found here; the rest is stated by the reader.

A row names its conditions and all of them must hold. Source: docs/privacy.md, "Who sees what".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q

from casework.ties import NO_ROWS, answers_for, has, screened_by, screens_in
from privacy.context import Acting


class Condition(StrEnum):
    """Beside role, stage and tie. Not a part of the data: a smaller part is a data group of its own."""

    DUTY = "duty"
    """On duty now: the reader's own team answers for itself at this moment."""
    FAN_INTAKE = "fan_intake"
    """The reader's team is the night service that takes what comes in for this gemeente now."""
    CONSENT = "consent"
    """The client agreed that this is shared."""
    FROM_CRISIS = "from_crisis"
    """It is handed over from a crisis, by the service and not by one person of it."""
    OF_A_CASE = "of_a_case"
    """It does not come from a crisis: whoever leads another service has no part in one."""
    NOT_STOPPED = "not_stopped"
    """The person did not say no after it was shared: a no stops every further look."""
    SHIELDED = "shielded"
    """The item is closed to all but whom it names."""
    MATCHED = "matched"
    """After a confirmed match or a hit on the address."""
    NEEDED = "needed"
    """With a note why it is needed."""
    REASON = "reason"
    """With a typed reason, which the ledger keeps."""
    VISIT = "visit"
    """For a visit that is planned or running."""
    ALARM = "alarm"
    """The check-out of a visit did not come."""
    BRIDGING = "bridging"
    """Named, or on duty, in a block of the plan that bridges to the next working day."""


@dataclass(frozen=True, slots=True)
class Fact:
    """holds: for one record. rows: for the rows of a model."""

    holds: Callable[[Any, Acting], bool]
    rows: Callable[[type[Model], Acting], Q]


def _on_duty(model: type[Model], by: Acting) -> Q:
    return Q() if answers_for(by.unit, by) else NO_ROWS


def _night_intake(model: type[Model], by: Acting) -> Q:
    return Q(gemeente__in=screened_by(by)) if has(model, "gemeente") else NO_ROWS


def _consent(model: type[Model], by: Acting) -> Q:
    return Q(consent="yes") if has(model, "consent") else NO_ROWS


def _shielded(model: type[Model], by: Acting) -> Q:
    return ~Q(shielded_for="") if has(model, "shielded_for") else NO_ROWS


def comes_from_crisis(record: Any) -> bool:
    """Is this handed over, or tracked, from a crisis?"""
    origin = getattr(record, "origin", "")
    return origin == "crisis" if origin else getattr(record, "crisis_id", None) is not None


def _of_a_case(model: type[Model], by: Acting) -> Q:
    if has(model, "origin"):
        return ~Q(origin="crisis")
    return Q(crisis__isnull=True) if has(model, "crisis") else Q()


def _from_crisis(model: type[Model], by: Acting) -> Q:
    return Q(origin="crisis") if has(model, "origin") else NO_ROWS


def _not_stopped(model: type[Model], by: Acting) -> Q:
    return Q(sharing_stopped=False) if has(model, "sharing_stopped") else Q()


FACTS: dict[str, Fact] = {
    Condition.DUTY: Fact(lambda record, by: answers_for(by.unit, by), _on_duty),
    Condition.FAN_INTAKE: Fact(
        lambda record, by: screens_in(getattr(record, "gemeente", ""), by), _night_intake
    ),
    Condition.SHIELDED: Fact(lambda record, by: bool(getattr(record, "shielded_for", "")), _shielded),
    Condition.NOT_STOPPED: Fact(
        lambda record, by: not getattr(record, "sharing_stopped", False), _not_stopped
    ),
    Condition.FROM_CRISIS: Fact(
        lambda record, by: getattr(record, "origin", "ordinary") == "crisis", _from_crisis
    ),
    Condition.OF_A_CASE: Fact(lambda record, by: not comes_from_crisis(record), _of_a_case),
    Condition.CONSENT: Fact(lambda record, by: getattr(record, "consent", "") == "yes", _consent),
}
"""What is true or not, whatever anybody says."""


def conditions_of(
    record: Any, by: Acting, *, asked: Iterable[str], stated: frozenset[Condition]
) -> frozenset[str]:
    """The conditions among `asked` that hold, and what the reader stated. Raises ValueError for a stated fact."""
    only_stated(stated)
    return stated | {one for one in asked if one in FACTS and FACTS[one].holds(record, by)}


def rows_under(when: Iterable[str], model: type[Model], by: Acting, stated: frozenset[Condition]) -> Q:
    """The rows of a model for which all of `when` hold. Raises ValueError for a stated fact."""
    only_stated(stated)
    rows = Q()
    for one in when:
        if one in FACTS:
            rows &= FACTS[one].rows(model, by)
        elif one not in stated:
            rows &= NO_ROWS
    return rows


def only_stated(stated: frozenset[Condition]) -> None:
    """Raises ValueError when somebody claims what has to be found."""
    claimed = sorted(one for one in stated if one in FACTS)
    if claimed:
        raise ValueError(f"{', '.join(claimed)}: a fact is found, not claimed")
