"""Bring databases, words and region up to date. Can be repeated. Exit 1 with a region pack that has mistakes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.directory.pack import PackError
from casework.preparing import prepare


class Command(BaseCommand):
    help = "Create or upgrade every database, compile the words, load the region pack once."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in prepare():
                self.stdout.write(line)
                self.stdout.flush()
        except PackError as error:
            raise CommandError(str(error)) from error
