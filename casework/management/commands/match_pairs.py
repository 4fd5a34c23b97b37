"""Which pairs of records are about one person? Reads IN.csv, writes OUT.csv: pair_id, score, match, reasons.

Scores through keyed tokens in a space that is rolled back (privacy/pairs.py); works without a prepared database.
Exit 0, or 2 with one line when a file cannot be read or written.
"""

import csv
import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.errors import Unavailable
from privacy.pairs import BadPairs, read_pairs, score_pairs


class Command(BaseCommand):
    help = "Score the record pairs of a CSV file through keyed tokens; nothing of them is kept."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source", type=Path, metavar="IN.csv", help="pair_id, a_given … a_phone, b_given … b_phone"
        )
        parser.add_argument("target", type=Path, metavar="OUT.csv", help="written anew")

    def handle(self, *args: Any, **options: Any) -> None:
        text = io.StringIO(newline="")
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(("pair_id", "score", "match", "reasons"))
        try:
            for found in score_pairs(read_pairs(options["source"])):
                rows.writerow((found.match_ref, found.score, int(found.likely), "|".join(found.reasons)))
        except BadPairs as error:
            raise CommandError(str(error), returncode=2) from None
        except Unavailable as error:
            raise CommandError(f"No keys to make tokens with: {error}.", returncode=2) from None
        try:
            options["target"].write_text(text.getvalue(), encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"{options['target']} cannot be written: {error.strerror}.", returncode=2
            ) from None
