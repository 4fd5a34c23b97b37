"""What does the environment say? Text in, typed values out. Knows no setting by name and reads no file
except the secret it makes itself.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The value of `name` without surrounding blanks, or `default` when it is not set."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off or empty.

    Raises ImproperlyConfigured for any other word: a misspelt "flase" must not count as yes.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0.")


def integer(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured when it is none."""
    value = text(name) or str(default)
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from None


def listing(name: str, default: list[str]) -> list[str]:
    """Comma-separated words, blanks removed."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def folder(name: str, default: Path) -> Path:
    """An absolute folder, made when missing and readable by its owner only."""
    path = Path(text(name) or default).expanduser().resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def made_once(path: Path) -> str:
    """A random secret of 64 characters kept in `path` (mode 0600), made by whichever process comes first."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(48))
        try:
            # A link fails when the name exists, so two processes starting at once agree on one secret.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text(encoding="ascii").strip()


def sqlite(path: Path, *, durable: bool) -> dict[str, Any]:
    """One SQLite database. `durable` waits for the disk at every commit (keys and access rows)."""
    pragmas = ["journal_mode=WAL", f"synchronous={'FULL' if durable else 'NORMAL'}", "secure_delete=ON"]
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # The write lock is taken at BEGIN: with Django's default two of three writers fail under load.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


# A page reads one record with all it points at, up to eleven tables, always found from the first. Weighing every order
# of eleven takes 29 ms a page, six at a time takes 4. A desk needs the six: with fewer, the rows of a page are looked
# for among all there are. Nor is anything here large enough to compile a statement for.
PLANNER: dict[str, int | str] = {"join_collapse_limit": 6, "jit": "off"}


def postgresql(url: str, *, suffix: str = "", pool: int, limits: dict[str, int]) -> dict[str, Any]:
    """One PostgreSQL database from its URL; `suffix` is added to the database name.

    `limits` are run-time parameters in milliseconds (statement_timeout ...). Raises ImproperlyConfigured
    for an address of any other engine.
    """
    parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    if parsed["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("A database address must start with postgresql://.")
    options = dict(parsed.get("OPTIONS") or {})
    options["options"] = " ".join(f"-c {name}={value}" for name, value in (limits | PLANNER).items())
    # Values travel apart from the statement, so the server's log never shows a literal.
    options["server_side_binding"] = True
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {**parsed, "NAME": f"{parsed['NAME']}{suffix}", "CONN_MAX_AGE": 0, "OPTIONS": options}


def channel_layer(redis: str, *, key: str) -> dict[str, Any]:
    """How hints travel: through Redis at this address, sealed with `key`; without Redis inside the one process."""
    if not redis:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    return {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            # redis-py stops at 100 connections; many sockets leaving at once then leave dead members.
            "hosts": [{"address": redis, "max_connections": 4_000}],
            # Redis hands a message to whoever listens to its name, in whatever database: the number is in the name.
            "prefix": f"sluitend{urlsplit(redis).path}",
            "symmetric_encryption_keys": [key],
        },
    }
