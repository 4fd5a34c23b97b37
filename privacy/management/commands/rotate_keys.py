"""Replace keys while everybody goes on working. Prints what was done as JSON; started again it goes on.

Exit 1 with one line when it stops, and when values were met that cannot be read (they could not be before).
"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from privacy.errors import PrivacyError
from privacy.rotation import data, index, master

# Longer than a request may take: requests end after five seconds in a statement and ten between two.
SETTLE = 15.0


class Command(BaseCommand):
    help = "Give the master keys, every data key or the index key a new version; --dry-run only says what."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--master", action="store_true", help="new master keys; rewraps every data key")
        which.add_argument("--data", action="store_true", help="new data keys; seals every value again")
        which.add_argument("--index", action="store_true", help="a new index key; writes every token again")
        parser.add_argument(
            "--forget", action="store_true", help="with --master: erase refused versions from the key file"
        )
        parser.add_argument("--dry-run", action="store_true", help="change nothing, print what would be done")
        parser.add_argument(
            "--settle", type=float, default=SETTLE, metavar="SECONDS", help="how long a request may take (15)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forget"] and not options["master"]:
            raise CommandError("--forget goes with --master.")
        try:
            done = _done(options)
        except PrivacyError as error:
            raise CommandError(f"The rotation stopped: {error}. Run it again to go on.") from None
        except DatabaseError as error:
            # The message of a database repeats rows.
            raise CommandError(
                f"The rotation stopped: a database refused ({type(error).__name__}). Run it again to go on."
            ) from None
        self.stdout.write(json.dumps(done, indent=2))
        if done.get("unreadable"):
            sys.exit(1)


def _done(options: dict[str, Any]) -> dict[str, Any]:
    if options["master"] and options["forget"]:
        return master.plan_to_forget() if options["dry_run"] else master.forget()
    if options["master"]:
        return master.plan() if options["dry_run"] else master.rotate()
    part = data if options["data"] else index
    return part.plan() if options["dry_run"] else part.rotate(options["settle"])
