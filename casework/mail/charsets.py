"""Which text do these bytes hold? A named charset is trusted when it fits; otherwise UTF-8, otherwise Windows-1252.

Only charsets of a fixed list are tried: Python knows codecs that unpack (zlib) or take quadratic time (punycode), and
remembers every unknown name it was asked for.
"""

import re
from encodings.aliases import aliases

FIXED = {
    "ascii", "utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7",
    "latin_1", "koi8_r", "koi8_u", "mac_roman", "cp437", "cp850", "cp852", "cp932", "gb2312", "gbk", "gb18030", "big5",
    "shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "tis_620",
}  # fmt: skip
SERIES = re.compile(r"iso8859_(?:[2-9]|1[0-6])|cp125[0-8]")
# ASCII and Latin-1 are mostly Windows-1252 in truth, and often UTF-8.
GUESSED = {"ascii", "latin_1", "utf_8", "utf_8_sig", ""}
# Control characters, halves of a character, and the marks that turn the direction of what follows against its letters.
UNWANTED = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0x202D, 0x202E,
     0xFEFF, 0xFFFE, 0xFFFF],
)  # fmt: skip
LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
CUT_CHARACTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{0,2}\Z")


def known(charset: str) -> str:
    """The name of a codec that is safe to try; "" for any other."""
    name = charset.strip().strip("\"'").lower().replace("-", "_").replace(" ", "_")
    name = aliases.get(name.replace(".", "_"), name)
    return name if name in FIXED or SERIES.fullmatch(name) else ""


def decoded(content: bytes, charset: str = "", *, most: int | None = None) -> str:
    """The text of `content`; every sequence of bytes gives a text. Cleaned: see `clean`.

    `most`: so many characters of it, where `content` itself may have been cut in the middle of a character.
    """
    name = known(charset)
    if most is not None and name in GUESSED:
        content = CUT_CHARACTER.sub(b"", content)
    for attempt in ("utf_8_sig",) if name in GUESSED else (name, "utf_8_sig"):
        try:
            return clean(content.decode(attempt)[:most])
        except UnicodeError:
            continue
    return clean(content.decode("cp1252", "replace")[:most])


def clean(text: str) -> str:
    """Line ends as \\n, without NUL, other control characters, broken characters and direction overrides."""
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    return text.translate(UNWANTED)


def one_line(text: str, most: int) -> str:
    """The same on one line of at most `most` characters: what came in a header cannot become another header."""
    return " ".join(clean(text).split())[:most].rstrip()


def cut_to_bytes(text: str, most: int) -> str:
    """The beginning of `text` that is at most `most` bytes of UTF-8."""
    if len(text) * 4 <= most:
        return text
    return text.encode()[:most].decode("utf-8", "ignore")
