"""How well do two records match when everything may be read? Plaintext similarities, tuned, to compare with.

Own implementations without a dependency: `ratio` is what rapidfuzz calls fuzz.ratio (Indel similarity), `winkler` is
Jaro-Winkler with the usual prefix scale. Both are tuned on one half of the pairs and measured on the other.
"""

from collections.abc import Callable, Sequence
from itertools import product
from statistics import fmean

from bench.made.pairs import Pair
from bench.made.people import Record

Similarity = Callable[[str, str], float]
WEIGHTS = (0, 1, 2, 4)
Rule = tuple[
    tuple[int, ...], float
]  # weight of each similarity, and the mean from which a pair counts as one


def ratio(one: str, other: str) -> float:
    """0 to 1: twice the longest common subsequence over both lengths."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before, last = row, 0
        row = [0]
        for at, beside in enumerate(other):
            last = before[at] + 1 if letter == beside else max(last, before[at + 1])
            row.append(last)
    return 2 * row[-1] / (len(one) + len(other)) if one or other else 1.0


def winkler(one: str, other: str) -> float:
    """0 to 1: Jaro similarity, raised for a common beginning of up to four letters."""
    jaro = _jaro(one, other)
    common = 0
    for letter, beside in zip(one[:4], other[:4], strict=False):
        if letter != beside:
            break
        common += 1
    return jaro + common * 0.1 * (1 - jaro)


def _jaro(one: str, other: str) -> float:
    window = max(max(len(one), len(other)) // 2 - 1, 0)
    taken: list[int] = []
    for at, letter in enumerate(one):
        near = range(max(0, at - window), min(len(other), at + window + 1))
        found = next((place for place in near if place not in taken and other[place] == letter), None)
        if found is not None:
            taken.append(found)
    if not taken:
        return 0.0
    moved = sum(a != b for a, b in zip(taken, sorted(taken), strict=True)) / 2
    return fmean((len(taken) / len(one), len(taken) / len(other), (len(taken) - moved) / len(taken)))


def similarities(pair: Pair, alike: Similarity) -> list[float | None]:
    """Of given name, family name, birth date, address and telephone; None where one of the two is unknown."""
    return [
        alike(one.casefold(), other.casefold()) if one and other else None
        for one, other in zip(_fields(pair.one), _fields(pair.other), strict=True)
    ]


def _fields(record: Record) -> tuple[str, ...]:
    family = f"{record.prefix} {record.surname}".strip()
    return record.given, family, record.birthdate, f"{record.pc4} {record.housenumber}".strip(), record.phone


def tuned(known: Sequence[tuple[list[float | None], bool]]) -> Rule:
    """The weights and the threshold with the best F1 on pairs of which the answer is known."""
    best, rule = -1.0, ((1, 1, 1, 1, 1), 0.8)
    for weights in product(WEIGHTS, repeat=5):
        if not any(weights):
            continue
        ranked = sorted(((mean(row, weights), same) for row, same in known), reverse=True)
        total, right = sum(same for _, same in known), 0
        for count, (score, same) in enumerate(ranked, start=1):
            right += same
            quality = 2 * right / (count + total)
            # Pairs with one score are taken together or not at all.
            if quality > best and (count == len(ranked) or ranked[count][0] < score):
                best, rule = quality, (weights, score)
    return rule


def mean(row: list[float | None], weights: tuple[int, ...]) -> float:
    """The weighted mean of what is known, 0 when nothing is."""
    known = [
        (value, weight) for value, weight in zip(row, weights, strict=True) if value is not None and weight
    ]
    return (
        sum(value * weight for value, weight in known) / sum(weight for _, weight in known) if known else 0.0
    )
