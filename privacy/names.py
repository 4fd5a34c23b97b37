"""When do two spellings name the same person? Dutch normalisation of names and addresses: text in, keys out.

Handles diacritics, tussenvoegsels (also written together), double surnames, y/ij/ei, ou/au/oe, c/k, v/w/f, s/z,
doubled letters, and the usual ways of writing Arabic, Turkish, Polish, Frisian, Surinamese, Eritrean and Ukrainian
names in Dutch. The keys are coarse on purpose and identify nobody alone: they are only ever used together with a
date or an address (`tokens`). Short names are in `nicknames`, mistakes of the hand in `slips`.
"""

import re
import unicodedata

# Words between given and family name, which people leave out, abbreviate or write together. Words that mean
# "child of" (Ben Ali, Ait Idir) are no such words: they stay part of the name.
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
            "vanden",
            "vande",
            "von",
            "zu",
            "zum",
        ),
        *("da", "das", "do", "dos", "di", "du", "del", "della", "la", "le", "les", "l", "el", "al", "ul"),
    ]
)
GLUED = re.compile(
    r"^(?:van(?:de[nr]?|ter|t)?|vd[rn]?|de[nr]?|te[nr])(?=[bcdfghjklmnpqrstvwxyz]{1,2}[aeiouy][a-z])"
    r"|^(?:van|vanden|den|ter|ten)(?=[aeiou][a-z]{2})|^(?:el|al)(?=[a-z]{4})"
)
BETWEEN_NAMES = re.compile(
    r"[-–—/]|\be\.?\s?v\.?(?=\s)|\bgeb(?:oren)?\.?(?=\s)|\bgesch\.?(?=\s)", re.IGNORECASE
)
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
        "ŋ": "n", "ş": "sj", "ș": "sj", "š": "sj", "ś": "sj", "ç": "tsj", "č": "tsj", "ć": "tsj", "ğ": "g",
        "ž": "z", "ż": "z", "ź": "z", "ñ": "nj", "ń": "n", "ĳ": "ij",
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
# Spellings that stand for another sound elsewhere: French and English ch, Turkish c, marks that got lost.
READINGS = [
    (re.compile(spelling), other)
    for spelling, other in (
        (r"ch", "sj"),
        (r"tsj|tch|tsch|cz|sj|sh|sz", "ch"),
        (r"tsj", "k"),
        (r"c(?![hk])", "tsj"),
        (r"c(?=[eiy])", "dj"),
        (r"dj|dzj", "c"),
        (r"^ts", "s"),
        (r"^[kc]h", "h"),
        (r"^h", "kh"),
        (r"g(?=[aeiouy])", "h"),
    )
]
# Longer is no name. What is compared beside it grows with the square of the length, and anybody may send a word.
LONGEST = 40
VOWELS = re.compile(r"[aeiou]+")
LONE_Y = re.compile(r"ij|(?<![aeiou])y(?![aeiou])|(?<=[^aeiou])j(?=[^aeiou])")
DOUBLED = re.compile(r"(.)\1+")
FIRST_LETTERS = str.maketrans("cqyvwzu", "kkjffso")
INITIALS = re.compile(r"\s*(?:[^\W\d_]\s*\.\s*)+|\s*[^\W\d_]\s*|\s*[A-Z]{2,3}\s*")


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


def surnames(name: str) -> list[str]:
    """The family names in one field, as written: "Bakker-de Wit" and "Bakker e.v. de Wit" hold two."""
    return [piece.strip() for piece in BETWEEN_NAMES.split(name) if parts(piece)]


def sound(name: str) -> str:
    """The sound of a whole family name: "van den Heuvel", "Vd Heuvel" and "Vandenheuvel" are one. "" for nothing."""
    return phonetic(GLUED.sub("", "".join(parts(name))))


def readings(word: str) -> set[str]:
    """Other plain spellings under which somebody else may have written this plain word."""
    return {spelling.sub(other, word) for spelling, other in READINGS} - {word}


def first_sound(name: str) -> str:
    """The sound of the first given name only ("Jan Willem" and "Jan"); "" for nothing or initials."""
    return "" if is_initials(name) or not parts(name) else voiced(parts(name)[0])


def is_initials(name: str) -> bool:
    """True for "J.", "J.P.", "J" and "JP": letters that stand for given names."""
    return bool(INITIALS.fullmatch(name))


def initial(name: str) -> str:
    """The first letter as it sounds, so that Chris and Kris agree; "" for nothing."""
    return plain(name)[:1].translate(FIRST_LETTERS)


def phonetic(word: str) -> str:
    """The consonants of one plain word as they sound in Dutch, "a" in front when it starts with a vowel."""
    word = _heard(word)
    opening = "a" if VOWELS.match(word) else ""
    return opening + DOUBLED.sub(r"\1", VOWELS.sub("", word))


def voiced(word: str) -> str:
    """Like `phonetic`, with the first vowel and a closing "a" kept: Hassan is not Hussein, Karim not Karima."""
    heard = _heard(LONE_Y.sub("i", word))
    found = VOWELS.search(heard)
    if found is None:
        return heard
    start, end = found.span()
    before, after = heard[:start], DOUBLED.sub(r"\1", VOWELS.sub("", heard[end:]))
    closing = "a" if heard.endswith("a") and end < len(heard) else ""
    return before + _colour(found[0]) + after + closing


def _heard(word: str) -> str:
    for spelling, sound_ in SOUNDS:
        word = spelling.sub(sound_, word)
    return DOUBLED.sub(r"\1", word)


def _colour(vowels: str) -> str:
    """One of a, e, i, u for a run of vowels; o and u are one, as in Mohammed and Muhammed."""
    if vowels[0] in "ou" or vowels in ("au", "eu"):
        return "u"
    return "i" if vowels.startswith("ie") else vowels[0]


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
