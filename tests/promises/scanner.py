"""Does a text stand anywhere in these bytes, in whatever way a program writes text down?

Looks for raw, letter case ignored, UTF-16, hexadecimal, base64 at each of its three offsets, URL-, JSON- and
quoted-printable escapes, and through line wraps, zlib and gzip. It does not see through encryption; that is the point.
"""

import json
import re
import zlib
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from quopri import encodestring
from typing import NamedTuple
from urllib.parse import quote, quote_plus

DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
PACKED_TEXT = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
LARGEST = 50_000_000
BEGINNING = 1_000
"""So many bytes show whether it was packed at all."""


class Find(NamedTuple):
    """A text that stands where it must not: which, in which place, written in which way."""

    text: str
    place: str
    encoding: str


def written(text: str) -> dict[str, bytes]:
    """Every way to write `text`, by name. Lower case only: places are lowered before looking."""
    raw = text.encode()
    ways = {
        "raw": raw, "utf-16-le": text.encode("utf-16-le"), "utf-16-be": text.encode("utf-16-be"),
        "latin-1": text.encode("latin-1", "replace"), "hex": raw.hex().encode(),
        "url": quote(text, safe="").encode(), "url-form": quote_plus(text).encode(),
        "json": json.dumps(text)[1:-1].encode(), "quoted-printable": encodestring(raw).replace(b"=\n", b""),
        "html": text.encode("ascii", "xmlcharrefreplace"),
    }  # fmt: skip
    return {name: way.lower() for name, way in ways.items()} | dict(_base64(raw))


def _base64(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The part of the base64 text that does not depend on what stands before and after, for each offset."""
    for offset in range(3):
        for name, encode in (("base64", b64encode), ("base64-url", urlsafe_b64encode)):
            whole = encode(b"\0" * offset + raw).rstrip(b"=")
            inner = whole[(offset * 8 + 5) // 6 : len(whole) - (1 if (offset + len(raw)) % 3 else 0)]
            yield f"{name}+{offset}", inner


class Scanner:
    """Looks for some texts at once. Texts of fewer than five characters would be found by chance."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.ways = [(text, way, needle) for text in texts for way, needle in written(text).items()]
        if any(len(text) < 5 for text, _, _ in self.ways):
            raise ValueError("a text of fewer than five characters is found everywhere")

    def scan(self, places: Mapping[str, bytes]) -> set[Find]:
        """Everything that was found, with the place it stands in."""
        return {find for place, data in places.items() for find in self._in(place, data)}

    def _in(self, place: str, data: bytes) -> Iterator[Find]:
        for view in _views(data):
            lowered = view.lower()
            for text, way, needle in self.ways:
                if needle in (view if way.startswith("base64") else lowered):
                    yield Find(text, place, way)


def _views(data: bytes) -> Iterator[bytes]:
    """The bytes as they are, without the line wraps of mail and base64, and unpacked where they are packed."""
    yield data
    yield re.sub(rb"=\r?\n", b"", data)
    yield re.sub(rb"\r?\n", b"", data)
    yield from _unpacked(data)
    decoded = [_decoded(packed) for packed in PACKED_TEXT.findall(data)]
    yield b"\n".join(decoded)
    for plain in decoded:
        yield from _unpacked(plain)


def _unpacked(data: bytes) -> Iterator[bytes]:
    # A log of megabytes has a hundred thousand places that look like a beginning, and each copies what it was given.
    whole = memoryview(data)
    for start in DEFLATED.finditer(data):
        head, rest = start.start(), start.start() + BEGINNING
        # 32: a zlib or a gzip head, whichever it is.
        packed = zlib.decompressobj(wbits=32 + zlib.MAX_WBITS)
        try:
            plain = packed.decompress(whole[head:rest])
            plain += b"" if packed.eof else packed.decompress(whole[rest:], LARGEST)
        except zlib.error:
            continue
        yield plain


def _decoded(packed: bytes) -> bytes:
    """Base64 of either alphabet, read leniently."""
    plain = packed.replace(b"-", b"+").replace(b"_", b"/")
    return b64decode(plain[: len(plain) // 4 * 4])
