"""Who is still signed in, and for which teams do they hear hints? Two queries for all open pages together.

The teams come from the callable named by settings.LIVE_AUDIENCE: it takes a user, gives a frozenset of
team ids, and asks the database nothing.
"""

from collections.abc import Collection
from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from privacy.context import wall_clock


class Visit(NamedTuple):
    """A session and the account it belongs to (primary key as text)."""

    session_key: str
    account: str


def audiences(visits: Collection[Visit]) -> dict[Visit, frozenset[str]]:
    """The team ids of every visit that still holds: account active, session alive, password unchanged.

    A visit that ended, or has no team left, is not in the answer. Sessions end in real time.
    """
    keys = {visit.session_key for visit in visits}
    sessions = dict(_sessions(keys))
    accounts = get_user_model()._default_manager.filter(
        pk__in={visit.account for visit in visits}, is_active=True
    )
    users = {str(user.pk): user for user in accounts}
    teams_of = import_string(settings.LIVE_AUDIENCE)
    held = {}
    for visit in visits:
        user, data = users.get(visit.account), sessions.get(visit.session_key)
        if user is not None and data is not None and _belongs(data, user) and (teams := teams_of(user)):
            held[visit] = frozenset(teams)
    return held


def _sessions(keys: set[str]) -> list[tuple[str, dict[str, Any]]]:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = store.get_model_class().objects.filter(session_key__in=keys, expire_date__gt=wall_clock())
    return [(row.session_key, row.get_decoded()) for row in rows]


def _belongs(data: dict[str, Any], user: Any) -> bool:
    return data.get(SESSION_KEY) == str(user.pk) and constant_time_compare(
        data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )
