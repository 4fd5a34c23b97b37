"""Which case needs a nachtkaart, how long may one stand? Plain values in, yes or no out.

Source: settled decisions, "Night": a standing disclosure with ground and end date; missing on a case with flags or of
U3 and above it is a task. Why ninety days: docs/adr/0048-a-card-for-whoever-answers-at-night.md.
"""

from datetime import date

NEEDED_AT = ("U0", "U1", "U2", "U3")
"""The urgencies at which a case needs a card; with safety flags it does whatever its urgency."""

LONGEST_DAYS = 90
"""A card that nobody looked at for so long tells what was true once."""

WARNED_DAYS = 7
"""So long before its end the owner hears that it ends."""

MISSING = "nachtkaart_missing"
ENDS = "nachtkaart_ends"
KINDS = (MISSING, ENDS)
"""The kinds of clock: until when one must be written, and how long the one there is counts."""

HOW = ("person", "address")
"""What whoever answers is sure of: who it is, or the address alone."""


def is_needed(urgency: str, *, flagged: bool) -> bool:
    """Does a case of this urgency, with or without safety flags, need a card?"""
    return flagged or urgency in NEEDED_AT


def ends_in_time(last_day: date, today: date) -> bool:
    """Is this a last day that can be promised?"""
    return 0 <= (last_day - today).days <= LONGEST_DAYS
