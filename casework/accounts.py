"""How does somebody sign in, and what may their open socket hear? Accounts are made by an administrator."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from casework.models import Account
from privacy.rows import the_one


class Adapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always no."""
        return False


class Backend(BaseBackend):
    """Loads the account of a session together with its team, in one statement. Signing in is left to allauth."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        """Username and password of an active account."""
        username, password = credentials.get("username"), credentials.get("password")
        if username is None or password is None:
            return None
        account = the_one(Account.objects.filter(username=username, is_active=True).select_related("team"))
        if account is None:
            # The same work for an unknown name, so that time tells nothing.
            Account().set_password(password)
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: UUID | str) -> Account | None:
        """The active account with its team; None when it was deactivated."""
        return the_one(Account.objects.filter(pk=user_id, is_active=True).select_related("team"))


def live_audience(user: Any) -> frozenset[str]:
    """The ids of the teams whose hints this user's socket may get. The account comes in fresh; no query."""
    return frozenset({str(user.team_id)})
