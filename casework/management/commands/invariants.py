"""Do the three promises hold for what is stored? Prints every violation as JSON. Exit 0 when there is none, else 1."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from casework.invariants import violations
from casework.management.prepared import require_prepared


class Command(BaseCommand):
    help = "Print every violation of the three promises as [{promise, object, why}]; [] when they hold."

    def handle(self, *args: Any, **options: Any) -> None:
        require_prepared()
        found = [violation._asdict() for violation in violations()]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        if found:
            sys.exit(1)
