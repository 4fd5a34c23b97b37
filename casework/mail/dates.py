"""Which birth date is written here? The Dutch ways of writing one, as an ISO date or a year."""

import re
from datetime import date

from casework.mail.vocabulary import MONTHS, SHORT_MONTHS

WRITTEN = re.compile(
    r"(?<![\w-])(?P<day>\d{1,2})(?:[-/.](?P<month>\d{1,2})[-/.]|\s+(?P<name>[a-zA-Z]{3,9})\.?\s+)"
    r"(?P<year>\d{4}|\d{2})(?![\w-])"
)
YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)\)")
FIRST_YEAR = 1900


def birth_dates(text: str, latest: date) -> list[tuple[str, int, int]]:
    """(ISO date or year, start, end) of everything in `text` that could be a birth date up to `latest`, in order."""
    found = [(birth, m.start(), m.end()) for m in WRITTEN.finditer(text) if (birth := _iso(m, latest))]
    found += [(m["year"], m.start(), m.end()) for m in YEAR.finditer(text) if int(m["year"]) <= latest.year]
    return sorted(found, key=lambda birth: birth[1])


def birth_date(text: str, latest: date) -> str:
    """The one birth date in `text`, such as what follows a label; "" when there is none."""
    found = birth_dates(text, latest)
    if found:
        return found[0][0]
    year = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", text)
    return year[1] if year and int(year[1]) <= latest.year else ""


def _iso(written: re.Match[str], latest: date) -> str:
    """Two digits of a year mean the latest such year that is not after `latest`."""
    month = int(written["month"]) if written["month"] else _month(written["name"])
    year = int(written["year"])
    if len(written["year"]) == 2:
        year += 100 * (latest.year // 100)
        year -= 100 * (year > latest.year)
    try:
        born = date(year, month, int(written["day"]))
    except ValueError:
        return ""
    return born.isoformat() if year >= FIRST_YEAR and born <= latest else ""


def _month(name: str) -> int:
    """1-12 by a whole Dutch name or its short form; 0 for another word."""
    name = name.lower()
    names = MONTHS if len(name) > 3 else SHORT_MONTHS
    return names.index(name) + 1 if name in names else 0
