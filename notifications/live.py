"""How does an open page learn that something changed? A hint from any thread; truth stays in the rows.

A hint that is lost costs latency: the page catches up from its cursor. So nothing here raises to the caller,
and nothing here carries more than a number, team ids and references.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from channels.layers import get_channel_layer

from notifications.hub import GROUP, Hub, hub
from privacy.ids import REFERENCE

__all__ = ["bind_loop", "publish", "Hub", "hub"]

log = logging.getLogger(__name__)
PATIENCE = 2.0

_loop: asyncio.AbstractEventLoop | None = None


def bind_loop(loop: asyncio.AbstractEventLoop) -> None:
    """From now on hints are sent in this loop, the one that serves the sockets of this process."""
    global _loop
    _loop = loop


def publish(*hints: dict[str, Any]) -> None:
    """Tell the open pages of some teams to look again; call it after the commit, from any thread.

    hint: {"cursor": int, "teams": [team ids], "items": [[kind, reference], ...]}, and perhaps "hidden": items of which
    only the pages that show them hear, and "calls": teams somebody of which is called. Never raises.
    """
    try:
        messages = [_message(hint) for hint in hints]
        if messages:
            _publish(messages)
    except Exception as problem:  # noqa: BLE001 - the change is committed; a page that looks later is no failure
        _lost(problem)


def _message(hint: dict[str, Any]) -> dict[str, Any]:
    """The hint as it travels: these five things and nothing else. Raises ValueError for content."""
    items, hidden = _references(hint["items"]), _references(hint.get("hidden", ()))
    teams = [str(team) for team in hint["teams"]]
    return {
        "type": "live.hint",
        "cursor": int(hint["cursor"]),
        "teams": teams,
        "items": items,
        "hidden": hidden,
        "calls": [str(team) for team in hint.get("calls", ())],
    }


def _references(items: Iterable[Sequence[Any]]) -> list[list[str]]:
    found = [[str(kind), str(ref)] for kind, ref in items]
    if not all(kind.isidentifier() and REFERENCE.fullmatch(ref) for kind, ref in found):
        raise ValueError("an item of a hint is a kind and a reference")
    return found


def _publish(messages: list[dict[str, Any]]) -> None:
    serving = _serving_loop()
    # The layer in memory wakes nobody when another thread fills its queue: always from the loop itself.
    sending = _send(messages)
    try:
        sent = asyncio.run_coroutine_threadsafe(sending, serving or _own_loop(os.getpid()))
    except RuntimeError:
        sending.close()
        raise
    if serving is None:
        # A command may end right after this, and takes with it what is still on its way.
        sent.result(2 * PATIENCE)


def _serving_loop() -> asyncio.AbstractEventLoop | None:
    if _loop is not None and _loop.is_running():
        return _loop
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


@cache
def _own_loop(process: int) -> asyncio.AbstractEventLoop:
    """The loop of a process that serves no pages, such as a worker: one for all its hints, with one connection.

    process: its id, because a process that was copied from this one has none of its threads.
    """
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name=f"live-{process}", daemon=True).start()
    return loop


async def _send(messages: list[dict[str, Any]]) -> None:
    try:
        await asyncio.wait_for(_in_turn(messages), PATIENCE)
    except Exception as problem:  # noqa: BLE001 - in the loop nobody waits for this answer
        hub().owed = True
        _lost(problem)


async def _in_turn(messages: list[dict[str, Any]]) -> None:
    layer: Any = get_channel_layer()
    # One at a time: the layer in memory drops what comes faster than its hundred places are emptied.
    async with hub().turn:
        for message in messages:
            await layer.group_send(GROUP, message)
        await hub().pay(layer)


def _lost(problem: Exception) -> None:
    log.warning("live: a hint was not sent (%s); pages see the change later", type(problem).__name__)
