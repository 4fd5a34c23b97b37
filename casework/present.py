"""Whose presence at an item may be shown, and to whom? Colleagues who work on items, at what they may open.

Who decides, reviews or administers is shown to nobody: that somebody looks into a case is not for its team to know.
"""

from collections.abc import Iterable

from casework import access
from casework.edge import acting_for
from casework.errors import NotYours
from casework.holding import nouns
from casework.models import Account, Triage
from workflows.roles import WITH_TEAM


def may_be_at(account_id: str, ref: str) -> bool:
    """May this account open the page of this item now? The same no for what is not there."""
    # A triage has no page of its own: it stands on that of its melding.
    pages = (noun for noun in nouns() if noun is not Triage)
    noun = next((one for one in pages if ref.partition("-")[0] == one.REF_PREFIX), None)
    account = Account.objects.filter(pk=account_id, is_active=True).select_related("team").first()
    if noun is None or account is None or account.role not in WITH_TEAM:
        return False
    try:
        access.find(noun._default_manager.all(), ref, by=acting_for(account), action="presence.read")
    except NotYours:
        return False
    return True


def names_of(account_ids: Iterable[str]) -> dict[str, str]:
    """The names of these accounts by id. One statement."""
    found = Account.objects.filter(pk__in=list(account_ids)).values_list("pk", "name")
    return {str(pk): name for pk, name in found}
