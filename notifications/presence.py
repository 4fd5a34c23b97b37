"""Who has which item open now, over all processes? Accounts by id and items by reference; no name travels.

Every process says what its own pages show: at once what changed, and all of it with every heartbeat. So a message that
is lost, and a process that ended without a word, cost seconds.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

Places = dict[str, list[str]]
"""Reference of an item -> the ids of the accounts that have it open."""

SILENT = 3
"""After so many heartbeats without a word a process is taken to be gone."""


class Presence:
    """What every process said last. Asks nobody anything."""

    def __init__(self) -> None:
        self.process = uuid4().hex
        self._said: dict[str, Places] = {}
        self._heard: dict[str, float] = {}

    def message(self, places: Places, *, whole: bool) -> dict[str, Any]:
        """What this process tells the others. `whole`: what is not in `places` is not open here any more."""
        return {"type": "live.here", "process": self.process, "whole": whole, "places": places}

    def hear(self, message: Mapping[str, Any], now: float) -> set[str]:
        """Take in what a process said at `now` (seconds of the loop); the references for which something changed."""
        process = str(message["process"])
        before = self._said.get(process, {})
        told = {str(ref): sorted(map(str, accounts)) for ref, accounts in message["places"].items()}
        after = told if message["whole"] else {**before, **told}
        self._said[process] = {ref: accounts for ref, accounts in after.items() if accounts}
        self._heard[process] = now
        return _differing(before, self._said[process])

    def forget_silent(self, now: float, beat: float) -> set[str]:
        """Let go of processes that said nothing for some heartbeats; the references they were at."""
        gone = [process for process, heard in self._heard.items() if now - heard > SILENT * beat]
        for process in gone:
            del self._heard[process]
        return {ref for process in gone for ref in self._said.pop(process)}

    def at(self, ref: str) -> set[str]:
        """The ids of the accounts that have this item open somewhere."""
        return {account for places in self._said.values() for account in places.get(ref, [])}


def places_of(clients: Iterable[Any], only: Iterable[str] | None = None) -> Places:
    """Where these pages are; of the references in `only` also those where nobody is (an empty list)."""
    places: dict[str, set[str]] = {ref: set() for ref in only or ()}
    for client in clients:
        if client.place and (only is None or client.place in places):
            places.setdefault(client.place, set()).add(client.visit.account)
    return {ref: sorted(accounts) for ref, accounts in places.items()}


def _differing(before: Places, after: Places) -> set[str]:
    return {ref for ref in {*before, *after} if before.get(ref) != after.get(ref)}
