"""Put the region pack of this release, or of FOLDER, in force. Prints what changes; `--dry-run` changes nothing.

Exit 0, also when it was in force already; 2 with one sentence for each mistake in the pack and each thing that this
installation needs and the pack does not have.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from casework.applying import NotApplied, apply
from casework.directory.current import files_of
from casework.directory.pack import PackError
from casework.management.prepared import require_prepared
from casework.models import LoadedPack
from casework.preparing import cards_asked, changed


class Command(BaseCommand):
    help = "Let a newer region pack take the place of the loaded one: teams, hours, terms, rules and texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, nargs="?", default=Path(settings.REGION_DIR), metavar="FOLDER",
            help="the pack; that of this release when nothing is given",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        folder: Path = options["folder"]
        if not (folder / "region.toml").is_file():
            raise CommandError(_("%(folder)s holds no region pack.") % {"folder": folder}, returncode=2)
        files = changed(LoadedPack.objects.order_by("-id")[0].files, files_of(folder))
        if not files:
            self.stdout.write(_("This pack is in force already."))
            return
        try:
            with transaction.atomic():
                digest = apply(folder).digest
                transaction.set_rollback(options["dry_run"])
        except PackError as error:
            raise CommandError(str(error), returncode=2) from None
        except NotApplied as refused:
            raise CommandError("\n".join(refused.reasons), returncode=2) from None
        for name in files:
            self.stdout.write(_("%(file)s changes.") % {"file": name})
        if not options["dry_run"]:
            said = _("Pack %(digest)s is in force. Restart every process: each reads it once.")
            self.stdout.write(said % {"digest": digest[:12]})
            for line in cards_asked():
                self.stdout.write(line)
