"""Where do mails wait before we have them? One interface, two ways: a folder, and a box that speaks IMAP.

A message leaves its mailbox only after what became of it has been committed. Breaking off at any moment loses
nothing and doubles nothing: a message met again is known by its Message-ID and by what it says.
"""

from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit


class Silent(Exception):
    """The mailbox does not answer now. Nothing was taken from it."""


class CameInHalf(Exception):
    """The mailbox answers, and this one message does not come out of it whole."""


class Mailbox(Protocol):
    """Messages that wait, each under a key that stays the same until it is put away."""

    def waiting(self) -> list[str]:
        """The keys of what waits, oldest first. Raises Silent."""

    def fetch(self, key: str) -> bytes:
        """The message, of one that is too large at least one byte too many. Raises CameInHalf, Silent."""

    def put_away(self, key: str) -> None:
        """This message has been taken in: it waits no more. Nothing is destroyed. Raises CameInHalf, Silent."""

    def close(self) -> None:
        """Let go of it. Never raises."""


def opener(url: str) -> tuple[str, Callable[[], Mailbox]]:
    """(a name without user or password, how to open it) for `file:///folder`, `imaps://` or `imap://`.

    Raises ValueError for an address of another kind.
    """
    from casework.mailbox.folder import Folder
    from casework.mailbox.imap import ImapBox

    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return f"file:{parts.path}", lambda: Folder.at(parts.path)
    if parts.scheme in ("imap", "imaps") and parts.hostname:
        return f"{parts.scheme}://{parts.hostname}{parts.path or '/INBOX'}", lambda: ImapBox.at(url)
    raise ValueError("a mailbox is file:///folder, imaps://user:password@host/box or imap:// on this machine")
