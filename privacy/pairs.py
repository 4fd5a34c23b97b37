"""Which pairs of records in a file are about one person? Reads rows, scores them through stored tokens alone.

The first record of a pair is stored as tokens, the second is looked for, as in the product. Nothing else of the file
is kept, and the tokens are rolled back (`scratch`). Columns that are not named here are never read.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from privacy.matching import Match, judge
from privacy.models.tokens import BlindToken
from privacy.scratch import scratch_tokens
from privacy.tokens import PersonFacts, hits, probes, token_rows

COLUMNS = ("given", "prefix", "surname", "birthdate", "pc4", "housenumber", "phone")
NEEDED = ("pair_id", "a_given", "a_surname", "a_birthdate", "b_given", "b_surname", "b_birthdate")
# Little enough that the database never waits long between two statements.
AT_ONCE = 20


class BadPairs(ValueError):
    """The file cannot be read as pairs; the message says in one line what is wrong, without its content."""


@dataclass(frozen=True, slots=True)
class PersonPair:
    """Two records to compare."""

    pair_id: str
    one: PersonFacts
    other: PersonFacts


def read_pairs(path: Path) -> list[PersonPair]:
    """The pairs of a CSV file (UTF-8, comma or semicolon, with a heading). Raises BadPairs."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadPairs(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadPairs(f"{path} is not UTF-8 text.") from None
    lines = text.splitlines()
    if not lines:
        raise BadPairs(f"{path} is empty.")
    rows = csv.DictReader(
        lines, delimiter=";" if lines[0].count(";") > lines[0].count(",") else ",", strict=True
    )
    try:
        missing = [column for column in NEEDED if column not in (rows.fieldnames or ())]
        if missing:
            raise BadPairs(f"{path} has no column {', '.join(missing)}.")
        return [_pair(row, f"{path}, line {rows.line_num}") for row in rows]
    except csv.Error:
        raise BadPairs(f"{path}, line {rows.line_num}, is no CSV.") from None


def _pair(row: dict[str, str], where: str) -> PersonPair:
    if None in row or None in row.values():
        raise BadPairs(f"{where}, has another number of fields than the heading.")
    return PersonPair(row["pair_id"], _facts(row, "a"), _facts(row, "b"))


def _facts(row: dict[str, str], side: str) -> PersonFacts:
    """The record on one side of a pair; a column that is not there is a fact that is not known."""
    text = {column: row.get(f"{side}_{column}", "").strip() for column in COLUMNS}
    return PersonFacts(
        given=text["given"], prefix=text["prefix"], surname=text["surname"], birthdate=text["birthdate"],
        postcode=text["pc4"], house_number=text["housenumber"], phone=text["phone"],
    )  # fmt: skip


def score_pairs(pairs: Iterable[PersonPair]) -> Iterator[Match]:
    """One Match for each pair, in order; its `match_ref` is the pair's id. Nothing stays in the database."""
    waiting = iter(pairs)
    with scratch_tokens():
        while batch := list(islice(waiting, AT_ONCE)):
            refs = [f"scratch:{number}" for number in range(len(batch))]
            rows = [row for ref, pair in zip(refs, batch, strict=True) for row in token_rows(ref, pair.one)]
            BlindToken.objects.bulk_create(rows)
            stored = _stored(refs)
            for ref, pair in zip(refs, batch, strict=True):
                yield judge(pair.pair_id, pair.other, hits(probes(pair.other), stored[ref]))
            BlindToken.objects.filter(match_ref__in=refs).delete()


def _stored(refs: list[str]) -> dict[str, list[tuple[int, bytes]]]:
    found: dict[str, list[tuple[int, bytes]]] = {ref: [] for ref in refs}
    rows = BlindToken.objects.filter(match_ref__in=refs).values_list("match_ref", "slot", "token")
    for ref, slot, token in rows:
        found[ref].append((slot, bytes(token)))
    return found
