"""`manage.py start`: prepares the databases, fills an empty demo, and runs everything in one process."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from config.start import HOST, PortTaken, reserve, serve


class Command(BaseCommand):
    help = "Prepare, load the demo into an empty database, and run web, worker and beat in one process."
    # A taken port is told first; the checks follow in handle().
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--no-demo", action="store_true", help="start without demo records")

    def handle(self, *, port: int, no_demo: bool, **options: object) -> None:
        """Stops within five seconds of SIGINT or SIGTERM, exit code 0. A taken port is exit code 1."""
        if settings.PRODUCTION:
            raise CommandError(
                "start is for one machine; in production the parts run apart (docs/operations.md)."
            )
        try:
            listener = reserve(port)
        except PortTaken:
            raise CommandError(f"Port {port} is in use on {HOST}; choose another with PORT=.") from None
        try:
            self.check()
            call_command("prepare")
            if settings.DEMO and not no_demo:
                call_command("demo")
        except KeyboardInterrupt:
            listener.close()
            return
        self.stdout.write(f"Sluitend is at http://localhost:{port} (stop with Ctrl-C).")
        self.stdout.flush()
        serve(listener)
        self.stdout.write("Stopped.")
