"""What opens with a typed reason and not without one? Rows of the policy under the conditions "reason" and "needed"."""

from datetime import timedelta
from typing import Any

from casework.conditions import Condition
from casework.errors import NotYours
from casework.models import Case, Handover, Melding
from casework.models.base import Owned
from casework.policy import may_see
from privacy.context import Acting
from privacy.ledger.record import denied

STATED = frozenset({Condition.REASON, Condition.NEEDED})
GOOD_FOR = timedelta(minutes=30)
"""How long one reason counts: one look, with a telephone call in between."""

NOUNS: tuple[type[Owned], ...] = (Melding, Case, Handover)


def gained(record: Any, by: Acting) -> frozenset[str]:
    """The data groups that a typed reason opens to this reader beside what is open already."""
    return may_see(record, by, under=STATED).groups - may_see(record, by).groups


def find(ref: str, *, by: Acting, action: str) -> Owned:
    """The item of which a reason opens something to `by`. Raises NotYours for unknown and forbidden alike."""
    noun = next((one for one in NOUNS if ref.partition("-")[0] == one.REF_PREFIX), Case)
    items: Any = noun._default_manager
    record: Owned | None = items.select_related("person").filter(ref=ref).first()
    if record is None or not gained(record, by):
        denied(by, action=action, about=ref)
        raise NotYours
    return record
