"""How much does each agreement weigh? Learns the weights of `privacy/matching.py` and writes `privacy/weights.py`.

From made-up pairs (bench/made, fixed seed) and every other pair of tests/data/pairs_train.csv; the other half is never
looked at, so that it can be measured. Logistic regression over the levels, in bits: facts in a household are not
independent, and adding up separate ratios would count one agreement several times. `--check` only compares.
"""

import csv
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402  the folder of the project must be on the path first

django.setup()

from bench.made.changes import LEARNING  # noqa: E402
from bench.made.pairs import Pair, pairs  # noqa: E402
from bench.made.people import Record, groups  # noqa: E402
from bench.made.plain import facts_of, plain_hits  # noqa: E402
from privacy.matching import evidence  # noqa: E402

TARGET = ROOT / "privacy" / "weights.py"
TRAINING = ROOT / "tests" / "data" / "pairs_train.csv"
FIELDS = ("given", "prefix", "surname", "birthdate", "pc4", "housenumber", "phone")
MADE_UP, SEED = 4_000, 1
ROUNDS, STEP, SHRINK = 400, 0.5, 1.0
# Not learned: no made-up pair has one. A number that passes the eleven-test is hardly ever somebody else's; a town
# is that of many.
GIVEN_BY_HAND = {"bsn_same": 12.0, "address_town": 0.5}
HEADING = '''"""How many bits does each level of agreement weigh? Written by tools/learn_weights.py, not by hand.

FIRST is where nothing speaks for or against; a score is 1 / (1 + 2 ** -bits).
"""

VERSION = 1
THRESHOLD = 0.5
'''
Example = tuple[list[str], bool]


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file with their answers; `kind` is the difficulty it states."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            one, other = (Record(*(row[f"{side}_{name}"] for name in FIELDS)) for side in "ab")
            yield Pair(one, other, row["same_person"] == "1", row["difficulty"])


def example(pair: Pair) -> Example:
    """The levels that agree or differ when the second record is looked for, and the answer."""
    asked = facts_of(pair.other)
    return evidence(asked, plain_hits(facts_of(pair.one), asked)), pair.same


def learn(examples: list[Example]) -> tuple[float, dict[str, float]]:
    """(bits to begin with, bits per level) of the logistic regression, by plain descent from zero."""
    # Most examples agree in the same way as many others.
    counted = sorted(Counter((tuple(sorted(levels)), same) for levels, same in examples).items())
    codes = sorted({code for levels, _ in examples for code in levels})
    bits = dict.fromkeys(codes, 0.0)
    first, first_moved = 0.0, 1e-6
    moved = dict.fromkeys(codes, 1e-6)
    for _ in range(ROUNDS):
        slope, first_slope = {code: SHRINK * bits[code] for code in codes}, 0.0
        for (levels, same), count in counted:
            total = first + sum(bits[code] for code in levels)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - same) * count
            first_slope += error
            for code in levels:
                slope[code] += error
        for code in codes:
            moved[code] += slope[code] ** 2
            bits[code] -= STEP * slope[code] / math.sqrt(moved[code])
        first_moved += first_slope**2
        first -= STEP * first_slope / math.sqrt(first_moved)
    return first / math.log(2), {code: weight / math.log(2) for code, weight in bits.items()}


def written() -> str:
    """The text of privacy/weights.py."""
    training = list(read_pairs(TRAINING))[::2]
    made_up = list(pairs(groups("learning"), LEARNING, MADE_UP, SEED))
    first, bits = learn([example(pair) for pair in made_up + training])
    rows = {code: round(weight, 1) for code, weight in bits.items()} | GIVEN_BY_HAND
    lines = [f'    "{code}": {weight},' for code, weight in sorted(rows.items())]
    return f"{HEADING}FIRST = {round(first, 1)}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n"


def main() -> int:
    """0 when the file is written or, with --check, as it would be written."""
    text = written()
    if "--check" in sys.argv[1:]:
        same = TARGET.read_text(encoding="utf-8") == text
        print("The weights are what is learned." if same else "The weights are not what is learned.")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"Wrote {TARGET.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
