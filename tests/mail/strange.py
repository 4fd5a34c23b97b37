"""Which mails does nobody expect? Random, broken and hostile ones, the same for the same number."""

import base64
import random
import zlib
from collections.abc import Callable
from pathlib import Path

REAL = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "data" / "eml").glob("*.eml"))]
NAMES = (
    "From", "To", "Subject", "Date", "Message-ID", "Received", "Content-Type", "Content-Transfer-Encoding",
    "Content-Disposition", "MIME-Version", "Reply-To", "X-\xff", "", "Bcc", " Subject", "Content-Type ",
)  # fmt: skip
KINDS = (
    "text/plain", "text/html", "multipart/mixed", "multipart/alternative", "multipart/related", "multipart/", "/",
    "message/rfc822", "text/calendar", "image/jpeg", "application/zip", "multipart/digest", "multipart/mixed;;;",
    "TEXT",
)  # fmt: skip
CHARSETS = (
    "utf-8", "utf-16", "utf-7", "iso-8859-1", "windows-1252", "zlib", "idna", "punycode", "unicode_escape", "cp65001",
    "iso-2022-jp", "utf-8\0", "=", "a" * 300, "x-unknown", "rot13", "gb18030", "hex", "utf_8_sig", "mbcs",
)  # fmt: skip
ENCODINGS = (
    "base64",
    "quoted-printable",
    "x-uuencode",
    "7bit",
    "8bit",
    "binary",
    "gzip",
    "",
    "base64 ",
    "BASE64;x",
)
PIECES = (
    b"=?utf-8?q?=C3?=", b"=?utf-8?b?////?=", b"=?x?z?a?=", b"=?utf-8?q?" + b"=0D=0A" * 9 + b"?=", b"((((((((", b'"',
    b"<" * 40, b"@", b"\x00", b"\xff\xfe", b"\r\n ", b"\r\n\t\r\n ", b"; charset=", b"; boundary=",
    b"; name*0*=utf-8''%", b"; name*99=a; name*0*=b", b"; filename*=x'y", b"\xe2\x80\xae",
    b"Fri, 32 Foo 99999 25:61:61 +9999", b"Sun, 0 Jan 0000 00:00 EST", b"begin 644 x", b"--", b"--b", b"--b--",
    b"\r\n--b\r\n", b"\n--b--\n", b"<!--", b"<![", b"<script>", b"<style", b"</", b"&#x110000;", b"&#0;", b"=3D=",
    b"====", b"=\r\n", b"M" * 61, b"A" * 77, b"\r", b"\n\n", b"Betr: ", b"Geb. 99-99-9999", b"Uw naam: ",
    b"Ingevuld op: ", b"Verbalisant: (", b"Naam: A, B (1999) ", b"\xd9\xa1\xd9\xa2",
)  # fmt: skip


BOMB = zlib.compress(bytes(5_000_000), 9)
OFFICE = (
    b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nSUMMARY:MDO\r\nEND:VCALENDAR\r\n",
    b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22" + b"\x00" * 300,
    b'Content-Type: application/zip; name="alles.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + base64.b64encode(b"PK\x03\x04" + BOMB),
    b'Content-Type: image/jpeg; name="deur.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n/9j/4AAQSkZJRg==',
    b"Content-Type: message/rfc822\r\n\r\nFrom: <x@y.example>\r\nSubject: erin\r\n\r\nVan iemand anders.",
    b"Content-Type: text/html\r\n\r\n" + b"<div>" * 3_000 + b"Zorg <b>om</b> de buurman<script>x()</script>",
    b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUFB" * 20_000,
    b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
    b"Content-Type: multipart/report; boundary=zonder\r\n\r\nUndelivered",
)
ONE_IN = 500
"""So rarely comes a very large one."""


def strange_mail(number: int) -> bytes:
    """The mail of this number. Every seventh is noise without a head; the others look like a mail in some way."""
    chance = random.Random(number)
    if number % ONE_IN == ONE_IN - 1:
        return _large(chance)
    makers: tuple[Callable[[random.Random], bytes], ...] = (
        _noise,
        _damaged,
        _damaged,
        _composed,
        _composed,
        _nested,
        _office,
    )
    return makers[number % len(makers)](chance)


def _office(chance: random.Random) -> bytes:
    """What programs send that are no mail programs: invitations, winmail.dat, scans, archives, mails in mails."""
    boundary = b"=_grens"
    parts = [chance.choice(OFFICE) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.7:
        parts.insert(0, b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + _household(chance))
    body = (
        b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    )
    sender = chance.choice(
        (b"zorg@politie.example", b"balie@woonstichting.example", b"dr@huisartsenpraktijk.example")
    )
    head = (
        b"From: <"
        + sender
        + b">\r\nSubject: doorgestuurd\r\nMessage-ID: <%d@x.example>\r\n" % chance.randrange(9_999)
    )
    return head + b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n' + body


def _household(chance: random.Random) -> bytes:
    """A form about several persons, sometimes with a line missing or in disorder."""
    lines = [
        "Betrokkene 1: DIJKGRAAF, Gerben, geb 01-05-1972, Voorbeeldpad 12 Swifterbant", "Betrokkene 2: Anna Bakker",
        "Geb: 04-03-1980", "Adres: Voorbeeldpad 12", "Kind: Noor Dijkgraaf (2015)", "Partner: onbekend",
        "De buren horen 's nachts geschreeuw.", "Verbalisant: J. Terpstra (Politie)",
    ]  # fmt: skip
    chance.shuffle(lines)
    return "\r\n".join(lines[: chance.randint(1, len(lines))]).encode()


def _large(chance: random.Random) -> bytes:
    """Twenty megabytes, or more than is read at all; what is packed would be larger still."""
    size = chance.choice((20_000_000, 20_000_000, 26_000_000))
    kind = chance.choice((b"application/zip", b"image/jpeg", b"text/plain", b"text/html"))
    head = b"From: <scan@kantoor.example>\r\nSubject: scan\r\nContent-Type: " + kind
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"UEsDBBQA" * (size // 8)


def _noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 10, 1_000, 20_000)))


def _damaged(chance: random.Random) -> bytes:
    """A real mail after an accident: bytes changed, lines lost, doubled or swapped, cut off, put into another."""
    raw = bytearray(chance.choice(REAL))
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(raw) + 1)
        to = min(len(raw), at + chance.choice((1, 5, 80, 400)))
        match chance.randrange(5):
            case 0:
                raw[at:to] = chance.randbytes(to - at)
            case 1:
                del raw[at:to]
            case 2:
                raw[at:at] = raw[at:to] * chance.randint(1, 20)
            case 3:
                raw[at:at] = chance.choice(PIECES)
            case _:
                raw[at:at] = chance.choice(REAL)[: chance.randint(1, 2_000)]
    return bytes(raw[: chance.choice((len(raw), len(raw), len(raw), len(raw) // 2, 300))])


def _composed(chance: random.Random) -> bytes:
    """A head that may hold anything, and a body that may be anything else."""
    lines = [_field(chance) for _ in range(chance.randint(0, 25))]
    ending = chance.choice((b"\r\n", b"\n", b"\r"))
    return ending.join([*lines, b"", _body(chance)])


def _field(chance: random.Random) -> bytes:
    name = chance.choice(NAMES)
    value = b"".join(_piece(chance) for _ in range(chance.randint(0, 6)))
    if name.startswith("Content-Type"):
        boundary = chance.choice(("b", "", "x" * 500))
        kind = f"{chance.choice(KINDS)}; charset={chance.choice(CHARSETS)}; boundary={boundary}"
        value = kind.encode("latin-1") + value
    elif name == "Content-Transfer-Encoding":
        value = chance.choice(ENCODINGS).encode()
    return name.encode("latin-1") + chance.choice((b": ", b":", b" : ", b"")) + value


def _piece(chance: random.Random) -> bytes:
    return chance.choice(PIECES) if chance.random() < 0.8 else chance.randbytes(chance.randint(1, 60))


def _body(chance: random.Random) -> bytes:
    body = b"".join(_piece(chance) for _ in range(chance.randint(0, 200)))
    return base64.b64encode(body) if chance.random() < 0.2 else body


def _nested(chance: random.Random) -> bytes:
    """Parts in parts in forwarded messages, with the same boundary or another."""
    body = _body(chance)
    for _ in range(chance.randint(1, 60)):
        boundary = chance.choice((b"b", b"bb", b"-", b"b b", b"\xff"))
        kind = chance.choice((b"multipart/mixed", b"multipart/alternative", b"message/rfc822", b"text/html"))
        head = b"Content-Type: " + kind + b'; boundary="' + boundary + b'"\r\n\r\n'
        body = (
            head
            + (b"--" + boundary + b"\r\n" + body) * chance.choice((1, 1, 1, 1, 2))
            + b"\r\n--"
            + boundary
            + b"--\r\n"
        )
        body = body[:2_000_000]
    return b"Subject: genest\r\n" + body
