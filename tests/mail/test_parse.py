"""What is read from mails as strangers really send them, and as they never should?"""

import base64
import gzip
import tracemalloc
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from bench.mail import UNCLOSED
from casework.mail import ParsedMail, Unreadable, parse
from casework.mail.html_text import to_text

HEAD = "From: Piet Voorbeeld <piet@post.example>\r\nSubject: zorgen\r\nMIME-Version: 1.0\r\n"
MEGABYTE = 1_000_000


def mail(
    *, kind: str = "text/plain; charset=utf-8", encoding: str = "", body: bytes | str = "", head: str = ""
) -> ParsedMail:
    """A mail of one part."""
    transfer = f"Content-Transfer-Encoding: {encoding}\r\n" if encoding else ""
    content = body.encode() if isinstance(body, str) else body
    return parse(f"{HEAD}{head}Content-Type: {kind}\r\n{transfer}\r\n".encode() + content)


def parts(*contents: tuple[str, bytes], kind: str = "mixed") -> bytes:
    """A multipart of these (head, body) parts."""
    joined = b"".join(b"--b\r\n" + head.encode() + b"\r\n\r\n" + body + b"\r\n" for head, body in contents)
    return f'{HEAD}Content-Type: multipart/{kind}; boundary="b"\r\n\r\n'.encode() + joined + b"--b--\r\n"


PLAIN = ("Content-Type: text/plain", b"Gordijnen dicht.")
HTML = ("Content-Type: text/html", b"<p>Gordijnen <b>dicht</b>.</p>")


def test_plain_text_is_preferred_to_html() -> None:
    assert parse(parts(PLAIN, HTML, kind="alternative")).text == "Gordijnen dicht."


def test_html_alone_becomes_words() -> None:
    assert mail(kind="text/html", body="<p>Hij zegt:<br>&quot;laat&nbsp;me&quot;</p><p>Naam: X</p>").text == (
        'Hij zegt:\n"laat me"\n\nNaam: X'
    )


def test_plain_text_that_only_says_to_look_at_the_html_gives_way() -> None:
    html = b"<p>" + b"Zij doet al weken de deur niet open. " * 5 + b"</p>"
    read = parse(
        parts(
            ("Content-Type: text/plain", b"Zie HTML."), ("Content-Type: text/html", html), kind="alternative"
        )
    )
    assert read.text.startswith("Zij doet al weken")


def test_scripts_styles_and_comments_are_not_text() -> None:
    head = "<style>p{color:red}</style><script>alert('x')</script>"
    page = f"{head}<!-- weg --><p onclick='evil()'>Wel dit</p><img src=x>"
    assert mail(kind="text/html", body=page).text == "Wel dit"


def test_a_script_that_never_ends_does_not_swallow_the_report() -> None:
    assert "hij staat op de brug" in mail(kind="text/html", body="<script>hij staat op de brug").text


def test_a_mail_that_is_only_a_photo_has_an_attachment_and_no_text() -> None:
    read = mail(
        kind='image/jpeg; name="deur.jpg"', encoding="base64", body=base64.b64encode(b"\xff\xd8photo")
    )
    assert (read.text, [(a.name, a.type, a.size, a.content) for a in read.attachments]) == (
        "", [("deur.jpg", "image/jpeg", 7, b"\xff\xd8photo")],
    )  # fmt: skip


def test_a_calendar_invite_is_an_attachment() -> None:
    invite = ("Content-Type: text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    read = parse(parts(PLAIN, invite, kind="alternative"))
    assert (read.text, [a.type for a in read.attachments]) == ("Gordijnen dicht.", ["text/calendar"])


def test_a_zip_bomb_is_not_opened() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("groot.txt", bytes(100 * MEGABYTE))
    content = base64.b64encode(packed.getvalue())
    raw = parts(PLAIN, ("Content-Type: application/zip\r\nContent-Transfer-Encoding: base64", content))
    peak, read = peak_of(raw)
    assert read.attachments[0].content == packed.getvalue()
    assert peak < 2 * MEGABYTE


def test_compressed_text_stays_compressed() -> None:
    packed = gzip.compress(b"A" * MEGABYTE)
    for charset in (
        "zlib",
        "bz2",
        "gzip",
        "unicode_escape",
        "punycode",
        "idna",
        "rot13",
        "undefined",
        "../../x",
        "\0",
    ):
        read = mail(kind=f'text/plain; charset="{charset}"', head="Content-Encoding: gzip\r\n", body=packed)
        assert len(read.text) <= len(packed)


def test_twenty_megabytes_are_read_in_bounded_memory() -> None:
    content = base64.encodebytes(bytes(range(256)) * (57_000)).replace(b"\n", b"\r\n")
    raw = parts(
        PLAIN, ("Content-Type: image/png; name=groot.png\r\nContent-Transfer-Encoding: base64", content)
    )
    assert 19 * MEGABYTE < len(raw) < 25 * MEGABYTE
    peak, read = peak_of(raw)
    assert read.attachments[0].content == bytes(range(256)) * 57_000
    print(f"\n20 MB mail: peak {peak / MEGABYTE:.0f} MB above the message itself")
    assert peak < 80 * MEGABYTE


@pytest.mark.parametrize(
    "line",
    [
        b"\n", b"a\n", b"--b\n", b"\n--b\n", b"x--b\n", b" \n", b"A: b\n",
        b"--b\nContent-Type: multipart/mixed; boundary=b\n\n",
    ],
    ids=repr,
)  # fmt: skip
def test_many_small_lines_cost_no_memory(line: bytes) -> None:
    raw = f"{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n".encode() + line * (
        20 * MEGABYTE // len(line)
    )
    peak, _ = peak_of(raw)
    print(f"\n{line!r}: peak {peak / MEGABYTE:.0f} MB")
    assert peak < 80 * MEGABYTE


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "x-uuencode", "8bit"])
@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=utf-16"])
def test_twenty_megabytes_of_text_are_read_in_bounded_memory(kind: str, encoding: str) -> None:
    line = b"begin 1 a\n" + b"M" * 30 + b"\xff<p>\n"
    head = f"{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    peak, read = peak_of(head.encode() + line * (20 * MEGABYTE // len(line)))
    assert peak < 80 * MEGABYTE
    assert len(read.text.encode()) <= MEGABYTE
    assert read.shortened
    assert read.attachments


def peak_of(raw: bytes) -> tuple[int, ParsedMail]:
    """(most bytes in use while reading, what was read)."""
    tracemalloc.start()
    try:
        read = parse(raw)
        return tracemalloc.get_traced_memory()[1], read
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("pattern", UNCLOSED)
def test_html_that_never_closes_loses_no_words(pattern: str) -> None:
    assert "De deur is dicht." in to_text(f"<p>De deur is dicht.</p> {pattern * 20_000}")


def test_more_than_25_megabytes_are_refused() -> None:
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        parse(HEAD.encode() + b"\r\n" + bytes(25 * MEGABYTE))


@pytest.mark.parametrize("raw", [b"", b"\n", b"\x00" * 100, b"\xff\xfe\x00hallo", b"Beste meldpunt,\n\nhelp"])
def test_what_is_no_mail_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="this is not a mail message"):
        parse(raw)


def test_a_damaged_first_line_or_a_mark_before_the_head_does_not_lose_a_mail() -> None:
    for before in (
        b"\xef\xbb\xbf",
        b"\r\n\r\n",
        b"From piet Fri Feb 5 13:50:00 2027\r\n",
        b"\x00\x01 kapot\r\n",
    ):
        assert parse(before + HEAD.encode() + b"\r\nDe post ligt buiten.").text.endswith(
            "De post ligt buiten."
        )


def test_a_mail_that_says_nothing_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="says nothing"):
        parse(b"From: piet@post.example\n\n \n\n")


def test_a_multipart_without_its_last_line_is_read() -> None:
    raw = parts(PLAIN, HTML).partition(b"--b--")[0]
    assert parse(raw).text == "Gordijnen dicht.\n\nGordijnen dicht."


def test_a_multipart_without_boundaries_shows_its_words() -> None:
    assert mail(kind="multipart/mixed; boundary=weg", body="Gordijnen dicht.").text == "Gordijnen dicht."
    assert mail(kind="multipart/mixed", body="Gordijnen dicht.").text == "Gordijnen dicht."


def test_parts_too_deep_or_too_many_stay_together_and_are_not_lost() -> None:
    deep = b"Content-Type: text/plain\r\n\r\ndiep"
    for level in range(30):
        deep = f'Content-Type: multipart/mixed; boundary="l{level}"\r\n\r\n--l{level}\r\n'.encode() + deep
    read = parse(HEAD.encode() + deep)
    assert [b"diep" in a.content for a in read.attachments] == [True]
    many = parse(parts(*[("Content-Type: image/gif", b"%d" % number) for number in range(500)]))
    assert len(many.attachments) == 50
    assert b"499" in many.attachments[-1].content


def test_a_forwarded_message_is_read_with_the_mail_that_carries_it() -> None:
    inner = HEAD.encode() + b"\r\nHet verhaal zelf."
    assert (
        parse(parts(PLAIN, ("Content-Type: message/rfc822", inner))).text
        == "Gordijnen dicht.\n\nHet verhaal zelf."
    )


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (
            "Received: x; Fri, 5 Feb 2027 13:50:00 +0100\r\nDate: Fri, 5 Feb 2027 13:00:00 +0100",
            datetime(2027, 2, 5, 12, 50, tzinfo=UTC),
        ),
        ("Received: x\r\nDate: Fri, 5 Feb 2027 13:00:00 +0100", datetime(2027, 2, 5, 12, 0, tzinfo=UTC)),
        ("Date: 5 Jul 2027 13:00:00", datetime(2027, 7, 5, 11, 0, tzinfo=UTC)),
        ("Date: 5 Jul 2027 13:00:00 -0000", datetime(2027, 7, 5, 13, 0, tzinfo=UTC)),
        ("Date: morgen", None), ("Date: 99 Feb 2027 13:00:00 +0100", None), ("Date: 1 Jan 0001 00:00:00 +9999", None),
        ("Date: 31 Dec 9999 23:59:59 -2359", None), ("Date: ,", None), ("Date: ٣ Feb ٢٠٢٧ 13:00 +999999999999", None),
    ],
)  # fmt: skip
def test_the_moment_is_that_of_our_server_else_that_of_the_sender(lines: str, at: datetime | None) -> None:
    assert parse(f"{lines}\r\nSubject: x\r\n\r\nx".encode()).received_at == at


def test_a_mail_without_message_id_is_known_by_its_bytes() -> None:
    first, again, other = (
        parse(f"Subject: x\nMessage-ID: {n}\n\n{t}".encode()).source
        for n, t in (("", "a"), ("", "a"), ("", "b"))
    )
    assert first == again != other
    assert parse(b"Message-ID:\r\n <a@b.example>\r\n\r\nx").source == "<a@b.example>"


def test_nothing_of_a_mail_shows_in_a_traceback() -> None:
    shown = repr(mail(body="geheim", head="Message-ID: <geheim@x>\r\n"))
    assert "geheim" not in shown
    assert "Piet" not in shown
    assert "zorgen" not in shown
