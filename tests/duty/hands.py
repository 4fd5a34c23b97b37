"""Whose hands do it? An act by somebody who is there, and "vol" tried first by whoever can take something."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import pytest

from casework.actions import ACTIONS
from casework.models import Account
from tests.duty.absent import Attendance
from tests.duty.living import as_of
from workflows.refusals import CapacityIsNoReason

FULL = "vol"
BESIDE = {"tell_person": "case_tell_person", "nachtkaart": "case_nachtkaart"}
"""The beginning of the kind of a term beside the leading one -> what is done about it."""


class Hands:
    """`done` counts acts by name, `full` how often "vol" was tried and refused."""

    def __init__(self, staff: Attendance, dice: Random) -> None:
        self.staff, self.dice = staff, dice
        self.done: Counter[str] = Counter()
        self.full: Counter[str] = Counter()
        self.said_full: set[tuple[str, Any]] = set()

    def on(self, record: Any, kind: str, at: datetime) -> bool:
        """Do what this item needs now, for the term `kind`; False when nobody is there who can."""
        name = next(
            (act for term, act in BESIDE.items() if kind.startswith(term)), f"{record.kind()}_{record.state}"
        )
        act: Callable[[Any, datetime], bool] = getattr(self, name)
        return act(record, at)

    def act(self, name: str, who: Account | None, at: datetime, **given: Any) -> bool:
        """`who` does this at `at`; when nobody is there it is not done."""
        if who is None:
            return False
        ACTIONS[name].perform(by=as_of(who, at), **given)
        self.done[name] += 1
        return True

    def says_full(self, name: str, who: Account, record: Any, at: datetime, **ref: Any) -> None:
        """Once per receiver and item "vol" is tried, and the product says no."""
        if (who.username, record.pk) in self.said_full:
            return
        self.said_full.add((who.username, record.pk))
        with pytest.raises(CapacityIsNoReason):
            ACTIONS[name].perform(by=as_of(who, at), reason=FULL, **ref)
        self.full[name] += 1

    def chance(self, share: float) -> bool:
        """Does it happen this time?"""
        return self.dice.random() < share
