"""Who holds the master keys? One interface for every backend, and the one that reads a key file.

The file (or SLUITEND_KEYS with the same JSON) holds three master keys (data, reporter, wvggz), the root of
the index keys and the seed of the ledger's signing key, each by version, and the lowest version of each that
still counts. Whoever reads the file reads everything: a production installation protects it as such, or puts
a vault behind `KekProvider`. A changed file is read again at the next use, so a rotation reaches every
process of the machine at once. It is never made by itself except in the demonstration.
"""

import base64
import hashlib
import hmac
import json
import logging
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from privacy.crypto.envelope import Secret
from privacy.errors import Denied, Integrity, SealError, Unavailable

log = logging.getLogger("privacy.keys")

KEKS = ("data", "reporter", "wvggz")
ROOTS = (*KEKS, "index", "ledger")
# Scopes with a master key of their own; every other scope is wrapped by "data".
KEK_OF_SCOPE = {"reporter": "reporter", "draft": "reporter", "postbak": "reporter", "wvggz": "wvggz"}


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key that only its master key opens. `blob`: 12 bytes of nonce, ciphertext, tag."""

    kek_name: str
    kek_version: int
    blob: bytes


@dataclass(frozen=True, slots=True)
class Health:
    """ok: can it wrap and unwrap now? demo: are these the demonstration's keys? detail: for engineers."""

    ok: bool
    demo: bool
    detail: str = ""


class KekProvider(Protocol):
    """Wraps and opens data keys; its errors are Unavailable, Denied, Destroyed and Integrity."""

    def wrap(self, dek: bytes, aad: bytes, kek_name: str) -> Wrapped: ...

    def unwrap_many(self, items: Sequence[tuple[Wrapped, bytes]]) -> list[Secret | SealError]: ...

    def rewrap_many(self, items: Sequence[tuple[Wrapped, bytes]]) -> list[Wrapped | SealError]: ...

    def newest_version(self, kek_name: str) -> int: ...

    def mac_many(self, purpose: str, messages: Sequence[bytes], version: int = 1) -> list[bytes]: ...

    def index_versions(self) -> list[int]: ...

    def signing_seed(self) -> Secret: ...

    def health(self) -> Health: ...


@dataclass(slots=True)
class FileProvider:
    """Master keys held in memory: `roots` is name -> version -> 32 bytes. What is in it never changes.

    minimum: name -> lowest version that still opens data keys or makes tokens; nothing listed is no limit.
    """

    roots: dict[str, dict[int, Secret]] = field(repr=False)
    demo: bool = False
    minimum: dict[str, int] = field(default_factory=dict)
    _purposes: dict[tuple[str, int], Secret] = field(default_factory=dict, repr=False)

    def wrap(self, dek: bytes, aad: bytes, kek_name: str) -> Wrapped:
        """`dek` under the newest version of `kek_name`, bound to `aad`."""
        version, root = self._newest(kek_name)
        nonce = secrets.token_bytes(12)
        return Wrapped(kek_name, version, nonce + AESGCM(root).encrypt(nonce, dek, aad))

    def unwrap_many(self, items: Sequence[tuple[Wrapped, bytes]]) -> list[Secret | SealError]:
        """Each data key, or the reason why that one does not open; the others are not held up by it."""
        return [
            self._unwrap(wrapped, aad)
            if wrapped.kek_version >= self.minimum.get(wrapped.kek_name, 0)
            else Denied(f"master key {wrapped.kek_name} version {wrapped.kek_version} no longer counts")
            for wrapped, aad in items
        ]

    def rewrap_many(self, items: Sequence[tuple[Wrapped, bytes]]) -> list[Wrapped | SealError]:
        """The same data keys under the newest version of their master key, from below the minimum as well."""
        opened = [self._unwrap(wrapped, aad) for wrapped, aad in items]
        return [
            dek if isinstance(dek, SealError) else self.wrap(dek, aad, wrapped.kek_name)
            for dek, (wrapped, aad) in zip(opened, items, strict=True)
        ]

    def newest_version(self, kek_name: str) -> int:
        """The version under which new data keys are wrapped."""
        return self._newest(kek_name)[0]

    def index_versions(self) -> list[int]:
        """The versions tokens are written under; the first one is searched with."""
        return sorted(version for version in self.roots["index"] if version >= self.minimum.get("index", 0))

    def mac_many(self, purpose: str, messages: Sequence[bytes], version: int = 1) -> list[bytes]:
        """HMAC-SHA256 (32 bytes) of each message under the key of this purpose and version."""
        key = self._purposes.get((purpose, version))
        if key is None:
            root = self.roots["index"].get(version)
            if root is None:
                raise Unavailable(f"index key version {version}")
            info = b"casus-index/1" + f"{version}/{purpose}".encode()
            key = Secret(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(root))
            self._purposes[(purpose, version)] = key
        return [hmac.digest(key, message, hashlib.sha256) for message in messages]

    def signing_seed(self) -> Secret:
        """The seed of the ledger's Ed25519 key."""
        return self._newest("ledger")[1]

    def health(self) -> Health:
        """Can every root be used?"""
        missing = [name for name in ROOTS if not self.roots.get(name)]
        return Health(ok=not missing, demo=self.demo, detail=", ".join(missing))

    def _newest(self, name: str) -> tuple[int, Secret]:
        versions = self.roots.get(name)
        if not versions:
            raise Denied(f"no master key {name}")
        newest = max(versions)
        return newest, versions[newest]

    def _unwrap(self, wrapped: Wrapped, aad: bytes) -> Secret | SealError:
        root = self.roots.get(wrapped.kek_name, {}).get(wrapped.kek_version)
        if root is None:
            return Denied(f"no master key {wrapped.kek_name} version {wrapped.kek_version}")
        try:
            return Secret(AESGCM(root).decrypt(wrapped.blob[:12], wrapped.blob[12:], aad))
        except (InvalidTag, ValueError):
            return Integrity("wrapped key")


def key_file() -> Path:
    """Where the file of master keys lies."""
    return Path(settings.SLUITEND_DATA) / "keys" / "master.json"


def make_keys(*, demo: bool) -> str:
    """New random master keys as JSON, for the key file or SLUITEND_KEYS."""
    roots = {name: {"1": base64.b64encode(secrets.token_bytes(32)).decode()} for name in ROOTS}
    return json.dumps({"demo": demo, "roots": roots}, indent=1)


def write_key_file(path: Path, *, demo: bool) -> None:
    """Make the key file (0600, folder 0700) unless it exists; of two makers the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(make_keys(demo=demo))
    try:
        os.link(draft, path)
    except FileExistsError:
        log.info("the key file was made by another process")
    finally:
        draft.unlink()


def read_keys(text: str) -> FileProvider:
    """The provider for the JSON of `make_keys`. Raises Unavailable when it is not that."""
    try:
        said = json.loads(text)
        roots = {
            name: {
                int(version): Secret(base64.b64decode(key, validate=True)) for version, key in keys.items()
            }
            for name, keys in said["roots"].items()
        }
        minimum = {name: int(version) for name, version in said.get("minimum", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        # Without the cause: it would quote the text that holds the keys.
        raise Unavailable("the master keys cannot be read") from None
    if set(ROOTS) - set(roots) or any(len(key) != 32 for keys in roots.values() for key in keys.values()):
        raise Unavailable("the master keys are not complete")
    return FileProvider(roots=roots, demo=bool(said.get("demo")), minimum=minimum)


class _InUse:
    """The master keys of this process: SLUITEND_KEYS, else the key file, which only the demonstration makes."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], FileProvider] | None = None

    def __call__(self) -> KekProvider:
        """The keys as they are now; whoever does two things that belong together holds on to one answer.

        Raises Unavailable when there are none, or when others than the owner may read the file.
        """
        said, path, kept = os.environ.get("SLUITEND_KEYS", ""), key_file(), self._kept
        try:
            seen = (said,) if said else _stamp(path)
        except FileNotFoundError:
            if kept is not None and kept[0][0] == path:
                # A file that went missing stops nobody who is at work; the next start says so.
                return kept[1]
            _first(path)
            seen = _stamp(path)
        if kept is None or kept[0] != seen:
            kept = self._kept = (seen, _checked(said or _text()))
        return kept[1]

    def cache_clear(self) -> None:
        """Forget the keys, because this process goes on with another installation."""
        self._kept = None


provider = _InUse()


def _stamp(path: Path) -> tuple[object, ...]:
    """What differs when the key file was replaced. Raises FileNotFoundError."""
    found = path.stat()
    return path, found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode


def _first(path: Path) -> None:
    if not settings.DEMO:
        raise Unavailable("no master keys: make them with manage.py master_keys --make")
    write_key_file(path, demo=True)


def _text() -> str:
    path = key_file()
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Unavailable("the key file may be read by its owner only (mode 0600)")
    return path.read_text(encoding="utf-8")


def _checked(text: str) -> FileProvider:
    found = read_keys(text)
    if found.demo and not settings.DEMO:
        raise Unavailable("these are the demonstration's keys")
    if found.demo:
        log.warning("demo-sleutel: these keys protect nothing that is real")
    return found
