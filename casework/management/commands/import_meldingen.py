"""Take reports in from a file of JSON lines. Prints counts and the rejected lines as JSON.

Exit 0, 1 when a line was rejected, 2 when there is no such file. Fields: casework/importing.py.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.importing import import_lines
from casework.management.prepared import require_prepared


class Command(BaseCommand):
    help = "Import meldingen from a .jsonl file; importing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file with one JSON object on each line")

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        path: Path = options["path"]
        if path.is_dir():
            raise CommandError(f"{path} is a folder; give a file with JSON lines.", returncode=2)
        try:
            with path.open("rb") as lines:
                summary = import_lines(lines)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from None
        self.stdout.write(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
        if summary.rejected:
            sys.exit(1)
