"""How does a second report about the same person differ from the first? One function per change, in two sets.

LEARNING is what the weights were learned from. CHECKING holds changes of other kinds, among them some that
no rule was made for; it is only ever measured.
"""

import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.made.people import Record, Town
from privacy.slips import exchanged_date

Change = Callable[[Record, Town], Record]
WORDS = tomllib.loads(Path(__file__).with_name("spellings.toml").read_text(encoding="utf-8"))
SHORT_FORMS = dict(pair.split("=") for pair in WORDS["short_forms"].split())
SPELLINGS = tuple(tuple(pair.split("=")) for pair in WORDS["spellings"].split())
ARABIC = tuple(tuple(pair.split("=")) for pair in WORDS["arabic"].split())
MARRIED_NAMES = tuple(WORDS["married_names"].split())


def other_spelling(record: Record, town: Town) -> Record:
    """The family name as somebody heard it."""
    return replace(record, surname=_respelled(record.surname, town.random, SPELLINGS))


def other_given_spelling(record: Record, town: Town) -> Record:
    return replace(record, given=_respelled(record.given, town.random, SPELLINGS + ARABIC))


def letter(record: Record, town: Town) -> Record:
    """One letter of the family name is wrong."""
    return replace(record, surname=_slip(record.surname, town.random))


def given_letter(record: Record, town: Town) -> Record:
    return replace(record, given=_slip(record.given, town.random))


def two_letters(record: Record, town: Town) -> Record:
    return letter(letter(record, town), town)


def short_form(record: Record, town: Town) -> Record:
    return replace(record, given=SHORT_FORMS.get(record.given, record.given))


def initials(record: Record, town: Town) -> Record:
    return replace(
        record, given=town.random.choice((f"{record.given[0]}.", record.given[0], f"{record.given[0]}.M."))
    )


def no_given(record: Record, town: Town) -> Record:
    return replace(record, given="")


def second_given(record: Record, town: Town) -> Record:
    return replace(record, given=record.given + town.random.choice((" Maria", "-Jan", " Ali", " Johannes")))


def marks_lost(record: Record, town: Town) -> Record:
    return replace(record, given=_bare(record.given), surname=_bare(record.surname))


def prefix_lost(record: Record, town: Town) -> Record:
    return replace(record, prefix="")


def prefix_glued(record: Record, town: Town) -> Record:
    return replace(
        record, prefix="", surname=(record.prefix.replace(" ", "") + record.surname.lower()).capitalize()
    )


def prefix_typed_with_name(record: Record, town: Town) -> Record:
    return replace(record, prefix="", surname=f"{record.prefix} {record.surname}".strip())


def prefix_short(record: Record, town: Town) -> Record:
    short = "".join(word[0] + "." for word in record.prefix.split())
    return replace(record, prefix="", surname=f"{short}{record.surname}")


def married(record: Record, town: Town) -> Record:
    """The partner's name instead of one's own."""
    return replace(record, prefix="", surname=town.random.choice(MARRIED_NAMES))


def double_name(record: Record, town: Town) -> Record:
    own = f"{record.prefix} {record.surname}".strip()
    return replace(record, prefix="", surname=f"{town.random.choice(MARRIED_NAMES)}-{own}")


def double_name_spaced(record: Record, town: Town) -> Record:
    own = f"{record.prefix} {record.surname}".strip()
    return replace(record, prefix="", surname=f"{town.random.choice(MARRIED_NAMES)} e.v. {own}")


def names_exchanged(record: Record, town: Town) -> Record:
    return replace(record, given=record.surname, surname=record.given, prefix="")


def no_birthdate(record: Record, town: Town) -> Record:
    return replace(record, birthdate="")


def year_only(record: Record, town: Town) -> Record:
    return replace(record, birthdate=record.birthdate[:4])


def first_of_january(record: Record, town: Town) -> Record:
    return replace(record, birthdate=f"{record.birthdate[:4]}-01-01")


def day_and_month(record: Record, town: Town) -> Record:
    return replace(record, birthdate=exchanged_date(*record.birthdate.split("-")) or record.birthdate)


def date_digit(record: Record, town: Town) -> Record:
    """One digit of day, month or year is wrong."""
    year, month, day = record.birthdate.split("-")
    which = town.random.choice("ymd")
    if which == "y":
        year = year[:3] + str((int(year[3]) + town.random.randint(1, 9)) % 10)
    elif which == "m":
        month = f"{(int(month) % 9) + 1:02d}" if month < "10" else {"10": "11", "11": "12", "12": "10"}[month]
    else:
        day = day[0] + str(town.random.randint(1, 8))
    return replace(record, birthdate=f"{year}-{month}-{day}")


def year_exchanged(record: Record, town: Town) -> Record:
    year, rest = record.birthdate[:4], record.birthdate[4:]
    return replace(
        record,
        birthdate=f"{year[:2]}{year[3]}{year[2]}{rest}"
        if year[3] in "0123" or year[0] == "1"
        else record.birthdate,
    )


def moved(record: Record, town: Town) -> Record:
    return replace(record, pc4=town.person().record.pc4, housenumber=str(town.random.randint(1, 240)))


def number_slip(record: Record, town: Town) -> Record:
    number = record.housenumber
    at = town.random.randrange(len(number) or 1)
    return replace(record, housenumber=number[:at] + str(town.random.randint(1, 9)) + number[at + 1 :])


def number_suffix(record: Record, town: Town) -> Record:
    return replace(
        record, housenumber=record.housenumber + town.random.choice(("a", " B", "-2", " bis", "-III"))
    )


def postcode_slip(record: Record, town: Town) -> Record:
    return replace(
        record, pc4=record.pc4[:3] + str((int(record.pc4[3] or 0) + town.random.randint(1, 9)) % 10)
    )


def phone_slip(record: Record, town: Town) -> Record:
    at = town.random.randrange(3, 10)
    return replace(record, phone=record.phone[:at] + str(town.random.randint(0, 9)) + record.phone[at + 1 :])


def other_phone(record: Record, town: Town) -> Record:
    return replace(record, phone=town.phone())


def phone_abroad(record: Record, town: Town) -> Record:
    return replace(record, phone=f"+31 {record.phone[1:]}")


def nothing(record: Record, town: Town) -> Record:
    return record


LEARNING: dict[str, tuple[Change, ...]] = {
    "none": (nothing,),
    "spelling": (other_spelling,),
    "given spelling": (other_given_spelling,),
    "letter": (letter,),
    "given letter": (given_letter,),
    "short form": (short_form,),
    "initials": (initials,),
    "marks lost": (marks_lost,),
    "prefix": (prefix_lost,),
    "prefix glued": (prefix_glued,),
    "married": (married,),
    "double name": (double_name,),
    "no birth date": (no_birthdate,),
    "spelling, no birth date": (other_spelling, no_birthdate),
    "year only": (year_only,),
    "letter, year only": (letter, year_only),
    "day and month": (day_and_month,),
    "date digit": (date_digit,),
    "moved": (moved,),
    "moved, spelling": (moved, other_spelling),
    "moved, other phone": (moved, other_phone),
    "number slip": (number_slip,),
    "phone slip": (phone_slip, number_slip),
    "names exchanged": (names_exchanged,),
}
CHECKING: dict[str, tuple[Change, ...]] = {
    "heard twice": (other_spelling, other_given_spelling),
    "spelling, date digit": (other_spelling, date_digit),
    "short form, moved": (short_form, moved),
    "short form, letter": (short_form, letter),
    "short form": (short_form,),
    "initials, no phone": (initials, other_phone),
    "no given name": (no_given,),
    "two given names": (second_given,),
    "prefix with name": (prefix_typed_with_name,),
    "prefix short": (prefix_short,),
    "prefix glued, letter": (prefix_glued, letter),
    "married, day and month": (married, day_and_month),
    "partner's name first": (double_name_spaced,),
    "double, year only": (double_name, year_only),
    "names exchanged": (names_exchanged,),
    "first of January": (first_of_january,),
    "year exchanged": (year_exchanged,),
    "date digit, moved": (date_digit, moved),
    "two letters": (two_letters,),
    "marks lost, no birth date": (marks_lost, no_birthdate),
    "given letter, year only": (given_letter, year_only),
    "house number suffix": (number_suffix, letter),
    "postcode slip": (postcode_slip, other_spelling),
    "phone abroad, no address": (phone_abroad, no_birthdate, moved),
    "moved": (moved, other_phone),
    "no birth date, phone slip": (no_birthdate, phone_slip),
}


def _respelled(word: str, random: Random, table: tuple[tuple[str, ...], ...]) -> str:
    fitting = [(old, new) for old, new in table if old in word.casefold()[1:]]
    if not fitting:
        return word
    old, new = random.choice(fitting)
    at = word.casefold().index(old, 1)
    return word[:at] + new + word[at + len(old) :]


def _slip(word: str, random: Random) -> str:
    """One letter left out, doubled wrongly, exchanged with its neighbour or replaced by one near it on the keys."""
    if len(word) < 3:
        return word
    at = random.randrange(1, len(word) - 1)
    kind = random.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[:at] + random.choice("aeioubdfgklmnprst") + word[at:]
    return word[:at] + random.choice("aeioubdfgklmnprst") + word[at + 1 :]


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
