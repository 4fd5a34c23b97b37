"""Where would past meldingen have gone with the concept rules in FILE? Prints counts and references; changes nothing.

FILE has tables as in destinations.toml and front_doors.toml of the region pack. Exit 0, or 2 with one sentence for each
mistake: file, key and reason.
"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework.directory.concept import read_concept
from casework.directory.current import pack
from casework.directory.pack import PackError
from casework.management.prepared import require_prepared
from casework.reading import rehearsal as reading
from casework.reading.pack_words import sentence
from casework.rehearsing import rehearse
from privacy.context import now
from workflows.calendars import local_date


class Command(BaseCommand):
    help = (
        "Try concept routing rules on past meldingen: how many would have gone elsewhere, from whom to whom."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="the concept, in the form of destinations.toml"
        )
        parser.add_argument(
            "--since", metavar="2026-01-31", help="only what came in or was decided since this day"
        )
        parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        since = _day(options["since"])
        try:
            concept = read_concept(options["file"], pack().region, today=local_date(now()))
        except PackError as error:
            raise CommandError("\n".join(map(sentence, error.problems)), returncode=2) from None
        found = rehearse(concept, since=since)
        if options["json"]:
            moves = reading.moves(found)
            answer = {
                "day": str(found.day),
                "tried": found.looked_at,
                "elsewhere": found.elsewhere,
                "moves": moves,
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for line in reading.lines(found):
            self.stdout.write(line)


def _day(given: str | None) -> date | None:
    """Raises CommandError (exit 2)."""
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise CommandError(_("--since: %(given)s is not a date.") % {"given": given}, returncode=2) from None
