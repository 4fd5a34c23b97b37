"""Who works with the system, in which role and for which team; on which days, and who stands in on the others?"""

from datetime import datetime, time
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from casework.models.region import Team
from privacy.classification import INT, PER
from privacy.ids import uuid7
from workflows.calendars import AMSTERDAM
from workflows.roles import Role

MOST_DAYS = "1234567"
"""Every day of the week as Account.works_on writes it: Monday is 1."""


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a password that is stored as a hash."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """A new active account. `fields`: name, email, role (R-code), team."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of this username, with its team in the same statement."""
        return self.select_related("team").get(username=username)


class Account(AbstractBaseUser):
    """One person acts in one role for one team. Accounts are deactivated, never deleted.

    `works_on`: the days of the week this colleague works, Monday is 1. `starts_at`: when that day begins, local time.
    `phone`: the number that is called (oproep); empty: by mail.
    `ill_since` (UTC) is set by anyone of the team. `stands_in_for` is kept by the acts in casework/actions/team.py, so
    that a request knows it without asking: `[{"id", "name", "works_on", "ill"}]`, who is absent follows from the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=3, choices=[(role.value, role.name) for role in Role])
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)
    works_on = models.CharField(max_length=7, default=MOST_DAYS)
    starts_at = models.TimeField(default=time(8, 30))
    deputy = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    ill_since = models.DateTimeField(null=True)
    stands_in_for = models.JSONField(default=list)
    digest_on = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name", "role", "team"]

    class Meta:
        ordering = ["name"]

    class Privacy:
        fields = {
            "id": INT, "username": INT, "email": PER("staff"), "name": PER("staff"), "role": INT, "team": INT,
            "is_active": INT, "password": INT, "last_login": INT, "works_on": INT, "starts_at": INT, "deputy": INT,
            "ill_since": PER("staff"), "stands_in_for": PER("staff"), "digest_on": INT, "phone": PER("staff"),
        }  # fmt: skip

    def __str__(self) -> str:
        return f"account {self.username}"

    def is_away(self, at: datetime) -> bool:
        """Is this colleague ill, or is it (aware) a day of the week on which they do not work?"""
        return self.ill_since is not None or not works_that_day(self.works_on, at)

    def away_now(self, at: datetime) -> tuple[str, ...]:
        """The ids of the colleagues this one stands in for at this moment (aware). No query."""
        return tuple(
            one["id"] for one in self.stands_in_for if one["ill"] or not works_that_day(one["works_on"], at)
        )


def works_that_day(works_on: str, at: datetime) -> bool:
    """Is the local day of `at` (aware) among these days of the week?"""
    return str(at.astimezone(AMSTERDAM).isoweekday()) in works_on
