"""How does somebody get an account when nobody who is signed in can give them one? By whoever has the machine.

They choose a password of their own, at an address that works once and for a few days.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.models import Account, Team
from workflows.roles import PUBLIC, Role

WITHOUT_ACCOUNT = (Role.SYSTEM, *PUBLIC, Role.CLIENT)
"""Roles in which nobody signs in."""


TYPED = {"username", "name", "email", "role"}
"""What is asked of a new account, beside its team."""


class NotEnrolled(Exception):
    """There is no such account to make. `reasons`: one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def enrolled(username: str, *, name: str, email: str, role: str, team: str) -> Account:
    """A new account without a password. `role`: an R-code; `team`: the id of a team of the region.

    Raises NotEnrolled with everything that is wrong with it.
    """
    account = Account(username=username, name=name, email=email, role=role, team_id=team)
    account.set_unusable_password()
    reasons = []
    if role in WITHOUT_ACCOUNT:
        reasons.append(_("Nobody signs in as %(role)s.") % {"role": role})
    if not Team.objects.filter(pk=team).exists():
        known = ", ".join(Team.objects.order_by("pk").values_list("pk", flat=True))
        reasons.append(_("There is no team %(team)s. There are: %(known)s.") % {"team": team, "known": known})
    try:
        account.full_clean(exclude={field.name for field in Account._meta.fields} - TYPED)
    except ValidationError as wrong:
        reasons += [
            f"{field}: {sentence}" for field, found in wrong.message_dict.items() for sentence in found
        ]
    if reasons:
        raise NotEnrolled(reasons)
    account.save()
    return account


def address_for_a_password(account: Account) -> str:
    """Where this colleague chooses a password: once, within settings.PASSWORD_RESET_TIMEOUT seconds."""
    key = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)
