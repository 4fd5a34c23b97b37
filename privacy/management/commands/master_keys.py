"""Are the master keys there? Shows their state, or makes the key file of a new installation, once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from privacy.crypto.providers import key_file, provider, write_key_file
from privacy.errors import Unavailable
from privacy.models import DataKey


class Command(BaseCommand):
    help = "Show whether the master keys can be used; --make writes a new key file when none is in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--make", action="store_true", help="make the key file of a new installation")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["make"]:
            if key_file().exists():
                raise CommandError("There is a key file already; it is never overwritten.")
            try:
                sealed = DataKey.objects.exists()
            except DatabaseError:
                raise CommandError(
                    "The databases are not prepared yet: run manage.py prepare first."
                ) from None
            if sealed:
                raise CommandError("There are data keys already: put back the key file that belongs to them.")
            write_key_file(key_file(), demo=settings.DEMO)
        try:
            health = provider().health()
        except Unavailable as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"master keys: {'usable' if health.ok else 'missing ' + health.detail}")
        if health.demo:
            self.stdout.write("demo-sleutel: these keys protect nothing that is real")
