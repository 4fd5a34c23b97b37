"""How is a database emptied whose ledger refuses deletes? Only in the demonstration and in a test run.

Takes the place of Django's command, which test cases with real transactions call after each test.
"""

from typing import Any

from django.conf import settings
from django.core import mail
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from privacy.ledger.guards import APPEND_ONLY, lower_guards, raise_guards


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        # Django makes the outbox when it sets up a test run and at no other time.
        if not settings.DEMO and not hasattr(mail, "outbox"):
            raise CommandError("The ledger only grows: this database is not emptied.")
        alias = options["database"]
        connection = connections[alias]
        guarded = alias in APPEND_ONLY and APPEND_ONLY[alias][0] in connection.introspection.table_names()
        if guarded:
            lower_guards(connection, alias)
        try:
            super().handle(**options)
        finally:
            if guarded:
                raise_guards(connection, alias)
