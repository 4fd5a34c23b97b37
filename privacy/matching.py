"""Is this person one reported before? Agreeing tokens in, an explained score out. A hint, never a decision.

Works as a Fellegi-Sunter comparison: for every fact one level of agreement or conflict, each level with a weight in
bits (`weights`, learned and versioned), the sum turned into a score from 0 to 1. Levels are read from which tokens
agree and which do not. Father and son (one name, one address, two years), sisters and twins do not match by
themselves; nor do people who share only a name. What was never written down cannot agree: little known, little found.
"""

from dataclasses import dataclass

from privacy.facts import (
    EXCHANGED,
    FORM,
    NEAR,
    NEAR_DAY,
    NEW_YEAR,
    NOBODY,
    PIECE,
    SAME,
    TURNED,
    UNKNOWN,
    YEAR,
    PersonFacts,
    birth_of,
    is_new_years_day,
    stored_parts,
)
from privacy.slots import NO_BIRTH, NO_GIVEN, NO_PLACE, SECOND_NAMES, SOME_YEAR, YEAR_ONLY
from privacy.tokens import Hit, agreeing
from privacy.weights import FIRST, THRESHOLD, WEIGHTS

OTHER, OTHER_DAY, OTHER_LETTERS = "other", "other_day", "other_letters"
INITIAL, AREA, TOWN, MOVED, OTHER_TOO = "initial", "area", "town", "moved", "other_too"
# Best first.
ORDER = (SAME, FORM, PIECE, TURNED, EXCHANGED, NEAR, NEAR_DAY, YEAR, NEW_YEAR, UNKNOWN)
UNSURE = (EXCHANGED, NEAR, NEAR_DAY, YEAR, NEW_YEAR)
# When such parts agree, the stored record would have said that the birth date (given name, place) is unknown there.
TELLS_YEAR = ({"given", "house"}, {"given", "family", "pc4"})
TELLS_BIRTH = (
    *TELLS_YEAR,
    {"family", "house"},
    {"given", "phone"},
    {"family", "street"},
    {"given", "street"},
)
TELLS_GIVEN = ({"family", "birth"}, {"family", "house"}, {"house", "birth"})
TELLS_PLACE = ({"family", "birth"}, {"given", "birth"}, {"given", "family", "year"})
TELLS_FAMILY = (
    {"given", "birth"},
    {"given", "house"},
    {"house", "birth"},
    {"given", "year", "pc4"},
    {"given", "phone"},
)
CONFLICTS = frozenset(f"{fact}_{level}" for fact, level in (("given", OTHER), ("given", OTHER_LETTERS),
                                                            ("birth", OTHER), ("birth", OTHER_DAY)))  # fmt: skip
CONFLICT = 0.3
# What nothing contradicts and too little supports: to look at, never likely.
UNDECIDED = 0.45
# From here on a human may want to look, as with one surname at one address and no given name. Far from sure.
POSSIBLE = 0.2
PLACES = (("door", SAME), ("house", None), ("street", None), ("pc6", AREA), ("pc4", AREA))


@dataclass(frozen=True, slots=True)
class Match:
    """One stored person beside the one asked for.

    score: 0 to 1, 0.5 where as many bits speak for as against. likely: is the score at or above the threshold?
    reasons: codes such as "birth_same" or "given_other" (docs/privacy.md lists them), what counts most first.
    """

    match_ref: str
    score: float
    likely: bool
    reasons: tuple[str, ...]

    @property
    def possible(self) -> bool:
        """May a human want to look, also when it is not likely? Never when given name or birth date differ."""
        return self.likely or (self.score >= POSSIBLE and not CONFLICTS & set(self.reasons))


def find(facts: PersonFacts, limit: int = 20) -> list[Match]:
    """The stored persons that may be this one, most likely first; one SELECT. Opens nothing."""
    found = [judge(ref, facts, agreed) for ref, agreed in agreeing(facts, limit).items()]
    return sorted(found, key=lambda match: (-match.score, match.match_ref))[:limit]


def judge(match_ref: str, facts: PersonFacts, agreed: list[Hit]) -> Match:
    """Score and reasons for one stored person. agreed: what `tokens.hits` found between the two."""
    levels = evidence(facts, agreed)
    found = sorted(((weight_of(code), code) for code in levels), key=lambda item: (-abs(item[0]), item[1]))
    bits = FIRST + sum(weight for weight, _ in found)
    score = 1 / (1 + 2**-bits) if agreed else 0.0
    if CONFLICTS & set(levels) and "bsn_same" not in levels:
        # Twins differ in their given name, father and son in their birth date: the rest never makes up for that.
        score = min(score, CONFLICT)
    elif _may_be_kin_or_namesake(levels):
        score = min(score, UNDECIDED)
    return Match(match_ref, round(score, 4), score >= THRESHOLD, tuple(code for _, code in found))


def _may_be_kin_or_namesake(levels: list[str]) -> bool:
    """Without a birth date, number or full name: a father's initial is often the son's, and a town has namesakes."""
    found = dict(level.split("_", 1) for level in levels)
    if "phone" in found or "bsn" in found or found.get("birth") not in (None, YEAR, NEW_YEAR):
        return False
    if found.get("address") == TOWN:
        return "birth" not in found or found.get("given") == INITIAL
    return "birth" not in found and found.get("given") == INITIAL


def weight_of(code: str) -> float:
    return WEIGHTS.get(code, 0.0)


def evidence(facts: PersonFacts, agreed: list[Hit]) -> list[str]:
    """One code for each fact about which the tokens say something: "<fact>_<level>"."""
    known = stored_parts(facts)
    found = {
        "given": _given(known, agreed),
        "family": _family(known, agreed),
        "birth": _birth(facts.birthdate, agreed),
        "address": _address(known, agreed),
        "phone": _nearest("phone", agreed),
        "bsn": _nearest("bsn", agreed),
    }
    if (found["phone"], found["address"]) == (SAME, OTHER):
        # A number shared at two addresses is no telephone of a household.
        found["phone"] = MOVED
    if found["address"] == OTHER and found["birth"] in UNSURE:
        # Namesakes are people with one name, about the same age, elsewhere.
        found["address"] = OTHER_TOO
    return [f"{fact}_{level}" for fact, level in found.items() if level]


def _levels(part: str, agreed: list[Hit]) -> list[str]:
    """Every level on which this part agrees."""
    return [level for _, probe in agreed for name, level in probe.parts if name == part]


def _nearest(part: str, agreed: list[Hit]) -> str:
    """The level on which this part agrees best; "" when it does not."""
    return min(_levels(part, agreed), key=ORDER.index, default="")


def _tells(contexts: tuple[set[str], ...], agreed: list[Hit]) -> bool:
    """Did the two agree on so much that silence about a fact means that it differs?"""
    shown = [{name for name, _ in probe.parts} for _, probe in agreed if not probe.lacking]
    return any(context <= parts for context in contexts for parts in shown)


def _lacks(what: str, agreed: list[Hit]) -> bool:
    return any(probe.lacking == what for _, probe in agreed)


def _given(known: dict[str, str], agreed: list[Hit]) -> str:
    level = _nearest("given", agreed)
    if level:
        return level
    letter = SAME in _levels("initial", agreed)
    if "given" not in known or _lacks(NO_GIVEN, agreed):
        if letter:
            return INITIAL
        # Only letters were asked for, and the stored name has others.
        asked = "given" not in known and known["initial"] != NOBODY
        return (
            OTHER_LETTERS
            if asked and not _levels("initial", agreed) and _tells(TELLS_GIVEN[:1], agreed)
            else ""
        )
    return OTHER if _tells(TELLS_GIVEN, agreed) else ""


def _family(known: dict[str, str], agreed: list[Hit]) -> str:
    found = []
    for slot, probe in agreed:
        level = dict(probe.parts).get("family")
        if level:
            found.append(PIECE if level == SAME and slot in SECOND_NAMES else level)
    if found:
        return min(found, key=ORDER.index)
    return OTHER if "family" in known and _tells(TELLS_FAMILY, agreed) else ""


def _birth(birthdate: str, agreed: list[Hit]) -> str:
    year, _, day = birth_of(birthdate)
    level = _nearest("birth", agreed)
    if level or not year:
        return level
    if _lacks(YEAR_ONLY, agreed):
        return YEAR
    if _levels("year", agreed):
        return YEAR if not day else NEW_YEAR if is_new_years_day(birthdate) else OTHER_DAY
    silent = _tells(TELLS_BIRTH if day else TELLS_YEAR, agreed) or _shares_street_and_name(agreed)
    return OTHER if silent and not _lacks(NO_BIRTH, agreed) else ""


def _shares_street_and_name(agreed: list[Hit]) -> bool:
    """Both names at one street and number, of somebody whose year is known: then one year would have agreed."""
    dated = [{name for name, _ in probe.parts} for _, probe in agreed if probe.lacking in ("", SOME_YEAR)]
    return {"family", "street"} in dated and {"given", "street"} in dated


def _address(known: dict[str, str], agreed: list[Hit]) -> str:
    for part, level in PLACES:
        found = _nearest(part, agreed)
        if found:
            return level or found
    if "pc4" in known and _tells(TELLS_PLACE, agreed) and not _lacks(NO_PLACE, agreed):
        return OTHER
    return TOWN if _levels("town", agreed) else ""
