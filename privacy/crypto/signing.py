"""Who vouches for a head of the ledger? Ed25519 over bytes; the public half is known by its name."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from privacy.crypto.providers import provider


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(provider().signing_seed())


def public_key() -> bytes:
    """The raw public key (32 bytes) that checkpoints are verified with; it may be published."""
    return _private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_name() -> str:
    """A short name of the public key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public_key()).hexdigest()[:16]


def sign(body: bytes) -> bytes:
    """The signature (64 bytes) over `body`."""
    return _private().sign(body)


def signed_by_us(body: bytes, signature: bytes, name: str) -> bool:
    """Was `body` signed by this installation's key, known as `name`?"""
    if name != key_name():
        return False
    try:
        _private().public_key().verify(signature, body)
    except InvalidSignature:
        return False
    return True
