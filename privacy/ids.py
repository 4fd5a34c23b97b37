"""Under which name is something known? Row ids that exist before the insert, and references people can read.

Both are random where it matters: neither tells how many rows there are. Row ids tell their moment of
making (real time, to the microsecond); within an act kept by the hour they tell the end of that hour.
"""

import re
import secrets
import time
from datetime import UTC, datetime
from uuid import UUID

from privacy import context

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE = re.compile(r"[A-Z]{1,3}-[0-9A-Z]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A public reference ("H-7K3QX9P2") or a row id. Whatever else stands in its place could be a name."""


def _assemble(nanoseconds: int, random_bits: int) -> UUID:
    """RFC 9562 version 7: 48 bits of Unix milliseconds, 12 bits of the fraction, 62 random bits."""
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76
    value |= (rest * 4096 // 1_000_000) << 64
    value |= 0b10 << 62
    value |= random_bits
    return UUID(int=value)


def uuid7() -> UUID:
    """A new row id that sorts by the moment it was made, to a quarter of a microsecond within one machine."""
    if context.keeps_the_hour():
        return _assemble(int(context.written_at().timestamp()) * 1_000_000_000, secrets.randbits(62))
    return _assemble(time.time_ns(), secrets.randbits(62))


def uuid7_floor(at: datetime) -> UUID:
    """The smallest row id that can have been made in the millisecond of `at` (aware) or later."""
    return _assemble(int(at.timestamp() * 1000) * 1_000_000, 0)


def public_ref(prefix: str) -> str:
    """A reference such as "M-7K3QX9P2": `prefix` and 8 random Crockford base32 characters (40 bits)."""
    return f"{prefix}-{''.join(secrets.choice(CROCKFORD) for _ in range(8))}"


def uuid7_time(made: UUID) -> datetime:
    """The moment (UTC, to the millisecond) at which a row id of version 7 was made."""
    return datetime.fromtimestamp((made.int >> 80) / 1000, tz=UTC)
