"""What does one open page still have to hear? A bounded queue; full, it becomes one "ask again"."""

import asyncio
import json
from dataclasses import dataclass, field

from notifications.audience import Visit

ROOM = 32
RESYNC = json.dumps({"resync": True})
CALL = json.dumps({"call": True})
WHERE = json.dumps({"where": True})
SIGNED_OUT = 4401
TRY_AGAIN_LATER = 1013


@dataclass(eq=False)
class Client:
    """One open page: whose, for which teams, and what it still has to hear (a text, or a close code).

    `place`: the reference of the item it shows, once it was decided that this account may see it; "" for none.
    """

    visit: Visit
    audience: frozenset[str]
    place: str = ""
    queue: asyncio.Queue[str | int] = field(default_factory=lambda: asyncio.Queue(ROOM))

    def offer(self, text: str) -> None:
        """Queue a text; when there is no room, everything waiting gives way to one "ask again"."""
        if self.queue.full():
            self._forget()
            text = RESYNC
        self.queue.put_nowait(text)

    def dismiss(self, code: int) -> None:
        """The last thing this page hears."""
        self._forget()
        self.queue.put_nowait(code)

    def _forget(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
