"""Is the ledger whole, and do the records agree with it? Prints JSON; exit 1 when not."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from privacy.ledger.verify import verify


class Command(BaseCommand):
    help = "Recompute the ledger's leaves, roots and signatures; --rows holds the records against it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rows", action="store_true", help="also compare records with their latest event"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        result = verify(rows=options["rows"])
        self.stdout.write(json.dumps(result, indent=2))
        if not result["ok"]:
            sys.exit(1)
