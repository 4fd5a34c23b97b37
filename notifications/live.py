"""How does an open page learn that something changed? A hint from any thread; truth stays in the rows.

A hint that is lost costs latency: the page catches up from its cursor. So nothing here raises to the caller,
and nothing here carries more than a number, team ids and references.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from asgiref.sync import async_to_sync
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


def publish(hint: dict[str, Any]) -> None:
    """Tell the open pages of some teams to look again; call it after the commit, from any thread.

    hint: {"cursor": int, "teams": [team ids], "items": [[kind, reference], ...]}, and perhaps "hidden": items of which
    only the pages that show them hear. Never raises.
    """
    try:
        _publish(_message(hint))
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


def _publish(message: dict[str, Any]) -> None:
    loop = _serving_loop()
    if loop is None:
        async_to_sync(_send)(message)
        return
    # The layer in memory wakes nobody when another thread fills its queue: always from the loop itself.
    sending = _send(message)
    try:
        asyncio.run_coroutine_threadsafe(sending, loop)
    except RuntimeError:
        sending.close()
        raise


def _serving_loop() -> asyncio.AbstractEventLoop | None:
    if _loop is not None and _loop.is_running():
        return _loop
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _send(message: dict[str, Any]) -> None:
    try:
        await asyncio.wait_for(_in_turn(message), PATIENCE)
    except Exception as problem:  # noqa: BLE001 - in the loop nobody waits for this answer
        hub().owed = True
        _lost(problem)


async def _in_turn(message: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    # One at a time: the layer in memory drops what comes faster than its hundred places are emptied.
    async with hub().turn:
        await layer.group_send(GROUP, message)


def _lost(problem: Exception) -> None:
    log.warning("live: a hint was not sent (%s); pages see the change later", type(problem).__name__)
