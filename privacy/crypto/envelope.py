"""What do the bytes of a sealed value look like? Seal and unseal one value under one data key.

    offset  size  content
    0       4     magic 0xC5, format 1, suite 1, padding scheme 1
    4       8+2   data key id (signed), data key version
    14      24    random salt
    38      32    key commitment
    70      n+16  AES-256-GCM of the padded plaintext, tag

Encryption key and commitment are HKDF-SHA256(data key, salt). The associated data are these 70 bytes and
where the value belongs (`Binding`), so that a value moved, relabelled or changed in one bit does not open.
Not seen here: an older ciphertext put back in its own place; the ledger's row anchors show that.
"""

import hmac
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from privacy.errors import Integrity, TooLarge

MAGIC, FORMAT, SUITE, PADDING = 0xC5, 1, 1, 1
PREFIX = bytes((MAGIC, FORMAT, SUITE, PADDING))
HEADER = struct.Struct(">4sqH24s32s")
TAG = 16
INFO = b"casus-seal/1" + bytes((SUITE,))
# The key is fresh for every value, so a fixed nonce is used once.
NONCE = bytes(12)
LIMIT = 1024 * 1024
CLASSES = (32, 64, 128, 256, 512, 1024)
STEP = 1024
LENGTH = struct.Struct(">I")


class Secret(bytes):
    """Bytes that do not print themselves, for plaintext and keys in local variables."""

    def __repr__(self) -> str:
        return f"[secret {len(self)} bytes]"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a value belongs: installation, what is destroyed together, field, row, data class."""

    tenant: str
    scope_kind: str
    scope_ref: str
    field: str
    row: str
    data_class: str

    def associated(self) -> bytes:
        """The parts, each with its length in front, so that no two bindings look alike."""
        return prefixed((self.tenant, self.scope_kind, self.scope_ref, self.field, self.row, self.data_class))


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A data key ready for use. Lives in memory for one request."""

    key_id: int
    version: int
    scope: tuple[str, str]
    secret: Secret


def prefixed(parts: Sequence[str]) -> bytes:
    """Texts as UTF-8, each after its length in four bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join([LENGTH.pack(len(part)) + part for part in encoded])


def padded_size(size: int) -> int:
    """The stored size for `size` bytes of content: the smallest class that holds it and its length."""
    needed = size + LENGTH.size
    for padding_class in CLASSES:
        if needed <= padding_class:
            return padding_class
    return -(-needed // STEP) * STEP


def seal(plaintext: bytes, *, key: OpenKey, binding: Binding) -> bytes:
    """`plaintext` (at most 1 MiB) sealed under `key` for the place `binding`. Raises TooLarge."""
    if len(plaintext) > LIMIT:
        raise TooLarge(binding.field)
    salt = _fresh_salt()
    encryption_key, commitment = _derive(key.secret, salt)
    header = HEADER.pack(PREFIX, key.key_id, key.version, salt, commitment)
    filler = bytes(padded_size(len(plaintext)) - len(plaintext) - LENGTH.size)
    body = AESGCM(encryption_key).encrypt(
        NONCE, LENGTH.pack(len(plaintext)) + plaintext + filler, header + binding.associated()
    )
    return header + body


def unseal(blob: bytes, *, key: OpenKey, binding: Binding) -> Secret:
    """The content of `blob`. Raises Integrity when it is not what was sealed under `key` for `binding`."""
    _, key_id, version, salt, commitment = _header(blob)
    if (key_id, version) != (key.key_id, key.version) or key.scope != (binding.scope_kind, binding.scope_ref):
        raise Integrity(f"{binding.field}: another key")
    encryption_key, expected = _derive(key.secret, salt)
    if not hmac.compare_digest(commitment, expected):
        raise Integrity(f"{binding.field}: key commitment")
    try:
        padded = Secret(
            AESGCM(encryption_key).decrypt(
                NONCE, blob[HEADER.size :], blob[: HEADER.size] + binding.associated()
            )
        )
    except InvalidTag:
        raise Integrity(f"{binding.field}: tag") from None
    (size,) = LENGTH.unpack_from(padded)
    if padded_size(size) != len(padded) or padded[LENGTH.size + size :].strip(b"\0"):
        raise Integrity(f"{binding.field}: padding")
    return Secret(padded[LENGTH.size : LENGTH.size + size])


def key_of(blob: bytes) -> tuple[int, int]:
    """Id and version of the data key `blob` names. Raises Integrity for anything but a known format."""
    _, key_id, version, _, _ = _header(blob)
    return key_id, version


def _header(blob: bytes) -> tuple[bytes, int, int, bytes, bytes]:
    if len(blob) < HEADER.size + TAG + CLASSES[0] or blob[:4] != PREFIX:
        raise Integrity("not a sealed value of a known format")
    return HEADER.unpack_from(blob)


def _derive(secret: bytes, salt: bytes) -> tuple[Secret, bytes]:
    both = Secret(HKDF(algorithm=SHA256(), length=64, salt=salt, info=INFO).derive(secret))
    return Secret(both[:32]), both[32:]


_last_salt = b""


def _fresh_salt() -> bytes:
    """24 random bytes. A source of randomness that repeats itself is caught before it does harm."""
    global _last_salt
    salt = secrets.token_bytes(24)
    if salt == _last_salt:
        raise Integrity("the source of randomness repeats itself")
    _last_salt = salt
    return salt
