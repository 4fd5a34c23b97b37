"""Take reports in from a file of JSON lines or the mails of a folder. Prints counts and what was rejected as JSON.

Exit 0, 1 when something was rejected, 2 when there is nothing to read. Fields of a line: casework/importing.py. What is
read from a mail: casework/mail/reading.py.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.arriving import Summary
from casework.importing import import_lines
from casework.importing_mail import SUFFIX, import_mails, mails_in
from casework.management.prepared import require_prepared


class Command(BaseCommand):
    help = "Import meldingen from a .jsonl file or a folder of .eml; importing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, help="a file with one JSON object on each line, or a folder of mails"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        try:
            summary = self._taken_in(options["path"])
        except OSError as error:
            raise CommandError(f"{options['path']} cannot be read: {error.strerror}.", returncode=2) from None
        self.stdout.write(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
        if summary.rejected:
            sys.exit(1)

    def _taken_in(self, path: Path) -> Summary:
        """Raises OSError when `path` cannot be opened."""
        if path.is_dir():
            return import_mails(mails_in(path))
        if path.suffix.lower() == SUFFIX and path.is_file():
            return import_mails([path])
        with path.open("rb") as lines:
            return import_lines(lines)
