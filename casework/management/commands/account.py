"""Give somebody an account, or a new way in. Prints the address at which they choose a password, once.

Exit 0; 2 with one sentence for each thing that is wrong with the account.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from casework.enrolling import NotEnrolled, address_for_a_password, enrolled
from casework.management.prepared import require_prepared
from casework.models import Account

ASKED = ("name", "email", "role", "team")


class Command(BaseCommand):
    help = "Make an account (--name, --email, --role, --team), or give a colleague who has one a new way in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="as colleagues read it")
        parser.add_argument("--email", default="")
        parser.add_argument("--role", default="", help="an R-code of docs/glossary.md, such as R92")
        parser.add_argument("--team", default="", help="the id of a team of the region")

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        given = {name: options[name] for name in ASKED}
        account = Account.objects.filter(username=options["username"], is_active=True).first()
        if account is not None and any(given.values()):
            raise CommandError(
                _("There is an account of that name already. Give the name alone."), returncode=2
            )
        if account is None:
            try:
                account = enrolled(options["username"], **given)
            except NotEnrolled as refused:
                raise CommandError("\n".join(refused.reasons), returncode=2) from None
        said = _("%(name)s chooses a password here, once and within three days: %(address)s")
        self.stdout.write(said % {"name": account.name, "address": address_for_a_password(account)})
