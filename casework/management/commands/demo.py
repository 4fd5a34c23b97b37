"""Fill an empty demonstration and say who can sign in. Exit 1 in production or when a story does not go as written."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework import demo
from casework.management.prepared import require_prepared
from casework.play.scenario import ScenarioError


class Command(BaseCommand):
    help = "Load the demonstration into an empty database, and print who can sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There is no demonstration in production.")
        require_prepared()
        if demo.is_empty():
            self.stdout.write("Loading the demonstration.")
            self.stdout.flush()
            try:
                stories = demo.load()
            except (demo.StoryBroken, ScenarioError) as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{stories} stories are loaded.")
        for line in demo.logins():
            self.stdout.write(line)
