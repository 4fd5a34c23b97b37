"""When do two spellings name the same person? Dutch normalisation of names and addresses: text in, keys out.

Handles diacritics, tussenvoegsels, y/ij/ei, ou/au/oe, c/k, v/w/f, s/z, doubled letters, and the usual ways
of writing Arabic, Turkish, Polish, Frisian, Surinamese and Ukrainian names in Dutch. The keys are coarse on
purpose and identify nobody alone: they are only ever used together with a date or an address (`tokens`).
Nicknames (Willem, Wim) are not known here.
"""

import re
import unicodedata

# Words between given and family name, which people leave out, abbreviate or write together.
PARTICLES = frozenset(
    [
        *("van", "de", "der", "den", "het", "t", "te", "ter", "ten", "op", "in", "aan", "bij", "uit", "voor"),
        *(
            "onder",
            "over",
            "tot",
            "s",
            "d",
            "v",
            "vd",
            "vdr",
            "vander",
            "von",
            "zu",
            "zum",
            "da",
            "das",
            "do",
        ),
        *("dos", "di", "du", "del", "della", "la", "le", "les", "l", "el", "al", "ul", "bin", "bint", "ben"),
        *("ibn", "ould", "abu", "abou", "ait"),
    ]
)
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
        "ŋ": "n", "ş": "sj", "ș": "sj", "š": "sj", "ś": "sj", "ç": "tsj", "č": "tsj", "ć": "tsj", "ğ": "",
        "ž": "z", "ż": "z", "ź": "z", "ñ": "nj", "ń": "nj",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "je", "ж": "z", "з": "z",
        "и": "i", "і": "i", "ї": "ji", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "tsj", "ш": "sj",
        "щ": "sjtsj", "ь": "", "ъ": "", "ы": "i", "э": "e", "ю": "joe", "я": "ja", "’": "", "'": "", "`": "",
    }
)  # fmt: skip
# In this order. The left side is a spelling, the right side the sound it stands for here.
SOUNDS = [
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"^(el|al)(?=[a-z]{4})", ""),
        (r"tsch|tsj|tch|tj|cz", "s"),
        (r"sch|shch|sh|sj|sz", "s"),
        (r"^ou(?=[aei])", "w"),
        (r"dzj|dzh|dj|^gi(?=[aou])", "j"),
        (r"^y(?=[aeou])|^i(?=[aeou])", "j"),
        (r"chr", "kr"),
        (r"ch|kh|gh", "g"),
        (r"ck|cq", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c|q", "k"),
        (r"ks|x", "k"),
        (r"ph", "f"),
        (r"th|dt|d$", "t"),
        (r"[vw]", "f"),
        (r"z", "s"),
        (r"(?<=[aeiouy])[jy]|[jy](?![aeiou])", ""),
        (r"y", "j"),
        (r"h", ""),
    )
]
VOWELS = re.compile(r"[aeiou]+")
DOUBLED = re.compile(r"(.)\1+")


def plain(text: str) -> str:
    """Lower case without diacritics; letters of other scripts as they sound, everything else a blank."""
    # Composed first, so that the letters of the table are met whole and not as base and accent.
    lowered = unicodedata.normalize("NFC", text).casefold().translate(LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare.translate(LETTERS)).strip()


def parts(name: str) -> list[str]:
    """The words of a name that carry it: without particles, unless nothing else is left."""
    words = plain(name).split()
    return [word for word in words if word not in PARTICLES] or words


def sound(name: str) -> str:
    """The sound of a whole name: "van den Heuvel", "Heuvel" and "Vd Heuvel" are one. "" for nothing."""
    return phonetic("".join(parts(name)))


def first_sound(name: str) -> str:
    """The sound of the first part only, for given names ("Jan Willem" and "Jan")."""
    return phonetic(parts(name)[0]) if parts(name) else ""


def phonetic(word: str) -> str:
    """The consonants of one plain word as they sound in Dutch, "a" in front when it starts with a vowel."""
    for spelling, heard in SOUNDS:
        word = spelling.sub(heard, word)
    word = DOUBLED.sub(r"\1", word)
    opening = "a" if VOWELS.match(word) else ""
    return opening + DOUBLED.sub(r"\1", VOWELS.sub("", word))


def postcode(text: str) -> tuple[str, str]:
    """(PC4, PC6) of a Dutch postcode; "" for what is not there."""
    compact = re.sub(r"\s+", "", text).upper()
    if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", compact):
        return compact[:4], compact
    return (compact, "") if re.fullmatch(r"[1-9]\d{3}", compact) else ("", "")


def house(number: str, suffix: str = "") -> tuple[str, str]:
    """(number, suffix) from "12", "12 B", "12-b" or from both apart; the suffix as a-z and 0-9."""
    found = re.match(r"\s*(\d+)(.*)", number)
    if found is None:
        return "", ""
    return found[1].lstrip("0"), re.sub(r"[^a-z0-9]", "", (found[2] + suffix).casefold())


def phone_digits(text: str) -> str:
    """The last nine digits of a telephone number, whatever stands in front; "" when there are fewer."""
    digits = re.sub(r"\D", "", text)
    return digits[-9:] if len(digits) >= 9 else ""
