"""What stands in the head of a message or part? Fields and parameters on one line; broken ones as far as they go.

Takes the place of the standard library's header parser, which raises or recurses on some malformed heads.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from casework.mail.charsets import clean, decoded, one_line
from casework.mail.transfer import from_base64, undone

MOST_FIELDS = 1_000
MOST_HEAD = 262_144
MOST_VALUE = 4_096
FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
BLANK = re.compile(rb"\r?\n\r?\n")
FOLD = re.compile(rb"[\r\n]+[ \t]*")
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]*)\?=")
BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")
PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))')
PIECE = re.compile(r"([^*]+)(?:\*(\d{1,2}))?(\*)?")


class Head(NamedTuple):
    """The fields of one head, by lower-case name, in order; raw, on one line. `end`: where the body begins."""

    fields: dict[str, list[bytes]]
    end: int

    def first(self, name: str) -> str:
        """The first field of this name in words, "" when there is none."""
        values = self.fields.get(name)
        return words(values[0]) if values else ""

    def plain(self, name: str) -> str:
        """The same without decoding encoded words, for fields with parameters and addresses."""
        values = self.fields.get(name)
        return decoded(values[0]) if values else ""


def read_head(raw: bytes, start: int, end: int) -> Head:
    """The head at `start`: ends at a blank line, or before the first line that cannot be part of a head."""
    fields: dict[str, list[bytes]] = {}
    at, last = start, min(end, start + MOST_HEAD)
    for _ in range(MOST_FIELDS):
        if raw.startswith((b"\n", b"\r\n"), at) or at >= end:
            return Head(fields, min(end, raw.find(b"\n", at, end) + 1 or end))
        name = FIELD.match(raw, at, end)
        if name is None and not (at == start and raw.startswith((b"From ", b">From "), at)):
            return Head(fields, at)
        stop = _end_of_field(raw, at, last)
        if name is not None:
            value = FOLD.sub(b" ", raw[name.end() : min(stop, name.end() + MOST_VALUE)]).strip()
            fields.setdefault(name[1].decode("ascii").lower(), []).append(value)
        at = stop
        if at >= last:
            break
    # Too many or too long: the rest of the head is passed over.
    blank = BLANK.search(raw, at, end)
    return Head(fields, blank.end() if blank else at)


def _end_of_field(raw: bytes, at: int, last: int) -> int:
    """Where the next field begins: after the first line end that no folded line follows."""
    while True:
        line_end = raw.find(b"\n", at, last)
        if line_end < 0:
            return last
        at = line_end + 1
        if raw[at : at + 1] not in (b" ", b"\t"):
            return at


def words(value: bytes) -> str:
    """A value with its encoded words (RFC 2047) decoded, on one line. What is broken stays as it is written."""
    text = BETWEEN_WORDS.sub(r"\1", decoded(value))
    found, at = "", 0
    for charset, content, start, end in _runs(text):
        found += text[at:start] + decoded(content, charset)
        at = end
    return one_line(found + text[at:], MOST_VALUE)


def _runs(text: str) -> Iterator[tuple[str, bytes, int, int]]:
    """(charset, bytes, start, end) of adjacent encoded words: some senders cut a character between two of them."""
    run: tuple[str, bytes, int, int] | None = None
    for word in WORD.finditer(text):
        charset = word[1].partition("*")[0].lower()
        content = _word_bytes(word[2], word[3])
        if run and run[0] == charset and run[3] == word.start():
            run = (charset, run[1] + content, run[2], word.end())
            continue
        if run:
            yield run
        run = (charset, content, word.start(), word.end())
    if run:
        yield run


def _word_bytes(encoding: str, content: str) -> bytes:
    if encoding in "bB":
        return from_base64(content.encode())
    return undone(content.replace("_", "=20").encode(), "quoted-printable")


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The first word in lower case and the parameters (RFC 2231, continued and encoded ones joined), by lower name."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for given in PARAMETER.finditer(value):
        piece = PIECE.fullmatch(given[1])
        if piece is None or len(pieces) > MOST_FIELDS:
            continue
        text = (
            re.sub(r"\\(.)", r"\1", given[2]) if given[2] is not None else (given[3] or "").strip().strip('"')
        )
        pieces.setdefault(piece[1].lower(), []).append((int(piece[2] or 0), bool(piece[3]), text))
    first = value.partition(";")[0].strip().lower()
    return first, {name: _joined(found) for name, found in pieces.items()}


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """One parameter from its pieces; an encoded first piece names the charset: utf-8'nl'na%C3%AFef."""
    charset, content = "", b""
    encoded_at_all = any(encoded for _, encoded, _ in pieces)
    for number, encoded, text in sorted(pieces, key=lambda piece: piece[0]):
        if encoded and number == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        content += unquote_to_bytes(text) if encoded else text.encode()
    return clean(decoded(content, charset)) if encoded_at_all else words(content)
