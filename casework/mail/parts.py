"""Of which parts does a message consist? Walks nested multiparts and forwarded messages without copying them.

Bounded in depth and in number: what lies deeper or comes later stays together as one unopened piece.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casework.mail.headers import Head, parameters, read_head
from casework.mail.message import MOST_DEPTH, MOST_PARTS

LONGEST_BOUNDARY = 200
MOST_LOOKALIKES = 10_000
TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}", re.ASCII)
ALTERNATIVE = "multipart/alternative"
FORWARDED = ("message/rfc822", "message/global")


@dataclass(frozen=True)
class Leaf:
    """A piece that holds no other pieces. `alternative`: which choice between equal texts it belongs to, 0 for none."""

    type: str
    charset: str
    encoding: str
    disposition: str
    name: str
    start: int
    end: int
    alternative: int = 0


@dataclass
class Walk:
    """The leaves of one message in order, and how many parts were seen."""

    raw: bytes
    leaves: list[Leaf] = field(default_factory=list)
    seen: int = 0

    def message(self, head: Head, end: int) -> None:
        """Walk the message whose head was read and whose body ends at `end`."""
        self._part(head, end, depth=0, alternative=0)

    def _part(self, head: Head, end: int, *, depth: int, alternative: int) -> None:
        self.seen += 1
        kind, given = parameters(head.plain("content-type"))
        kind = kind if TYPE.fullmatch(kind) else "text/plain"
        if depth < MOST_DEPTH and kind.startswith("multipart/"):
            spans = list(_between(self.raw, given.get("boundary", ""), head.end, end))
            if spans:
                choice = self.seen if kind == ALTERNATIVE else alternative
                self._parts(spans, depth=depth + 1, alternative=choice)
                return
            # Without boundaries there is nothing to open: its words are read as they stand.
            kind = "text/plain"
        elif depth < MOST_DEPTH and kind in FORWARDED and not _encoded(head):
            self._part(read_head(self.raw, head.end, end), end, depth=depth + 1, alternative=alternative)
            return
        self.leaves.append(_leaf(head, kind, given, end, alternative))

    def _parts(self, spans: list[tuple[int, int]], *, depth: int, alternative: int) -> None:
        for start, end in spans:
            if self.seen >= MOST_PARTS:
                last = spans[-1][1]
                self.leaves.append(Leaf("application/octet-stream", "", "", "attachment", "", start, last))
                return
            self._part(read_head(self.raw, start, end), end, depth=depth, alternative=alternative)


def _between(raw: bytes, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of what stands between the lines with this boundary; a missing last line counts as there.

    Nothing when there is no such line. After MOST_PARTS lines the rest is one piece.
    """
    sign = boundary.encode()
    if not 0 < len(sign) <= LONGEST_BOUNDARY:
        return
    # The pattern begins with the boundary itself, so that it is looked for at the speed of the C library.
    line = re.compile(rb"--" + re.escape(sign) + rb"(--)?+[ \t]*+(?:\r?\n|\Z)")
    opened, found = -1, 0
    for tried, delimiter in enumerate(line.finditer(raw, start, end)):
        if tried > MOST_LOOKALIKES or found > MOST_PARTS:
            break
        if delimiter.start() and raw[delimiter.start() - 1] not in b"\n":
            continue
        if opened >= 0:
            yield opened, max(opened, _before_line_end(raw, delimiter.start()))
        if delimiter[1]:
            return
        opened, found = delimiter.end(), found + 1
    if opened >= 0:
        yield opened, end


def _before_line_end(raw: bytes, at: int) -> int:
    """The line end before a boundary belongs to the boundary."""
    return at - (2 if raw[at - 2 : at] == b"\r\n" else 1)


def _encoded(head: Head) -> bool:
    return head.plain("content-transfer-encoding").strip().lower() in ("base64", "quoted-printable")


def _leaf(head: Head, kind: str, given: dict[str, str], end: int, alternative: int) -> Leaf:
    disposition, about = parameters(head.plain("content-disposition"))
    return Leaf(
        type=kind, charset=given.get("charset", ""), encoding=head.plain("content-transfer-encoding"),
        disposition=disposition, name=about.get("filename") or given.get("name", ""), start=head.end, end=end,
        alternative=alternative,
    )  # fmt: skip
