"""What does the kernel itself keep? Keys, events, seals, tokens and the demonstration's clock."""

from privacy.models.clock import DemoClock
from privacy.models.keystore import DataKey
from privacy.models.ledger import AccessEvent, ChangeEvent, Checkpoint, LedgerLeaf
from privacy.models.rotation import KeyRotation
from privacy.models.tokens import BlindToken

__all__ = [
    "AccessEvent",
    "BlindToken",
    "ChangeEvent",
    "Checkpoint",
    "DataKey",
    "DemoClock",
    "KeyRotation",
    "LedgerLeaf",
]
