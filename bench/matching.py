"""How many pairs of reports about one person are recognised, and how many of those rightly? Beside plaintext baselines.

On tests/data/pairs_train.csv, always measured on the half that was not learned from, and on made-up pairs with other
names and other changes. Per kind, per information level, and with twice as many slots.
"""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.made.baselines import Similarity, mean, ratio, similarities, tuned, winkler

if TYPE_CHECKING:
    from bench.made.pairs import Pair
    from bench.made.people import Record

ROOT = Path(__file__).resolve().parent.parent
# Sixteen more compounds of the same parts.
MORE = (
    "given family birth", "given family house", "family phone", "family year pc4", "family year house",
    "given family phone", "given year house", "given year phone", "other year pc4", "other phone",
    "initial family pc4", "birth phone", "given pc6", "family pc6", "given birth pc4", "family birth pc4",
)  # fmt: skip
Judged = list[tuple["Pair", bool]]


def figures(judged: Judged) -> str:
    """Recall and precision as text."""
    right = sum(said and pair.same for pair, said in judged)
    same, said_same = sum(pair.same for pair, _ in judged), sum(said for _, said in judged)
    return f"recall {right / same:.3f}  precision {right / said_same:.3f}" if same and said_same else "-"


def by(judged: Judged, kind: Callable[["Pair"], str]) -> Iterable[tuple[str, int, int]]:
    """(kind, how many were judged rightly, how many there are), in order of the kinds."""
    found = defaultdict(list)
    for pair, said in judged:
        found[kind(pair)].append(said == pair.same)
    return [(name, sum(rightly), len(rightly)) for name, rightly in sorted(found.items())]


def information(pair: "Pair") -> str:
    """What both records hold at least: the level that is said on the screen beside the candidates."""

    def level(record: "Record") -> str:
        date = {0: "no date", 4: "year"}.get(len(record.birthdate), "date")
        place = "address" if record.pc4 and record.housenumber else "PC4" if record.pc4 else "no place"
        return f"{date}, {place}"

    levels = sorted((level(pair.one), level(pair.other)))
    return " / ".join(dict.fromkeys(levels))


def halves(pairs: list["Pair"], judge: Callable[[list["Pair"], list["Pair"]], Judged]) -> Judged:
    """Every pair judged by what was learned from the other half."""
    return judge(pairs[::2], pairs[1::2]) + judge(pairs[1::2], pairs[::2])


def baseline(alike: Similarity) -> Callable[[list["Pair"], list["Pair"]], Judged]:
    """Tune on the first pairs, judge the others."""

    def judge(known: list["Pair"], asked: list["Pair"]) -> Judged:
        weights, least = tuned([(similarities(pair, alike), pair.same) for pair in known])
        return [(pair, mean(similarities(pair, alike), weights) >= least) for pair in asked]

    return judge


def measure() -> None:
    """Print everything, in a process of its own."""
    import django

    django.setup()
    from bench.made.changes import CHECKING, LEARNING
    from bench.made.pairs import pairs
    from bench.made.people import groups
    from bench.made.plain import facts_of, plain_hits
    from privacy import matching
    from privacy.slots import SLOTS, slot
    from tools.learn_weights import MADE_UP, SEED, TRAINING, learn, read_pairs

    training = list(read_pairs(TRAINING))
    checking = list(pairs(groups("checking"), CHECKING, 2_600, seed=2))
    made_up = list(pairs(groups("learning"), LEARNING, MADE_UP, SEED))

    def levels(pair: "Pair", slots: tuple = SLOTS) -> list[str]:
        asked = facts_of(pair.other)
        return matching.evidence(asked, plain_hits(facts_of(pair.one), asked, slots))

    def learned(known: list["Pair"], slots: tuple = SLOTS) -> Callable[[list["Pair"]], Judged]:
        first, bits = learn([(levels(pair, slots), pair.same) for pair in known])

        def judge(asked: list["Pair"]) -> Judged:
            said = [levels(pair, slots) for pair in asked]
            return [
                (
                    pair,
                    first + sum(bits.get(code, 0) for code in codes) >= 0
                    and not matching.CONFLICTS & set(codes),
                )
                for pair, codes in zip(asked, said, strict=True)
            ]

        return judge

    def show(name: str, judged: Judged) -> None:
        print(f"{name:<58} {figures(judged)}")

    print("Pairs of tests/data/pairs_train.csv, each half judged by what the other half taught:")
    show("  edit ratio on plain text, tuned", halves(training, baseline(ratio)))
    show("  Jaro-Winkler on plain text, tuned", halves(training, baseline(winkler)))
    show(
        "  tokens, weights from that half alone", halves(training, lambda known, asked: learned(known)(asked))
    )
    ours = halves(training, lambda known, asked: learned(made_up + known)(asked))
    show("  tokens, weights from made-up pairs and that half", ours)
    print("Made-up pairs with other names and other changes:")
    show("  edit ratio on plain text, tuned on the training pairs", baseline(ratio)(training, checking))
    shipped = learned(made_up + training[::2])(checking)
    show("  tokens with 16 slots, weights as shipped", shipped)
    wider = (*SLOTS, *(slot(f"more{number}", parts) for number, parts in enumerate(MORE)))
    show("  tokens with 32 slots", learned(made_up + training[::2], wider)(checking))
    for title, judged in (("training pairs", ours), ("made-up pairs", shipped)):
        print(f"\nJudged rightly, {title}, per kind:")
        for name, rightly, count in by(judged, lambda pair: f"{'one' if pair.same else 'two'}: {pair.kind}"):
            print(f"  {name:<44} {rightly:>4} of {count:>4}")
        print(f"Per information level, {title}:")
        for name in sorted({information(pair) for pair, _ in judged}):
            some = [(pair, said) for pair, said in judged if information(pair) == name]
            print(f"  {name:<44} {len(some):>4}  {figures(some)}")


def run() -> None:
    """In a process and a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="sluitend-bench-") as data:
        environment = {**os.environ, "SLUITEND_DATA": data, "DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run([sys.executable, "-m", "bench.matching"], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    measure()
