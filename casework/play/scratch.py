"""Where is a scenario played? In empty databases of its own, on the engine that is configured, gone afterwards.

One set is prepared as a template; each scenario gets a copy of it. SQLite: files in a temporary folder. PostgreSQL:
databases next to the configured ones. Turns the connections of this process around, so nothing else may run in it.
"""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from channels.layers import InMemoryChannelLayer, channel_layers
from django.conf import settings
from django.db import connections

from casework.directory.current import pack
from casework.preparing import prepare
from privacy.crypto.providers import provider

TEMPLATE = "template"


class Scratch:
    """A place to play. Use as a context manager; `stage()` inside it gives an empty set of databases."""

    def __init__(self, keep: Path | None = None) -> None:
        """keep: a folder in which the databases of each scenario stay behind."""
        self.keep = keep
        self.mark = secrets.token_hex(4)
        self.made: list[tuple[str, str]] = []

    def __enter__(self) -> "Scratch":
        self.folder = Path(tempfile.mkdtemp(prefix="sluitend-play-"))
        self.before = {alias: dict(connections[alias].settings_dict) for alias in connections}
        self.data_before = settings.SLUITEND_DATA
        # Open pages of the real installation must not hear of what is only played.
        self.layer_before = channel_layers.set("default", InMemoryChannelLayer())
        settings.SLUITEND_DATA = self.folder
        _forget()
        try:
            self._turn_to(TEMPLATE, empty=True)
            for _ in prepare():
                pass
            _close()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *problem: Any) -> None:
        _close()
        for alias, name in self.made:
            self._administer(alias, f"DROP DATABASE IF EXISTS {_quoted(alias, name)}")
        for alias, values in self.before.items():
            connections[alias].settings_dict.update(values)
        settings.SLUITEND_DATA = self.data_before
        if self.layer_before is not None:
            channel_layers.set("default", self.layer_before)
        _forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Empty, prepared databases for one scenario; yields where they stay behind, nothing without `keep`."""
        kept = self._turn_to(name, empty=False)
        try:
            yield kept
        finally:
            _close()
            if self.keep is None:
                self._drop(name)
            elif (keys := self.folder / "keys").exists():
                # Without its keys nothing that was kept can be read.
                shutil.copytree(keys, self.keep / name / "keys", dirs_exist_ok=True)

    # -- per engine --------------------------------------------------------------------------------------

    def _turn_to(self, name: str, *, empty: bool) -> list[str]:
        """Point every connection to the databases of `name`, made empty or as a copy of the template."""
        kept = []
        for alias in self.before:
            connection = connections[alias]
            if connection.vendor == "sqlite":
                target = self._sqlite(alias, name)
                if not empty:
                    shutil.copyfile(self._sqlite(alias, TEMPLATE), target)
                kept.append(str(target))
            else:
                target_name = self._postgresql(alias, name)
                copy = "" if empty else f" TEMPLATE {_quoted(alias, self._postgresql(alias, TEMPLATE))}"
                self._administer(alias, f"CREATE DATABASE {_quoted(alias, target_name)}{copy}")
                if empty or not self.keep:
                    self.made.append((alias, target_name))
                kept.append(target_name)
        for alias, place in zip(self.before, kept, strict=True):
            options = {key: value for key, value in self.before[alias]["OPTIONS"].items() if key != "pool"}
            connections[alias].settings_dict.update(NAME=place, OPTIONS=options)
        return kept if self.keep else []

    def _sqlite(self, alias: str, name: str) -> Path:
        folder = (self.keep if self.keep and name != TEMPLATE else self.folder) / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder / Path(self.before[alias]["NAME"]).name

    def _postgresql(self, alias: str, name: str) -> str:
        """At most 63 characters, and the scenario's own name where it fits."""
        short = "".join(c if c.isalnum() else "_" for c in name.lower())[:20]
        return f"{str(self.before[alias]['NAME'])[:28]}_{self.mark}_{short}"

    def _drop(self, name: str) -> None:
        for alias in self.before:
            if connections[alias].vendor == "sqlite":
                shutil.rmtree(self.folder / name, ignore_errors=True)
                continue
            database = self._postgresql(alias, name)
            self._administer(alias, f"DROP DATABASE IF EXISTS {_quoted(alias, database)}")
            self.made.remove((alias, database))

    def _administer(self, alias: str, statement: str) -> None:
        """Run one statement about databases, over a connection that is in none of them."""
        connection: Any = connections[alias].copy()
        connection.settings_dict.update(self.before[alias])
        options = {key: value for key, value in self.before[alias]["OPTIONS"].items() if key != "pool"}
        connection.settings_dict.update(NAME="postgres", OPTIONS=options)
        try:
            with connection.cursor() as cursor:
                # Copying a database may take longer than a statement of the product may.
                cursor.execute("SET statement_timeout = 0")
                cursor.execute(statement)
        finally:
            connection.close()


def _quoted(alias: str, name: str) -> str:
    return connections[alias].ops.quote_name(name)


def _close() -> None:
    """Let go of every database, of the pool as well: a database in use can be neither copied nor dropped."""
    for alias in connections:
        connection: Any = connections[alias]
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


def _forget() -> None:
    """The region and the keys in memory belong to another installation."""
    pack.cache_clear()
    provider.cache_clear()
