"""Does reading a hostile mail stay in proportion? HTML that never closes: growth per 10x, beside HTML that does."""

import time
from math import log10

from casework.mail.html_text import to_text

UNCLOSED = (
    "<!--", "<a ", "</", "<![CDATA[", "<?", "<!", "<a b='", "<script>", "<style>x", "<p>", "&", "&#1;", "< ", "<a/",
    "<!x",
)  # fmt: skip
"""What a mail may repeat without ever coming to an end; some parsers take quadratic time on it."""

CLOSED = "<p>Gordijnen <b>dicht</b>, post op de mat.</p>"
SMALL, LARGE = 100_000, 1_000_000


def seconds(pattern: str, size: int) -> float:
    """Processor time for `size` characters of this pattern."""
    html = pattern * (size // len(pattern))
    started = time.process_time()
    to_text(html)
    return time.process_time() - started


def run() -> None:
    """One line per pattern: the exponent from 100 kB to 1 MB, and how many times HTML that closes."""
    closed = seconds(CLOSED, LARGE)
    print(f"{'pattern':<12} {'exponent':>8} {'x closed':>8}")
    for pattern in (CLOSED, *UNCLOSED):
        small, large = seconds(pattern, SMALL), seconds(pattern, LARGE)
        print(f"{pattern[:12]!r:<12} {log10(large / small):>8.2f} {large / closed:>8.2f}")
