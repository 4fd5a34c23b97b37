"""What can be done, by whom, with what? Prints every action as JSON. Exit 0."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from casework.catalogue import listed


class Command(BaseCommand):
    help = "Print every action: arguments, roles, lifecycle, refusals, events and the clock it starts."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(listed(), ensure_ascii=False, indent=2, default=str))
