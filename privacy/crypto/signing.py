"""Who vouches for a head of the ledger? Ed25519 over bytes; the public half is known by its name."""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from privacy.crypto.providers import provider


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(provider().signing_seed())


def public_key() -> bytes:
    """The raw public key (32 bytes) that checkpoints are verified with; it may be published."""
    return _private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def name_of(public: bytes) -> str:
    """A short name of a public key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def key_name() -> str:
    """The name of this installation's public key."""
    return name_of(public_key())


def sign(body: bytes) -> bytes:
    """The signature (64 bytes) over `body`."""
    return _private().sign(body)


def signed_by(public: bytes, body: bytes, signature: bytes, name: str) -> bool:
    """Was `body` signed by the key with the raw public half `public`, known as `name`?"""
    if name != name_of(public):
        return False
    try:
        _loaded(public).verify(signature, body)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4)
def _loaded(public: bytes) -> Ed25519PublicKey:
    # Public keys only: a ledger has a signature for every few events.
    return Ed25519PublicKey.from_public_bytes(public)
