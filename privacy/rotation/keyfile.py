"""How does the key file change? Whole, or not at all: a new file (0600) on the disk takes the place of the old.

Every process of the machine reads the new one at its next use. Keys given by SLUITEND_KEYS cannot be rotated
here, because nobody could tell the other processes.
"""

import base64
import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from privacy.crypto.providers import FileProvider, key_file, provider, read_keys
from privacy.errors import RotationRefused


def in_file() -> FileProvider:
    """The keys of the key file. Raises RotationRefused when this process has them from elsewhere."""
    if os.environ.get("SLUITEND_KEYS"):
        raise RotationRefused(
            "the master keys come from SLUITEND_KEYS: put them into the key file to rotate them"
        )
    found = provider()
    if not isinstance(found, FileProvider) or not key_file().exists():
        raise RotationRefused("the master keys do not come from the key file")
    return found


def newest(names: tuple[str, ...]) -> dict[str, int]:
    """The newest version of each of these keys."""
    keys = in_file()
    return {name: max(keys.roots[name]) for name in names}


def add_versions(target: Mapping[str, int]) -> None:
    """Make the version `target` says of each key, unless it is there."""

    def add(said: dict[str, Any]) -> None:
        for name, version in target.items():
            fresh = base64.b64encode(secrets.token_bytes(32)).decode()
            said["roots"][name].setdefault(str(version), fresh)

    _change(add)


def raise_minimum(target: Mapping[str, int]) -> None:
    """From now on versions below `target` open no data key, and make and find no token."""
    _change(lambda said: said.setdefault("minimum", {}).update(target))


def forget_below_minimum(names: tuple[str, ...]) -> dict[str, list[int]]:
    """Erase the versions of these keys that no longer count; which ones. There is no way back."""
    keys = in_file()
    gone = {
        name: sorted(version for version in keys.roots[name] if version < keys.minimum.get(name, 0))
        for name in names
    }

    def forget(said: dict[str, Any]) -> None:
        for name, versions in gone.items():
            for version in versions:
                del said["roots"][name][str(version)]

    if any(gone.values()):
        _change(forget)
    return {name: versions for name, versions in gone.items() if versions}


def _change(edit: Callable[[dict[str, Any]], None]) -> None:
    """One edit of the file. Raises RotationRefused when the disk or the file does not allow it."""
    in_file()
    path = key_file()
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        edit(said)
        text = json.dumps(said, indent=1)
        read_keys(text)
        _replace(path, text)
    except OSError as error:
        raise RotationRefused(f"the key file cannot be replaced: {error.strerror}") from None


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # The name itself is on the disk only after this.
        os.fsync(folder)
    finally:
        os.close(folder)
