"""What does somebody see who decides and does not treat? The card of an item: reference, days and reason, no person.

A card is not a record: it is the outside of one, in the stage its item stands in. Source: docs/privacy.md, "Who sees
what".
"""

from dataclasses import dataclass
from typing import Any

from casework import access
from casework.errors import NotYours
from casework.holding import nouns
from casework.models import Case, Crisis, FanContact, Handover, Melding, Pattern, PostbakItem, Triage
from casework.models.base import Owned
from casework.policy import HANDOVER_ACCEPTED, MELDING_LATER, MELDING_UNSCREENED, may_see
from privacy.context import Acting
from privacy.ledger.record import denied, release
from workflows.roles import DECIDERS


@dataclass(frozen=True)
class ItemCard:
    """The outside of one item. `state`: the stage of the table in which it stands."""

    record: Owned
    state: str
    gemeente: str
    shielded_for: str

    def kind(self) -> str:
        """The noun of the table."""
        return "item_card"


def card_of(record: Owned) -> ItemCard:
    """The card of this item."""
    return ItemCard(record, stage_of(record), str(getattr(record, "gemeente", "")), record.shielded_for)


def stage_of(record: Any) -> str:
    """The stage of the table of who sees what."""
    if record.state_info.final:
        return "closed"
    if isinstance(record, Handover) and record.state != "draft":
        return "accepted" if record.state in HANDOVER_ACCEPTED else "offered"
    if isinstance(record, Melding) and record.state in (*MELDING_UNSCREENED, "at_crisis", "in_crisis"):
        return "screening"
    if isinstance(record, Crisis):
        return "crisis"
    if isinstance(record, FanContact):
        return "fan"
    early = isinstance(record, Triage | PostbakItem | Pattern)
    early |= isinstance(record, Melding) and record.state not in MELDING_LATER
    return "intake" if early else "outreach"


def _may_decide(record: Owned, by: Acting) -> bool:
    return by.role in DECIDERS and may_see(record, by).permit


def find(ref: str, *, by: Acting, action: str, locked: bool = False) -> Owned:
    """The open item with this reference, for who may see its card; the look is recorded. Raises NotYours."""
    noun = next((one for one in nouns() if ref.partition("-")[0] == one.REF_PREFIX), Case)
    items: Any = noun._default_manager.select_related("clock", "owner_team", "owner_person")
    record = items.filter(ref=ref).first()
    # What is shielded from somebody has no card for them either, unless it is theirs to decide.
    if record is None or not (may_see(card_of(record), by).permit or _may_decide(record, by)):
        denied(by, action=action, about=ref)
        raise NotYours
    release(by, action, (), (), about=f"{noun.kind()}:{ref}")
    return access.locked_together(items, pk=record.pk) if locked else record
