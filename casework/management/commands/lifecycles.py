"""Which states and steps are there? Prints every lifecycle, as JSON or as the page docs/lifecycles.md. Exit 0."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from casework.catalogue import LIFECYCLES
from workflows.drawing import described, page


class Command(BaseCommand):
    help = "Print every lifecycle: its states, and its steps with who may take them and how they are refused."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("json", "mermaid"), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        lifecycles = list(LIFECYCLES.values())
        if options["format"] == "mermaid":
            self.stdout.write(page(lifecycles))
            return
        told = [described(lifecycle) for lifecycle in lifecycles]
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
