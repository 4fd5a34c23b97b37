"""Does the machine do its work? For the technical administrator: ages and numbers, never an item, a name or a place.

Who keeps the machine running needs no content for it, and sees none: a number says how much there is, not of whom.
"""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from casework.errors import NotYours
from casework.holding import nouns
from casework.models import Clock
from casework.reading.words import noun_word
from notifications.health import oldest_undelivered
from privacy.context import Acting, now, wall_clock
from privacy.ledger.waiting import oldest_unsealed
from workflows.roles import Role


def read(*, by: Acting) -> dict[str, Any]:
    """The two tables of the page (see parts/table.html). Raises NotYours. One statement for each row."""
    if by.role != Role.TECHNICAL_ADMIN:
        raise NotYours
    words = {
        "oldest_due_clock": _("Oldest clock that should have rung"),
        "oldest_undelivered_message": _("Oldest message that was not delivered"),
        "oldest_unsealed_event": _("Oldest event of the ledger that is not sealed"),
    }
    health = [[words[name], _age(age)] for name, age in ages().items()]
    counts = [[noun_word(model.kind()), str(model.unfinished().count())] for model in nouns()]
    return {
        "health": {
            "id": "health", "caption": _("Does everything run?"), "columns": [_("What"), _("Age")], "rows": health,
        },
        "counts": {
            "id": "counts", "caption": _("How much is open?"), "columns": [_("Kind"), _("Number")], "rows": counts,
        },
    }  # fmt: skip


def _age(age: timedelta | None) -> str:
    """In whole seconds, as the monitor reads it."""
    if age is None:
        return _("nothing waits")
    return _("%(count)d seconds") % {"count": int(age.total_seconds())}


def ages() -> dict[str, timedelta | None]:
    """How old is the oldest of what should be done: clocks, messages, seals. None: nothing waits."""
    at = now()
    oldest = (
        Clock.objects.filter(rings_at__lte=at).order_by("rings_at").values_list("rings_at", flat=True).first()
    )
    return {
        "oldest_due_clock": None if oldest is None else at - oldest,
        "oldest_undelivered_message": oldest_undelivered(at),
        "oldest_unsealed_event": oldest_unsealed(wall_clock()),
    }
