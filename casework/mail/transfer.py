"""Which bytes did the sender mean? Undoes base64, quoted-printable and uuencode, also when they are broken.

Never unpacks anything: a transfer encoding makes content smaller, never larger.
"""

import binascii

NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
PIECE = 1_000_000
"""Bytes of base64 that are spelled at a time."""

BROKEN_LINES = 100
UU = ("x-uuencode", "uuencode", "uue", "x-uue")


def undone(written: bytes | memoryview, encoding: str) -> bytes:
    """`written` without its transfer encoding; as it stands when the encoding is none or unknown."""
    encoding = encoding.strip().lower()
    if encoding == "base64":
        return from_base64(written)
    content = bytes(written)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(content)
    if encoding in UU:
        return _from_uu(content)
    return content


def from_base64(content: bytes | memoryview) -> bytes:
    """What the letters of base64 in `content` spell; anything between them is skipped, a missing end is filled up.

    In pieces: of a mail of twenty megabytes there is one copy of its letters, the mail itself.
    """
    spelled, left = [], b""
    for at in range(0, len(content), PIECE):
        letters = left + bytes(content[at : at + PIECE]).translate(None, NOT_BASE64)
        whole = len(letters) - len(letters) % 4
        spelled.append(binascii.a2b_base64(letters[:whole]))
        left = letters[whole:]
    if len(left) > 1:
        # One letter alone spells nothing; two or three spell one or two bytes.
        spelled.append(binascii.a2b_base64(left + b"=" * (4 - len(left))))
    return b"".join(spelled)


def _from_uu(content: bytes) -> bytes:
    """The content between begin and end; as it stands when there is no begin or too much is broken."""
    start = 0 if content.startswith(b"begin ") else content.find(b"\nbegin ") + 1
    if start == 0 and not content.startswith(b"begin "):
        return content
    found, broken = bytearray(), 0
    at = content.find(b"\n", start) + 1
    while 0 < at < len(content):
        end = content.find(b"\n", at)
        line = content[at : end if end >= 0 else len(content)].rstrip(b"\r")
        at = end + 1
        if line.strip() == b"end":
            break
        try:
            found += _uu_line(line)
        except binascii.Error:
            broken += 1
            if broken > BROKEN_LINES:
                return content
    return bytes(found)


def _uu_line(line: bytes) -> bytes:
    """One line. Some senders add characters at the end of a line: the length in front says which ones count."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        counted = (((line[0] - 32) & 63) * 4 + 5) // 3
        return binascii.a2b_uu(line[:counted])
