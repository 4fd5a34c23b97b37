"""Does the contract for parts of a library see every spelling of an import?"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    "line",
    [
        "import django.http",
        "import django.http as web",
        "from django import http",
        "from django.http import HttpResponse",
        "from django.http.response import HttpResponse",
        "def late():\n    from django.http import Http404",
    ],
)
def test_a_forbidden_part_is_seen_however_it_is_written(tmp_path, line):
    assert kept(tmp_path, "from django.db import models\n")
    assert not kept(tmp_path, line)


def test_a_name_that_only_begins_alike_is_no_breach(tmp_path):
    assert kept(tmp_path, "import django.https_helper\n")


PROGRAM = """
import sys
from pathlib import Path
from tools import contracts
contracts.ROOT = Path(sys.argv[1])
options = {"source_modules": ["rooms"], "forbidden_parts": ["django.http"]}
contract = contracts.ForbiddenParts(name="rooms", session_options={}, contract_options=options)
sys.exit(0 if contract.check(graph=None, verbose=False).kept else 1)
"""


def kept(folder, source):
    """Whether a package with one file of `source` keeps the contract; in a process of its own, as the check runs."""
    (folder / "rooms").mkdir(exist_ok=True)
    (folder / "rooms" / "one.py").write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode == 0
