"""What happens in one round past a mailbox? Every message is taken in, or stays; a silent mailbox is told to people.

One message never blocks those behind it: what does not come out whole, or cannot be stored, stands at the end of the
next round, and after three rounds it is an item of the Postbak. Two rounds at once do each other no harm.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import Error as DatabaseError

from casework.arriving import NOT_UNDERSTOOD, NotTaken, Original, Summary, kept
from casework.importing_mail import import_mail
from casework.mailbox import CameInHalf, Mailbox, Silent, opener
from casework.models import MailboxWatch
from privacy.context import now
from privacy.errors import PrivacyError

log = logging.getLogger("casework.postbak")
MOST_AT_ONCE = 200
ROUNDS = 3
"""After so many rounds in which a message did not come in, a human hears of it."""

MOST_OPENED = 4
"""A box that breaks off at a message is opened anew for those behind it, so many times in one round."""

NOT_FETCHED = NotTaken("not_fetched", "this message could not be fetched")
SILENT = NotTaken("mailbox_silent", "this mailbox does not answer")


def poll(url: str) -> Summary:
    """One round past the mailbox at this address. Raises ValueError for an address that is none."""
    name, how = opener(url)
    return Round(name, how, at=now()).run()


class Round:
    """One round. `at`: now (aware)."""

    def __init__(self, name: str, how: Callable[[], Mailbox], *, at: datetime) -> None:
        self.name, self.how, self.at = name, how, at
        self.summary = Summary()
        self.watch, _made = MailboxWatch.objects.get_or_create(name=name, defaults={"heard_at": at})
        self.stumbled: dict[str, int] = dict(self.watch.stumbled)

    def run(self) -> Summary:
        """Take in what waits. A database that does not answer leaves everything where it is."""
        left: list[str] | None = None
        for _ in range(MOST_OPENED):
            left = self._as_far_as_it_goes(left)
            if not left:
                break
        if left is None:
            self._silent()
        else:
            self.watch.heard_at, self.watch.silent_since, self.watch.told = self.at, None, False
        self.watch.stumbled = self.stumbled
        self.watch.save()
        return self.summary

    def _as_far_as_it_goes(self, left: list[str] | None) -> list[str] | None:
        """Open the box and take in `left`, or all that waits. What is left after the box broke off; None: no answer."""
        try:
            box = self.how()
        except Silent:
            return left
        try:
            waiting = box.waiting()
            self._forget_but(waiting)
            todo = self._in_order(waiting) if left is None else [key for key in left if key in waiting]
            while todo:
                key = todo.pop(0)
                try:
                    self._take(box, key)
                except Silent:
                    self._stumble(key, b"", NOT_FETCHED)
                    return todo
            return []
        except Silent:
            return left
        finally:
            box.close()

    def _in_order(self, waiting: list[str]) -> list[str]:
        """What stumbled before comes last."""
        return sorted(waiting, key=lambda key: self.stumbled.get(key, 0))[:MOST_AT_ONCE]

    def _forget_but(self, waiting: list[str]) -> None:
        """What is gone from the box stumbles no more."""
        self.stumbled = {key: times for key, times in self.stumbled.items() if key in set(waiting)}

    def _take(self, box: Mailbox, key: str) -> None:
        """One message: first what becomes of it is committed, then it leaves the box. Raises Silent."""
        content = b""
        try:
            content = box.fetch(key)
            import_mail(content, name=self._called(key), summary=self.summary)
            box.put_away(key)
        except CameInHalf:
            self._stumble(key, content, NOT_FETCHED)
        except (DatabaseError, PrivacyError) as error:
            log.error("a message could not be stored and stays in its mailbox: %s", type(error).__name__)
            self._stumble(key, content, NOT_UNDERSTOOD)
        else:
            self.stumbled.pop(key, None)

    def _stumble(self, key: str, content: bytes, why: NotTaken) -> None:
        """Count it; at the third time it becomes an item of the Postbak, and stays in its mailbox as well."""
        self.stumbled[key] = self.stumbled.get(key, 0) + 1
        if self.stumbled[key] >= ROUNDS:
            self._keep(f"{self.name} {key}", content, why)

    def _silent(self) -> None:
        """Nobody answers: after a while people hear of it, once for each time it is silent."""
        self.watch.silent_since = self.watch.silent_since or self.at
        log.warning("the mailbox does not answer")
        if not self.watch.told and self.at - self.watch.heard_at >= patience():
            self.watch.told = self._keep(f"{self.name} {self.watch.heard_at.isoformat()}", b"", SILENT)

    def _keep(self, which: str, content: bytes, why: NotTaken) -> bool:
        """False when not even that can be stored now: it is tried again in the next round."""
        digest = sha256(f"{why.why}:{which}".encode()).hexdigest()
        try:
            kept(Original(content, name=which, digest=digest), why)
        except (DatabaseError, PrivacyError) as error:
            log.error("the Postbak cannot take anything in now: %s", type(error).__name__)
            return False
        return True

    def _called(self, key: str) -> str:
        """`file:NAME` for a file; the number of the message for a box."""
        return f"file:{key}" if self.name.startswith("file:") else f"mail:{key}"


def patience() -> timedelta:
    """How long a mailbox may be silent before people hear of it."""
    return timedelta(minutes=settings.POSTBAK_SILENCE_MINUTES)
