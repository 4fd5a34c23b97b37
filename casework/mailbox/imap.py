"""How do mails come out of an IMAP box (RFC 3501)? By UID; what was taken in moves to another box on the server.

TLS follows from the address: `imaps://` always, with the certificate checked; `imap://` only for this machine itself.
Without MOVE (RFC 6851) a message is copied and marked as deleted; it is expunged only where the server can expunge
one message alone (UIDPLUS, RFC 4315), because an expunge of everything may throw away what nobody has read.
"""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4, IMAP4_SSL
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from casework.mail.message import MOST_BYTES
from casework.mailbox import CameInHalf, Silent

TIMEOUT = 30.0
"""Seconds without a sign of life after which the box counts as silent."""

DONE = "Sluitend"
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
UID = re.compile(r"\d{1,10}")


class ImapBox:
    """One box, opened for one round. Keys are `<UIDVALIDITY>-<UID>`."""

    def __init__(self, client: IMAP4, *, box: str, done: str) -> None:
        self.client, self.done = client, done
        _good(client.select(_quoted(box)))
        validity = client.response("UIDVALIDITY")[1]
        self.validity = validity[0].decode("ascii", "replace") if validity and validity[0] else "0"
        self.can = {str(name).upper() for name in client.capabilities}

    @classmethod
    def at(cls, url: str, *, timeout: float = TIMEOUT) -> "ImapBox":
        """Sign in and choose the box. Raises Silent: not there, wrong password, no such box."""
        parts = urlsplit(url)
        more = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        with _answering():
            client = _connected(parts, timeout=timeout, ca=more.get("ca"))
            try:
                client.login(unquote(parts.username or ""), unquote(parts.password or ""))
                return cls(
                    client, box=unquote(parts.path.lstrip("/")) or "INBOX", done=more.get("done", DONE)
                )
            except (IMAP4.error, OSError):
                client.shutdown()
                raise

    def waiting(self) -> list[str]:
        """The keys of every message that is not marked as deleted. Raises Silent."""
        with _answering():
            found = _good(self.client.uid("SEARCH", "UNDELETED"))
        uids = UID.findall(" ".join(part.decode("ascii", "replace") for part in found if part))
        return [f"{self.validity}-{uid}" for uid in sorted(uids, key=int)]

    def fetch(self, key: str) -> bytes:
        """The message without marking it as seen; of a larger one the first bytes. Raises CameInHalf, Silent."""
        uid = self._uid(key)
        with _answering(one=True):
            parts = _good(self.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES + 1}>)"))
        for part in parts:
            if isinstance(part, tuple) and len(part) == 2:
                return bytes(part[1])
        raise CameInHalf

    def put_away(self, key: str) -> None:
        """Move the message to the box for what was taken in. Raises CameInHalf, Silent."""
        uid = self._uid(key)
        with _answering(one=True):
            # Refused when it is there already, which is what we want.
            self.client.create(_quoted(self.done))
            if "MOVE" in self.can:
                _good(self.client.uid("MOVE", uid, _quoted(self.done)))
                return
            _good(self.client.uid("COPY", uid, _quoted(self.done)))
            _good(self.client.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
            if "UIDPLUS" in self.can:
                _good(self.client.uid("EXPUNGE", uid))

    def close(self) -> None:
        """Sign out; a connection that is gone already is fine."""
        try:
            self.client.logout()
        except (IMAP4.error, OSError):
            self.client.shutdown()

    def _uid(self, key: str) -> str:
        """Raises CameInHalf when the server has numbered its messages anew since."""
        validity, _, uid = key.partition("-")
        if validity != self.validity:
            raise CameInHalf
        return uid


def _connected(parts: Any, *, timeout: float, ca: str | None) -> IMAP4:
    if parts.scheme == "imaps":
        context = ssl.create_default_context(cafile=ca)
        return IMAP4_SSL(parts.hostname, parts.port or 993, ssl_context=context, timeout=timeout)
    if parts.hostname not in THIS_MACHINE:
        # A password and what melders write do not cross a network in the open.
        raise OSError("imap:// is for this machine only")
    return IMAP4(parts.hostname, parts.port or 143, timeout=timeout)


@contextmanager
def _answering(*, one: bool = False) -> Iterator[None]:
    """Says in our words what went wrong. `one`: an answer of "no" is about this message, not about the box."""
    try:
        yield
    except (IMAP4.abort, OSError):
        raise Silent from None
    except IMAP4.error:
        raise (CameInHalf if one else Silent) from None


def _good(answer: tuple[str, list[Any]]) -> list[Any]:
    """What came with an OK. Raises IMAP4.error for anything else."""
    if answer[0] != "OK":
        raise IMAP4.error("the server said no")
    return answer[1]


def _quoted(name: str) -> str:
    """A box name as IMAP wants it."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
