"""What time is it in the demonstration, and how is it moved? Exit 1 in production, 2 for a wrong amount."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.management.prepared import require_prepared
from casework.timetravel import NotAnAmount, advance_to, later
from privacy.context import now, wall_clock
from privacy.errors import ClockIsFixed
from workflows.calendars import AMSTERDAM


class Command(BaseCommand):
    help = "Show the demonstration's clock, or move it; what falls due on the way rings in order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--advance", metavar="42d", help="weeks, days, hours, minutes: 6w, 42d, 3h, 15m, 1d12h"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        if options["advance"] is not None:
            self._advance(options["advance"])
        moment = now()
        # Rounded, because real time went on between the two readings.
        days, minutes = divmod(round((moment - wall_clock()).total_seconds() / 60), 24 * 60)
        ahead = f"{days} days and {minutes} minutes ahead of real time" if days or minutes else "real time"
        self.stdout.write(f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M} Europe/Amsterdam, {ahead}")

    def _advance(self, amount: str) -> None:
        begin = now()
        try:
            rang = advance_to(later(begin, amount), begin=begin)
        except NotAnAmount:
            raise CommandError(
                f"{amount} is not an amount of time: use 42d, 3h or 15m.", returncode=2
            ) from None
        except ClockIsFixed:
            raise CommandError("Only the clock of the demonstration can be moved.") from None
        self.stdout.write(f"{rang} clocks rang on the way.")
