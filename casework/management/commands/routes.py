"""By which ways can anything be reached? Prints every URL, socket, task and command with its action as JSON.

Exit 0, or 1 when one of them declares no action.
"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from casework.route_list import listed


class Command(BaseCommand):
    help = "Print every URL, socket, task and command: [{kind, route, methods, action, guard}]."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = listed()
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        if any(row["action"] is None for row in rows):
            sys.exit(1)
