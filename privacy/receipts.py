"""Which code does somebody get who stays unknown, and is this that code? Written down, or read over the phone.

Five groups of five characters from an alphabet without look-alikes: the first group finds the row (25 bits), the other
four are the secret (100 bits). Only a hash of the secret is ever stored. The code follows from the form it came with,
so that a form sent twice gives the same code; it stands nowhere and cannot be shown to anybody else.
"""

import hmac
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings

from privacy.crypto import codes
from privacy.ids import CROCKFORD

GROUP, GROUPS = 5, 5
LENGTH = GROUP * GROUPS
HEARD_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
"""Letters that do not occur in a code, as what they were meant to be."""


class Code(NamedTuple):
    """`look_up` is stored as it is, of `secret` a hash only."""

    look_up: str
    secret: str

    def written(self) -> str:
        """As it stands on the page: "7K3QX-9P2MA-..."."""
        whole = self.look_up + self.secret
        return "-".join(whole[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def code_for(form: str) -> Code:
    """The code that belongs to a form; `form`: at least 128 random bits as text, kept nowhere."""
    key = sha256(b"sluitend-receipt\0" + settings.SECRET_KEY.encode()).digest()
    number = int.from_bytes(hmac.digest(key, form.encode(), "sha256"))
    signs = "".join(CROCKFORD[number >> (5 * place) & 31] for place in range(LENGTH))
    return Code(signs[:GROUP], signs[GROUP:])


def code_from(typed: str) -> Code | None:
    """The code as somebody typed it, spaces, dashes and small letters included; None when it cannot be one."""
    signs = re.sub(r"[\s.\-_‐-―]", "", typed).upper().translate(HEARD_AS)
    if len(signs) != LENGTH or any(sign not in CROCKFORD for sign in signs):
        return None
    return Code(signs[:GROUP], signs[GROUP:])


def hashed(code: Code) -> str:
    """What is stored of the secret."""
    return codes.hashed(code.secret)


def belongs_to(code: Code | None, stored: Iterable[str]) -> int | None:
    """The place in `stored` (hashes found by `look_up`) of the one this code belongs to; None when there is none.

    At least one hash is always calculated: a wrong code, an unknown one and one that is no code cost the same.
    """
    secret = code.secret if code else ""
    # Nobody's secret is too short to be anybody's, so it never agrees.
    answers = [codes.agrees(secret, one) for one in tuple(stored) or (_nobodys(),)]
    return answers.index(True) if True in answers else None


@cache
def _nobodys() -> str:
    """The hash of a secret that no code has."""
    return codes.hashed("nobody's")
