"""Does the product do what these stories say? Plays scenario files in empty databases of their own and compares.

Prints one line per step, or everything as JSON. Exit 0 as expected, 1 with any difference, 2 for a wrong call or a file
that cannot be read. The format: docs/scenarios.md.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework.directory.pack import PackError, load_pack
from casework.play.player import Played, Player, as_data
from casework.play.reader import read
from casework.play.scenario import Scenario, ScenarioError
from casework.play.scratch import Scratch


class Command(BaseCommand):
    help = "Play scenarios with a moved clock through the real actions, and compare with what they expect."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="scenario files, or folders of them"
        )
        parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
        parser.add_argument(
            "--keep", type=Path, metavar="DIR", help="leave the databases of each scenario in DIR"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("A scenario moves the clock; play it where DEMO=1.", returncode=2)
        self.as_json: bool = options["json"]
        scenarios = self._read(options["files"])
        with Scratch(options["keep"]) as scratch:
            results = [self._play(scenario, scratch) for scenario in scenarios]
        bad = [result for result in results if not result["ok"]]
        if self.as_json:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"{len(results) - len(bad)} scenarios as expected, {len(bad)} not.")
        if bad:
            sys.exit(1)

    def _read(self, given: list[Path]) -> list[Scenario]:
        """Every file that was named; all mistakes of all files are told at once."""
        scenarios, problems = [], []
        try:
            region = load_pack(settings.REGION_DIR)
        except PackError as error:
            raise CommandError(str(error)) from error
        for path in given:
            files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
            if not files:
                problems.append(f"{path}: there is no scenario here")
            for file in files:
                try:
                    scenarios.append(read(file, region))
                except ScenarioError as error:
                    problems += [str(problem) for problem in error.problems]
        if problems:
            raise CommandError("\n".join(problems), returncode=2)
        return scenarios

    def _play(self, scenario: Scenario, scratch: Scratch) -> dict[str, Any]:
        self._say(f"{scenario.id}: {scenario.title} ({scenario.file})")
        steps: list[Played] = []
        with scratch.stage(scenario.file.stem) as kept:
            for played in Player(scenario).play():
                steps.append(played)
                self._say(f"  {played.line}")
        for place in kept:
            self._say(f"  kept: {place}")
        return {
            "id": scenario.id,
            "title": scenario.title,
            "file": str(scenario.file),
            "ok": not any(step.differences for step in steps),
            "steps": [as_data(step) for step in steps],
            "kept": kept,
        }

    def _say(self, line: str) -> None:
        if not self.as_json:
            self.stdout.write(line)
            self.stdout.flush()
