"""What does a value look like that must not be read? An opaque `Sealed`, opened only with a recorded Release.

A Sealed knows the row it was reached through; without one (values(), union()) it cannot be opened. Revealed
text has a masked repr, but slicing, formatting or joining it gives plain text: reveal late, where the answer
is built. Python cannot erase memory: plaintext lives until the interpreter reuses its place.
"""

import hashlib
import json
from collections.abc import Callable
from threading import Lock
from typing import Any, NoReturn, TypeVar

from privacy import context
from privacy.crypto import envelope, keyring
from privacy.errors import ForeignSealed, NotReleased
from privacy.ledger.record import Release

MASK = "[afgeschermd]"
_Method = TypeVar("_Method", bound=Callable[..., Any])
_lock = Lock()
_reveals = 0


def _not_from_templates(method: _Method) -> _Method:
    """A template must not be able to open anything by naming a method."""
    vars(method)["alters_data"] = True
    return method


class Revealed(str):
    """Opened text. Shows itself in the answer to a person; its repr, as in tracebacks and logs, is masked."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"[revealed {len(self)} chars]"

    def __reduce__(self) -> NoReturn:
        raise TypeError("revealed text is not stored")


class Sealed:
    """One value of one field of one row: pending (not yet encrypted) or as ciphertext. Shows only a mask."""

    __slots__ = ("_bound", "_ciphertext", "_loaded", "_pending", "_subject")

    def __init__(self, *, ciphertext: bytes | None = None, pending: envelope.Secret | None = None) -> None:
        self._ciphertext = ciphertext
        self._loaded = ciphertext is not None
        self._pending = pending
        self._bound: envelope.Binding | None = None
        self._subject = ""

    def __repr__(self) -> str:
        return MASK

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return MASK

    # Defining equality without a hash makes a Sealed unhashable: it cannot become a key of anything.
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sealed):
            return NotImplemented
        return self is other or (self._ciphertext is not None and self._ciphertext == other._ciphertext)

    def __copy__(self) -> "Sealed":
        twin = Sealed(ciphertext=self._ciphertext, pending=self._pending)
        twin._bound, twin._subject, twin._loaded = self._bound, self._subject, self._loaded
        return twin

    def __deepcopy__(self, memo: dict) -> "Sealed":
        return self.__copy__()

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("a sealed value is not stored outside its column")

    @property
    def bound(self) -> bool:
        """Does this value know its row?"""
        return self._bound is not None

    @property
    def taken_over(self) -> bool:
        """Did the ciphertext come from a database, so that it belongs to the row it was loaded with?"""
        return self._loaded

    @property
    def pending(self) -> bool:
        """Is this value still waiting to be encrypted by a save?"""
        return self._ciphertext is None

    def digest(self) -> str | None:
        """SHA-256 of the ciphertext in hex, for the ledger; None while pending."""
        return None if self._ciphertext is None else hashlib.sha256(self._ciphertext).hexdigest()

    def key(self) -> tuple[int, int] | None:
        """Id and version of the data key that opens this value; None while pending."""
        return None if self._ciphertext is None else envelope.key_of(self._ciphertext)

    def is_empty(self) -> bool:
        """Is this a pending empty text? Nothing is said about values that are already sealed."""
        return self._pending is not None and self._pending in (b"", b'""')

    @_not_from_templates
    def bind(self, binding: envelope.Binding, subject: str) -> None:
        """Remember the place of this value. Raises ForeignSealed for a ciphertext that has another place."""
        if self._bound is not None and self._bound != binding and not self.pending:
            raise ForeignSealed(binding.field)
        self._bound, self._subject = binding, subject

    @_not_from_templates
    def encrypt(self, binding: envelope.Binding, subject: str) -> bytes:
        """The ciphertext for `binding`, made once; the plaintext is let go."""
        self.bind(binding, subject)
        if self._ciphertext is None:
            plaintext = self._pending if self._pending is not None else envelope.Secret()
            key = keyring.key_for(binding.scope_kind, binding.scope_ref)
            self._ciphertext = envelope.seal(plaintext, key=key, binding=binding)
            self._pending = None
        return self._ciphertext

    @_not_from_templates
    def open(self, release: Release) -> envelope.Secret:
        """The bytes of this value. Raises NoContext, NotReleased and the errors of seals."""
        by = context.current()
        if self._bound is None:
            raise NotReleased("a sealed value without its row")
        release.require(by=by, subject=self._subject, field=self._bound.field)
        if self._ciphertext is None:
            raise NotReleased(f"{self._bound.field}: not saved yet")
        key = keyring.opened(envelope.key_of(self._ciphertext))
        plaintext = envelope.unseal(self._ciphertext, key=key, binding=self._bound)
        _count_reveal()
        return plaintext

    @_not_from_templates
    def reveal(self, release: Release) -> Revealed:
        """The text, after the look was recorded. Raises NoContext, NotReleased and the errors of seals."""
        return Revealed(self.open(release).decode())

    @_not_from_templates
    def reveal_json(self, release: Release) -> Any:
        """The value of a SealedJSONField; texts inside are Revealed."""
        return _masked(json.loads(self.open(release)))


def reveals() -> int:
    """How many values this process has opened; for tests that compare it with the ledger."""
    return _reveals


def _count_reveal() -> None:
    global _reveals
    with _lock:
        _reveals += 1


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return Revealed(value)
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    return value
