"""What is still in somebody's hands? Before an account is closed all of it moves to somebody else."""

from django.apps import apps
from django.db.models import Q

from casework.directory.current import pack
from casework.models import Account, Case
from casework.models.base import Owned

HANDS = ("owner_person", "sender_person", "receiver_person")
SHIELD = "shield"


def nouns() -> list[type[Owned]]:
    """Every kind of item somebody can own: a new one cannot be forgotten here."""
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def held_by(account: Account) -> dict[str, int]:
    """Kind -> how many unfinished items this colleague owns, sends or receives; `shield`: how many shielded cases name
    the colleague. Kinds without any are left out. One statement for each kind."""
    counts = {noun.kind(): noun.unfinished().filter(_in_hands(noun, account)).count() for noun in nouns()}
    named = Case.unfinished().filter(shielded_for__contains=str(account.pk))
    return {kind: count for kind, count in (counts | {SHIELD: named.count()}).items() if count}


def leaves_a_duty_bare(account: Account) -> bool:
    """Does the team own something without a name, and is this colleague the last who holds its duty?"""
    roles = {
        role
        for duty in pack().region.duties
        if duty.team == account.team_id
        for role in (duty.role, duty.deputy_role)
    }
    others = Account.objects.filter(team_id=account.team_id, role__in=roles, is_active=True).exclude(
        pk=account.pk
    )
    if account.role not in roles or others.exists():
        return False
    return any(
        noun.unfinished().filter(owner_team_id=account.team_id, owner_person=None).exists()
        for noun in nouns()
    )


def _in_hands(noun: type[Owned], account: Account) -> Q:
    own = Q()
    for column in HANDS:
        if any(field.name == column for field in noun._meta.concrete_fields):
            own |= Q(**{column: account})
    return own
