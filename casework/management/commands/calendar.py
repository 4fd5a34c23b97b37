"""When is the next working day, or a term over? Answers JSON lines from standard input.

Fields: `casework/directory/calendar_lines.py`. Exit 0, or 1 after a bad line or with a bad region pack.
"""

import json
import sys
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework.directory.calendar_lines import calculate
from casework.directory.lines import answer_lines, is_bad
from casework.directory.pack import PackError, load_pack


class Command(BaseCommand):
    help = "Answers a question about working time for each JSON line on standard input."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = partial(calculate, pack=load_pack(settings.REGION_DIR))
        except PackError as error:
            raise CommandError(str(error)) from error
        bad = False
        for answered in answer_lines(sys.stdin.buffer, answer):
            self.stdout.write(json.dumps(answered, ensure_ascii=False))
            bad = bad or is_bad(answered)
        if bad:
            sys.exit(1)
