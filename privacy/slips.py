"""What could have been meant, one slip of hand or ear away? Neighbours of a word, a number and a date.

Only whoever asks makes these: nothing near is ever stored, so that what is stored does not show what is alike.
"""

import string
from collections.abc import Callable, Iterable
from datetime import date

from privacy.names import LONGEST, plain

# One letter for each sound that `names.phonetic` and `names.voiced` tell apart.
LETTERS = "abdefgijklmnprstu"
DIGITS = string.digits
CENTURIES = ("18", "19", "20")
# Below this length another letter is another name: Tim, Kim and Jim.
LONG_ENOUGH = 5


def near_words(word: str, sound: Callable[[str], str]) -> set[str]:
    """Sounds of all spellings one letter away (left out, added, replaced, two exchanged); never its own.

    None for a word of three letters or fewer, and for one that is too long to be a name.
    """
    compact = plain(word).replace(" ", "")
    if not LONG_ENOUGH - 1 <= len(compact) <= LONGEST:
        return set()
    spelled = _left_out(compact) | _exchanged(compact) | _added(compact, LETTERS)
    if len(compact) >= LONG_ENOUGH:
        spelled |= _replaced(compact, LETTERS)
    return {sound(spelling) for spelling in spelled} - {sound(word), ""}


def near_numbers(number: str) -> set[str]:
    """House numbers one digit away; none for what is too long to be a number."""
    if len(number) > LONGEST:
        return set()
    found = _left_out(number) | _exchanged(number) | _replaced(number, DIGITS) | _added(number, DIGITS)
    return {other for other in found if other and not other.startswith("0")} - {number}


def near_codes(code: str) -> set[str]:
    """Numbers of the same length one digit away: postcodes and telephone numbers."""
    if len(code) > LONGEST:
        return set()
    return (_exchanged(code) | _replaced(code, DIGITS)) - {code}


def near_dates(year: str, month: str, day: str) -> set[str]:
    """ISO dates that differ in one digit, in two exchanged neighbours or in the last digits of day and month."""
    found: set[str] = set()
    found |= {_date(other, month, day) for other in _exchanged(year) | _replaced(year, DIGITS)}
    found |= {_date(year, other, day) for other in _exchanged(month) | _replaced(month, DIGITS)}
    found |= {_date(year, month, other) for other in _exchanged(day) | _replaced(day, DIGITS)}
    # The 13th of April for the 14th of March: the last digits of day and month exchanged.
    found |= {_date(year, month[0] + day[1], day[0] + month[1])}
    return found - {"", f"{year}-{month}-{day}"}


def exchanged_date(year: str, month: str, day: str) -> str:
    """The date with day and month exchanged, "" when there is no other such date."""
    return _date(year, day, month) if day != month else ""


def is_date(year: str, month: str, day: str) -> bool:
    """Does the calendar have this day, and may somebody alive have been born then?"""
    try:
        return bool(date(int(year), int(month), int(day))) and year[:2] in CENTURIES
    except ValueError:
        return False


def _date(year: str, month: str, day: str) -> str:
    return f"{year}-{month}-{day}" if is_date(year, month, day) else ""


def _left_out(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _exchanged(text: str) -> set[str]:
    return {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}


def _replaced(text: str, by: Iterable[str]) -> set[str]:
    return {text[:at] + letter + text[at + 1 :] for at in range(len(text)) for letter in by}


def _added(text: str, of: Iterable[str]) -> set[str]:
    return {text[:at] + letter + text[at:] for at in range(len(text) + 1) for letter in of}
