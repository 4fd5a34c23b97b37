"""Who is ill, who is there, and who reads what was told? A team in which one in ten is always ill."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from casework.actions import team
from casework.models import Account
from notifications.models import Notice
from tests.duty.living import as_of

ILL = 0.10
"""The share of the colleagues that is ill at any moment."""

DAYS_ILL = 5
"""How many days somebody is ill, on average; from one to nine."""


class Attendance:
    """Everybody by role, as they are today. Falling ill and coming back go through the product's own acts."""

    def __init__(self, people: dict[str, list[Account]], dice: Random) -> None:
        self.people, self.dice = people, dice
        self.everybody = [one for group in people.values() for one in group]
        self.back_on: dict[str, datetime] = {}
        self.days = self.days_ill = 0

    def morning(self, at: datetime, *, first: bool = False) -> None:
        """Who is better comes back; of the others some report ill: on the first day a tenth of everybody at once."""
        falls = ILL if first else ILL / (DAYS_ILL * (1 - ILL))
        for one in self.everybody:
            if one.username in self.back_on:
                if self.back_on[one.username] <= at:
                    self._report(one, at, ill=False)
            elif self.dice.random() < falls:
                self.back_on[one.username] = at + timedelta(days=self.dice.randint(1, 2 * DAYS_ILL - 1))
                self._report(one, at, ill=True)
        self.days += len(self.everybody)
        self.days_ill += len(self.back_on)

    def _report(self, one: Account, at: datetime, *, ill: bool) -> None:
        """A colleague of the team writes it down."""
        if ill:
            says = next((c for c in self.colleagues(one) if c.username not in self.back_on), one)
            team.report_ill(by=as_of(says, at), username=one.username)
        else:
            del self.back_on[one.username]
            team.report_better(by=as_of(one, at), username=one.username)
        one.refresh_from_db()

    def colleagues(self, one: Account) -> list[Account]:
        """The others of the same team."""
        return [other for other in self.everybody if other.team_id == one.team_id and other != one]

    def there(self, role: str, at: datetime) -> list[Account]:
        """Everybody in this role who works at this moment."""
        return [one for one in self.people[role] if not one.is_away(at)]

    def somebody(self, role: str, at: datetime) -> Account | None:
        """One of them; None when nobody is there."""
        there = self.there(role, at)
        return self.dice.choice(there) if there else None

    def doer_of(self, owner: Account | None, at: datetime) -> Account | None:
        """The owner, or the deputy of an owner who is away; None when neither is there."""
        known = {one.pk: one for one in self.everybody}
        person = known.get(owner.pk) if owner is not None else None
        if person is not None and person.is_away(at):
            person = known.get(person.deputy_id) if person.deputy_id else None
        return None if person is None or person.is_away(at) else person

    def readers(self, told: Iterable[Notice], at: datetime) -> list[Account]:
        """The colleagues, by name, who are there and have one of these notices in their list."""
        return [one for one in self.everybody if not one.is_away(at) and any(reads(one, n) for n in told)]


def reads(one: Account, told: Notice) -> bool:
    """Does this notice stand in the list of this colleague? The rule of notifications.notices.for_reader."""
    if told.to_person is not None:
        return told.to_person == one.pk
    if told.to_team:
        return told.to_team == str(one.team_id) and told.to_role in ("", one.role)
    return told.to_role == one.role
