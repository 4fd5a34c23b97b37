"""What does an HTML mail say, as plain text? Scripts, styles, comments and addresses of links and pictures fall away.

Nothing is fetched or run. The parser is fed small pieces and is not allowed to wait long for the end of something: the
standard library's parser takes quadratic time on tags and comments that never close.
"""

import re
from html.parser import HTMLParser

PIECE = 2_048
LONGEST_TAG = 4_096
LONGEST_SCRIPT = 262_144
UNREAD = ("script", "style")
BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "title", "tr", "ul",
}  # fmt: skip
CELLS = {"td", "th"}
PARAGRAPHS = {"p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,100},[A-Za-z0-9+/=%\s]{64,}")
TAG = re.compile(r"<[^<>]{0,2000}>")
SPACES = re.compile(r"[ \t\xa0]+")


def to_text(html: str) -> str:
    """The words of `html`, blocks on lines of their own. Any text is accepted."""
    reader = _Reader()
    pictures_out = EMBEDDED.sub("", html)
    try:
        for at in range(0, len(pictures_out), PIECE):
            reader.feed(pictures_out[at : at + PIECE])
            reader.go_on()
        reader.finish()
    except AssertionError:
        # The standard library asserts where a declaration makes no sense: then the tags are simply cut out.
        return _tidy(TAG.sub(" ", pictures_out))
    return _tidy("".join(reader.found))


def _tidy(text: str) -> str:
    """At most one empty line between two lines, no spaces at either end of a line."""
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Reader(HTMLParser):
    """Collects the words. `found`: pieces of text in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.preserved = 0

    def go_on(self) -> None:
        """Stop waiting for the end of a tag, comment or script that is too long: what was held back is text."""
        inside = self.cdata_elem in UNREAD
        if len(self.rawdata) <= (LONGEST_SCRIPT if inside else LONGEST_TAG):
            return
        held, self.rawdata = self.rawdata, ""
        if inside:
            self.clear_cdata_mode()
        self.found.append(held)

    def finish(self) -> None:
        """The end: a script that never closed is text, so that what followed it is not lost."""
        if self.cdata_elem in UNREAD:
            held, self.rawdata = self.rawdata, ""
            self.clear_cdata_mode()
            self.found.append(held)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._separate(tag)
        self.preserved += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._separate(tag)
        self.preserved -= tag == "pre" and self.preserved > 0

    def _separate(self, tag: str) -> None:
        if tag in BLOCKS:
            self.found.append("\n\n" if tag in PARAGRAPHS else "\n")
        elif tag in CELLS:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in UNREAD:
            return
        self.found.append(data if self.preserved else re.sub(r"\s+", " ", data))

    def parse_html_declaration(self, i: int) -> int:
        """Everything between <! and the next > is passed over, such as Outlook's conditions."""
        return self.rawdata.find(">", i) + 1 or -1
