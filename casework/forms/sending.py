"""Is this form one of ours, filled in by a human, and sent once? A signed mark, and nothing about a visitor.

The mark holds random bits and the moment the page was made. It stands in the visitor's own page only.
"""

import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from casework.directory.current import pack
from casework.errors import FormExpired, FormTooFast

SIGNER = Signer(salt="sluitend.public-form")


def new_mark(at: datetime) -> str:
    """The mark of a page made at `at` (aware)."""
    return SIGNER.sign(f"{secrets.token_urlsafe(24)}.{int(at.timestamp())}")


def once_of(mark: str, *, at: datetime) -> str:
    """The random part of the mark, which makes this sending unique.

    Raises FormExpired for a mark that is too old or not ours; FormTooFast when nobody can have read the page yet.
    """
    try:
        once, _, made = SIGNER.unsign(mark).rpartition(".")
        age = at - datetime.fromtimestamp(int(made), tz=at.tzinfo)
    except (BadSignature, ValueError):
        raise FormExpired from None
    asked = pack().region.public_form
    if not timedelta(0) <= age <= timedelta(hours=asked.longest_hours):
        raise FormExpired
    if age < timedelta(seconds=asked.least_seconds):
        raise FormTooFast
    return once
