"""What do the tests of the commands share? A region in an empty database, and a way to run a command in here."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from casework.preparing import region_loaded


@pytest.fixture
def region(db: None) -> None:
    """The region pack is loaded, and nothing else is there."""
    region_loaded()


@pytest.fixture
def run() -> Callable[..., tuple[Any, int]]:
    """Runs a command that prints JSON; what it printed, and its exit code."""

    def run_it(name: str, *arguments: str) -> tuple[Any, int]:
        out, code = StringIO(), 0
        try:
            call_command(name, *arguments, stdout=out)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return json.loads(out.getvalue()), code

    return run_it
