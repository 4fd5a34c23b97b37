"""What became of a message that came in? A melding, one we had already, or an item in the Postbak. There is no fourth.

Lines of a file, mails of a folder and mails of a mailbox all end here. Each is taken in within one transaction; what
goes wrong while reading it is caught, so that one message never stops those behind it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError

from casework.actions import postbak
from casework.edge import system
from casework.errors import CaseworkError, SentTwice
from casework.models import Melding, PostbakItem
from privacy.errors import TooLarge
from workflows.refusals import Refusal

log = logging.getLogger("casework.postbak")
PURPOSE = "import"
MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    DataError,
)
"""What a mistake in our reading of a stranger's message looks like. The message is kept, and a human reads it."""


@dataclass
class Summary:
    """What happened to the messages: three counts and a list that are disjoint and add up."""

    imported: int = 0
    repeated: int = 0
    advice: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """`{imported, repeated, advice, rejected: [{id, reason}]}`."""
        return {
            "imported": self.imported, "repeated": self.repeated, "advice": self.advice, "rejected": self.rejected,
        }  # fmt: skip


@dataclass(frozen=True)
class Original:
    """A message as it came. `name`: line:17, file:NAME. `digest`: what makes it the same one, SHA-256 in hex.

    `whole`: `content` is all of it; a message that is far too large is kept as far as it was read.
    """

    content: bytes = field(repr=False)
    name: str = field(repr=False)
    digest: str
    whole: bool = True


class NotTaken(Exception):
    """This message cannot become a melding by itself.

    `why`: one of workflows.postbak.WHY. `reason`: an English sentence without anything from the message. `digest`: in
    place of that of the original, when more is known about what makes it the same message.
    """

    def __init__(self, why: str, reason: str, *, digest: str = "") -> None:
        super().__init__(reason)
        self.why, self.reason, self.digest = why, reason, digest


def settle(original: Original, read: Callable[[], dict[str, Any]], *, name: str, summary: Summary) -> None:
    """Make a melding of a message, or an item of the Postbak, and count which of the two it was.

    `read` gives what postbak.take_in gets, or raises NotTaken. `name`: by which a rejection is told. Raises
    privacy.errors.TraceUnavailable and database errors: then nothing can be taken in, and it stays where it is.
    """
    try:
        _take_in(read, summary)
    except NotTaken as refused:
        reject(original, refused, name=name, summary=summary)
    except TooLarge:
        reject(original, TEXT_TOO_LARGE, name=name, summary=summary)
    except (Refusal, CaseworkError) as refusal:
        reject(original, NotTaken("not_enough", refusal.sentence), name=name, summary=summary)
    except MISTAKES as mistake:
        log.error("a message was not understood and waits in the Postbak: %s", type(mistake).__name__)
        reject(original, NOT_UNDERSTOOD, name=name, summary=summary)


TEXT_TOO_LARGE = NotTaken("too_large", "a text is larger than one megabyte")
NOT_UNDERSTOOD = NotTaken("not_understood", "this message was not understood")


def _take_in(read: Callable[[], dict[str, Any]], summary: Summary) -> None:
    given = read()
    try:
        twice(lambda: postbak.take_in(by=system(purpose=PURPOSE), **given))
        summary.imported += 1
    except SentTwice as again:
        earlier: Melding = again.record
        said = given.get("content_digest", "")
        if said and earlier.content_digest and said != earlier.content_digest:
            raise NotTaken("same_id", "another message has the same Message-ID") from None
        summary.repeated += 1


def twice(act: Callable[[], Any]) -> Any:
    """Once more after a lost race: now the other one stands there. Anything else is a defect and shows itself again."""
    try:
        return act()
    except IntegrityError:
        return act()


def reject(original: Original, refused: NotTaken, *, name: str, summary: Summary) -> None:
    """Keep the message in the Postbak and count it; one that a human has dealt with already came before."""
    item = kept(original, refused)
    if item.state_info.final:
        summary.repeated += 1
    else:
        summary.rejected.append({"id": name, "reason": refused.reason})


def kept(original: Original, refused: NotTaken) -> PostbakItem:
    """The item of the Postbak for this message: a new one, or the one that is there already."""
    try:
        item: PostbakItem = twice(
            lambda: postbak.keep(
                by=system(purpose=PURPOSE), why=refused.why, name=original.name, original=original.content,
                source_digest=refused.digest or original.digest, whole=original.whole,
            )
        )  # fmt: skip
    except SentTwice as again:
        item = again.record
    return item
