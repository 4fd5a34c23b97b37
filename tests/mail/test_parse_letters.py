"""Which characters does a mail hold, whatever its sender made of them? Charsets, encoded words, transfer encodings."""

import pytest

from casework.mail import parse
from tests.mail.test_parse import mail, parts


def test_text_of_right_to_left_scripts_stays_and_overrides_go() -> None:
    assert mail(body="جاري لا يفتح الباب \u202e‮gnal‬").text == "جاري لا يفتح الباب gnal‬"


def test_the_name_of_an_attachment_cannot_hide_what_it_is() -> None:
    named = "Content-Disposition: attachment; filename*=utf-8''foto%E2%80%AEgpj.exe"
    folder = 'Content-Disposition: attachment; filename="..\\\\..\\\\etc/passwd\r\n"'
    read = parse(
        parts((f"Content-Type: image/jpeg\r\n{named}", b"x"), (f"Content-Type: image/jpeg\r\n{folder}", b"x"))
    )
    assert [a.name for a in read.attachments] == ["fotogpj.exe", "....etcpasswd"]


def test_nul_bytes_and_broken_characters_disappear() -> None:
    assert mail(body=b"dicht\x00e \xed\xa0\x80 gordijnen\x07").text.replace(" ", "").startswith("dichte")
    assert "\0" not in mail(body=b"a\x00b").text


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", "café"), ("iso-8859-1", "café"), ("windows-1252", "café €"), ("utf-16", "café"), ("koi8-r", "дом"),
        ("us-ascii", "café"), ("bestaat-niet", "café"), ("", "café"), ("iso-8859-15", "café €"),
    ],
)  # fmt: skip
def test_a_charset_is_used_or_guessed(charset: str, content: str) -> None:
    used = charset if charset not in ("us-ascii", "bestaat-niet", "") else "utf-8"
    assert mail(kind=f"text/plain; charset={charset}", body=content.encode(used)).text == content


def test_windows_letters_that_claim_to_be_utf8_are_still_read() -> None:
    assert mail(body="café €".encode("cp1252")).text == "café €"


def test_headers_cannot_be_injected_through_encoded_words() -> None:
    read = parse(
        b"From: =?utf-8?q?Piet=0D=0ABcc:_x@y.example?= <p@x.example>\r\nSubject: =?utf-8?b?YQ0KQmNjOiBi?=\r\n\r\nx"
    )
    assert (read.sender_name, read.sender_address, read.subject) == (
        "Piet Bcc: x@y.example",
        "p@x.example",
        "a Bcc: b",
    )


def test_a_character_cut_between_two_encoded_words_is_whole() -> None:
    assert parse(b"Subject: =?utf-8?q?caf=C3?=\r\n =?utf-8?q?=A9?= dicht\r\n\r\n").subject == "café dicht"


def test_broken_encoded_words_and_parameters_are_kept_as_written() -> None:
    read = parse(
        b"Subject: =?utf-8?b?####?= =?x?q\r\nContent-Type: text/plain; charset*0*=a''%; charset*x=1; =;\r\n\r\nhallo"
    )
    assert (read.text, read.subject[-5:]) == ("hallo", "=?x?q")


def test_a_name_in_pieces_is_put_together() -> None:
    pieces = "attachment;\r\n filename*1*=%C3%AFef.pdf;\r\n filename*0*=utf-8'nl'na"
    read = parse(parts((f"Content-Type: application/pdf\r\nContent-Disposition: {pieces}", b"x")))
    assert read.attachments[0].name == "naïef.pdf"


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", b"SGFsbG8gYnV1cg", "Hallo buur"), ("base64", b"SGFs!!bG8gYnV1cg=\r\n=", "Hallo buur"),
        ("base64", b"SGFsb", "Hal"), ("quoted-printable", b"caf=C3=A9 =ZZ =", "café =ZZ"),
        ("x-uuencode", b"begin 644 a\n*2&%L;&\\@8G5U<@\n \nend\n", "Hallo buur"),
        ("x-uuencode", b"geen begin", "geen begin"),
        ("x-gzip", b"hallo", "hallo"), ("8bit", b"hallo", "hallo"),
    ],
)  # fmt: skip
def test_broken_transfer_encodings_give_what_is_left(encoding: str, body: bytes, text: str) -> None:
    assert mail(encoding=encoding, body=body).text == text
