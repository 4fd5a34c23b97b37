"""Who works with the system, in which role and for which team?"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from casework.models.region import Team
from privacy.classification import INT, PER
from privacy.ids import uuid7
from workflows.roles import Role


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
    """One person acts in one role for one team. Accounts are deactivated, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=3, choices=[(role.value, role.name) for role in Role])
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name", "role", "team"]

    class Meta:
        ordering = ["name"]

    class Privacy:
        fields = {
            "id": INT, "username": INT, "email": PER("staff"), "name": PER("staff"), "role": INT, "team": INT,
            "is_active": INT, "password": INT, "last_login": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"account {self.username}"
