"""A mail server on this machine that speaks real IMAP, in a thread of its own, and can be told to misbehave.

Twisted's server does the protocol. MOVE (RFC 6851) and UIDPLUS (RFC 4315) are added, and can be left out.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from twisted.cred.checkers import InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import IRealm, Portal
from twisted.internet import reactor, threads
from twisted.internet.defer import succeed
from twisted.internet.protocol import ServerFactory
from twisted.internet.ssl import PrivateCertificate
from twisted.mail import imap4
from zope.interface import implementer

USER, PASSWORD = "meldpunt", "een goed wachtwoord"


@implementer(imap4.IMessage, imap4.IMessageFile)
class Message:
    """One stored message."""

    def __init__(self, raw: bytes, uid: int) -> None:
        self.raw, self.uid, self.flags = raw, uid, set()

    def getUID(self) -> int:
        return self.uid

    def getFlags(self) -> set[str]:
        return self.flags

    def getInternalDate(self) -> str:
        return "Thu, 01 Jan 2026 12:00:00 +0000"

    def getHeaders(self, negate: bool, *names: bytes) -> dict[str, str]:
        return {}

    def getBodyFile(self) -> BytesIO:
        return BytesIO(self.raw)

    def getSize(self) -> int:
        return len(self.raw)

    def isMultipart(self) -> bool:
        return False

    def getSubPart(self, part: int) -> Any:
        raise IndexError(part)

    def open(self) -> BytesIO:
        """The message as it came: `BODY[]` sends this."""
        return BytesIO(self.raw)


@implementer(imap4.IMailbox)
class Box:
    """A box of messages."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.listeners: list[Any] = []
        self.last_uid = 0
        self.refused: set[int] = set()

    def put(self, raw: bytes) -> int:
        """Store a message; its UID."""
        self.last_uid += 1
        self.messages.append(Message(raw, self.last_uid))
        return self.last_uid

    def getUIDValidity(self) -> int:
        return 7

    def getUIDNext(self) -> int:
        return self.last_uid + 1

    def getUID(self, number: int) -> int:
        return self.messages[number - 1].uid

    def getMessageCount(self) -> int:
        return len(self.messages)

    def getRecentCount(self) -> int:
        return 0

    def getUnseenCount(self) -> int:
        return len(self.messages)

    def isWriteable(self) -> bool:
        return True

    def destroy(self) -> None:
        raise imap4.MailboxException("not here")

    def requestStatus(self, names: Any) -> Any:
        return imap4.statusRequestHelper(self, names)

    def addListener(self, listener: Any) -> None:
        self.listeners.append(listener)

    def removeListener(self, listener: Any) -> None:
        self.listeners.remove(listener)

    def getHierarchicalDelimiter(self) -> str:
        return "/"

    def getFlags(self) -> list[str]:
        return ["\\Seen", "\\Deleted"]

    def addMessage(self, message: Any, flags: Any = (), date: Any = None) -> Any:
        return succeed(self.put(message.read()))

    def expunge(self) -> list[int]:
        gone = [number for number, one in enumerate(self.messages, 1) if "\\Deleted" in one.flags]
        self.messages = [one for one in self.messages if "\\Deleted" not in one.flags]
        return gone

    def chosen(self, wanted: Any, uid: bool) -> Iterator[tuple[int, Message]]:
        """(number, message) of what a set of numbers or UIDs means."""
        wanted.last = self.last_uid if uid else len(self.messages)
        for number, one in enumerate(self.messages, 1):
            if (one.uid if uid else number) in wanted:
                yield number, one

    def fetch(self, wanted: Any, uid: bool) -> list[tuple[int, Message]]:
        found = list(self.chosen(wanted, uid))
        # A search looks at all of them; only asking for this one alone is refused.
        if {one.uid for _, one in found} & self.refused and len(self.messages) > len(found):
            raise imap4.MailboxException("this one is broken")
        return found

    def store(self, wanted: Any, flags: Any, mode: int, uid: bool) -> dict[int, Any]:
        for _, one in self.chosen(wanted, uid):
            one.flags = one.flags | set(flags) if mode > 0 else one.flags - set(flags)
        return {number: one.flags for number, one in self.chosen(wanted, uid)}


class Account(imap4.MemoryAccount):
    """The boxes of one user."""

    def _emptyMailbox(self, name: str, id: int) -> Box:
        return Box()


class Server(imap4.IMAP4Server):
    """One connection. `MailServer.cut_after` breaks off after so many bytes of a message."""

    def connectionMade(self) -> None:
        super().connectionMade()
        send, host = self.transport.write, self.factory.owner
        host.connections += 1

        def write(data: bytes) -> None:
            if host.cut_at and host.cut_at in data:
                send(data[: data.index(host.cut_at)])
                self.transport.loseConnection()
                return
            send(data)

        self.transport.write = write

    def capabilities(self) -> dict[bytes, Any]:
        return super().capabilities() | (
            {b"MOVE": None, b"UIDPLUS": None} if self.factory.owner.modern else {}
        )

    def do_UID(self, tag: bytes, command: bytes, line: bytes) -> Any:
        verb = command.upper()
        uids, _, box = line.partition(b" ")
        if verb not in (b"MOVE", b"EXPUNGE"):
            return super().do_UID(tag, command, line)
        if verb == b"MOVE":
            target = self.account.mailboxes.get(box.strip(b'"').decode().upper())
            if target is None:
                return self.sendNegativeResponse(tag, b"[TRYCREATE] no such box")
        for number, one in reversed(list(self.mbox.chosen(imap4.parseIdList(uids), True))):
            if verb == b"MOVE":
                target.put(one.raw)
            elif "\\Deleted" not in one.flags:
                continue
            self.mbox.messages.remove(one)
            self.sendUntaggedResponse(b"%d EXPUNGE" % number)
        return self.sendPositiveResponse(tag, b"done")

    select_UID = (do_UID, imap4.IMAP4Server.arg_atom, imap4.IMAP4Server.arg_line)


@implementer(IRealm)
class Realm:
    """Every user has the same account."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def requestAvatar(self, avatar: Any, mind: Any, *interfaces: Any) -> Any:
        return imap4.IAccount, self.account, lambda: None


class MailServer(ServerFactory):
    """The server: its port, its box, and how it misbehaves now."""

    def __init__(self) -> None:
        self.owner, self.connections, self.cut_at, self.modern = self, 0, b"", True
        self.account = Account(USER)
        self.account.addMailbox("INBOX", Box())
        self.account.addMailbox("Sluitend", Box())
        checker = InMemoryUsernamePasswordDatabaseDontUse(**{USER: PASSWORD.encode()})
        self.portal = Portal(Realm(self.account), [checker])

    @property
    def inbox(self) -> Box:
        return self.account.mailboxes["INBOX"]

    @property
    def done(self) -> Box:
        return self.account.mailboxes["SLUITEND"]

    def buildProtocol(self, address: Any) -> Server:
        protocol = Server(chal={b"LOGIN": imap4.LOGINCredentials})
        protocol.portal, protocol.factory = self.portal, self
        return protocol


_thread: list[threading.Thread] = []


def _running() -> None:
    if not _thread:
        run: Any = reactor.run
        _thread.append(threading.Thread(target=run, kwargs={"installSignalHandlers": False}, daemon=True))
        _thread[0].start()


@contextmanager
def serving(tls: bytes | None = None) -> Iterator[tuple[MailServer, int]]:
    """A server that listens on a port of this machine. `tls`: key and certificate in PEM."""
    _running()
    server = MailServer()
    here = threads.blockingCallFromThread
    if tls is None:
        port = here(reactor, reactor.listenTCP, 0, server, interface="127.0.0.1")
    else:
        options = PrivateCertificate.loadPEM(tls).options()
        port = here(reactor, reactor.listenSSL, 0, server, options, interface="127.0.0.1")
    try:
        yield server, port.getHost().port
    finally:
        here(reactor, port.stopListening)
