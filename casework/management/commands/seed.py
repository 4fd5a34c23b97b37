"""Add made-up meldingen with their cases and handovers, for measuring. Exit 1 in production, 2 for a wrong number."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework.management.prepared import require_prepared
from casework.seeding import seed


class Command(BaseCommand):
    help = "Add N made-up meldingen, sealed, tokenised and logged like real ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meldingen", type=int, required=True, metavar="N")
        parser.add_argument(
            "--seed", type=int, default=0, metavar="S", help="the same S gives the same lives"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Made-up meldingen do not belong in production.")
        if options["meldingen"] < 1:
            raise CommandError("--meldingen is a number from 1.", returncode=2)
        require_prepared()
        for done in seed(options["meldingen"], start=options["seed"]):
            if done % 1000 == 0 or done == options["meldingen"]:
                self.stdout.write(f"{done} meldingen.")
                self.stdout.flush()
